"""Notifications: who may be pushed to, what is waiting to be pushed, and the push itself."""

"""Meanings: how a group shows one with a photo of its own, and whether parents take the picture as it is meant."""

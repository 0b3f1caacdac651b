"""Days: a group's rhythm, each day's card with its moments, and what parents see of it."""

"""A group's own photos, and what parents take the pictures for."""

"""The tests; their tree mirrors `app`."""

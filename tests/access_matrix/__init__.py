"""Who may reach what: every route, every kind of person, every scope."""

"""Languages: the table of them, their words, their dates, and which one a person reads."""

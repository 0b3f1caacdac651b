"""Families: staff add a child and hand out sign-in cards; parents join and look after their own phone."""

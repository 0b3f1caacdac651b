"""Sign-in: cards for families, passwords for staff, and who a request comes from."""

"""The organisation: its sites, groups and staff members, for those who look after them."""

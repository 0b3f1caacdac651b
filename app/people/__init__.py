"""Who is who: organisations, sites, groups, children, caregivers and staff, and who may see whom."""

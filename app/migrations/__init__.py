"""The database's history, applied by `dagkaart migrate`."""

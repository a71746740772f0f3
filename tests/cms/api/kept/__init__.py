"""Objects that are kept as they were given."""

"""People and the departments they belong to."""

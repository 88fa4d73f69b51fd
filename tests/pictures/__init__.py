"""Pictures of the running demo office, for the README and for looking at."""

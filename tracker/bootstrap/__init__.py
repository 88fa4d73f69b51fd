"""What runs before anything is installed, on the standard library alone."""

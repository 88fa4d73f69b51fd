"""Measures the running tracker beside the floor: a bare handler that runs the same SQL."""

"""The seeds: reference, print and the demo office."""

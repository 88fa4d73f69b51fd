"""Ranking lists taken in and matched, and the badges that follow."""

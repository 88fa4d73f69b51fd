"""Ranking lists taken in and matched with firms, and the badges that follow."""

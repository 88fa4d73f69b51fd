"""Tests of the pages of board."""

"""Tests of the pages of rankings."""

"""Tests of the pages of follow_ups."""

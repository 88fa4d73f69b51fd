"""Tests of the pages of blockers."""

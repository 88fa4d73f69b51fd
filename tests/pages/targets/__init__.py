"""Tests of the pages of targets."""

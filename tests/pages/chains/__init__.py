"""Tests of the pages of chains."""

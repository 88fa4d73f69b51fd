"""Tests of the pages of firms."""

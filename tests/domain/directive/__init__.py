"""Tests of directive."""

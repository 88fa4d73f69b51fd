"""Tests of firm."""

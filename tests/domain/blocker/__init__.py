"""Tests of blocker."""

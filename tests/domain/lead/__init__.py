"""Tests of lead."""

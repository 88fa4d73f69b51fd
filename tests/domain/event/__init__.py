"""Tests of event."""

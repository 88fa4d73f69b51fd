"""Tests of office."""

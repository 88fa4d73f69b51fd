"""Tests of targeting."""

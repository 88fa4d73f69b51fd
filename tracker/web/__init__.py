"""Plumbing that the pages share."""

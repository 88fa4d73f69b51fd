"""Builders: what a test finds already there, made by the real verbs in one short call."""

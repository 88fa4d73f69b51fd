"""Readers and writers of tables as files; no Flask here."""

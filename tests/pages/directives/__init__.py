"""Tests of the pages of directives."""

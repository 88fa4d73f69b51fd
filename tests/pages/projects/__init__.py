"""Tests of the pages of projects."""

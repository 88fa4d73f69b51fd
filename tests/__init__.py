"""Tests: the harness beside this file; the domain, the pages and the journeys in their folders."""

"""Tests of the commands, the jobs and the first start."""

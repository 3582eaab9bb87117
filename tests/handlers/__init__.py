"""Tests of what receives."""

"""Tests of the conversations: pure, no database, no network."""

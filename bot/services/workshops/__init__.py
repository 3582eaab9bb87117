"""Workshops: told by a facilitator, brought to those who were not there, and what they say to it."""

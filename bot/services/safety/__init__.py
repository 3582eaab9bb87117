"""Calls, concerns, and the record of who did what about them."""

"""Entering for people who do not use the bot: it is theirs, marked, and answered by telling them."""

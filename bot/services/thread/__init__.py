"""My thread: what became of what somebody told, and how they hear of it."""

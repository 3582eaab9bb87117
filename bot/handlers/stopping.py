"""Why receiving cannot go on. Apart from what listens, so that a bot that polls does not load that."""

from __future__ import annotations


class CannotListen(Exception):
    """Another program listens there, or this machine has no such address. The message says what to do."""

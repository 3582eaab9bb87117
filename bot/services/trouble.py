"""Trouble that passes: the database is busy, full or away. What was asked can be asked again later."""

from __future__ import annotations

from storage.database import DatabaseConflict, DatabaseUnavailable

__all__ = ["Clash", "Unavailable"]

Unavailable = DatabaseUnavailable
"""Nothing is wrong with what was asked; the transaction left nothing behind. Try again later."""

Clash = DatabaseConflict
"""Two transactions wanted the same row at once. Try again at once."""

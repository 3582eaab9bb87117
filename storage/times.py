"""Times as they stand in the database: UTC, ISO-8601, always with microseconds and a Z, so they sort."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=64)
def to_text(moment: datetime) -> str:
    """``moment`` (any zone, never naive) as stored. Raises ValueError for a naive one.

    Remembered for a while: a step writes the same moment many times.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored time needs its zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(stored: str) -> datetime:
    """The moment that :func:`to_text` stored, in UTC."""
    return datetime.fromisoformat(stored)

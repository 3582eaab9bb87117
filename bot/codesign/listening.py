"""Listening together: how long the recordings of a workshop are, and how many of them fit.

A trigger film brings people's own voices into the room and starts the talk. It runs for 25 to 30 minutes:
more would tire people who are ill, and leave too little time to talk (Point of Care Foundation, EBCD
toolkit).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

SHORTEST, LONGEST = timedelta(minutes=25), timedelta(minutes=30)
"""How long listening together takes."""


def running(lengths: Sequence[timedelta]) -> list[timedelta]:
    """How much has been heard at the end of each recording, when they are played in this order."""
    heard, ends = timedelta(), list[timedelta]()
    for each in lengths:
        heard += each
        ends.append(heard)
    return ends


def first_too_many(lengths: Sequence[timedelta]) -> int | None:
    """The first recording (from 0) that no longer ends within the listening; None: all of them fit."""
    return next((at for at, end in enumerate(running(lengths)) if end > LONGEST), None)


def clock(length: timedelta) -> str:
    """A length as players show it: minutes and seconds, such as "3:05"."""
    seconds = round(length.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"

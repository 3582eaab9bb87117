"""Who has something to say of what became of a story or suggestion: each service puts its own steps there.

A service that knows of a step (such as an action that came of a priority) registers a *source*: it is asked
for each thing that a person told, and nothing of it has to be known here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

import msgspec

from bot.codesign.thread import Step
from bot.services.house import House
from storage.database import Transaction


class Told(msgspec.Struct, frozen=True):
    """Something that a person told: which row it is, and the ids of the priorities that it led to."""

    kind: Literal["story", "suggestion"]
    id: str
    number: int
    project_id: str
    membership_id: str
    priorities: tuple[str, ...]


Source = Callable[[House, Transaction, Told], Awaitable[Sequence[Step]]]

_SOURCES: list[Source] = []


def put(source: Source) -> Source:
    """Let a service say what it knows of. Usable as a decorator."""
    _SOURCES.append(source)
    return source


async def steps_of(house: House, tx: Transaction, told: Told) -> list[Step]:
    """Everything that is known to have become of it, in no order."""
    return [step for source in _SOURCES for step in await source(house, tx, told)]

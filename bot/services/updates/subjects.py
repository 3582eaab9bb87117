"""What an update can be about: each kind of thing says what there is of it in a project."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

import msgspec

from bot.codesign.updates import Subject, SubjectKind
from bot.flows.update_words import Named
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from storage import priorities as stored_priorities
from storage import themes
from storage.database import Transaction

Offer = Callable[[House, Transaction, str], Awaitable[tuple[Named, ...]]]
"""Everything of one kind that a project's updates can be about, given the project's id."""

Find = Callable[[House, Transaction, str, int], Awaitable[Named | None]]
"""One of them by its number; None where the offer would not name it."""

_SEEN_BY_ALL = ("candidate", "chosen", "not_chosen")
"""Where a priority stands whose words are everybody's."""


class _Kind(msgspec.Struct, frozen=True):
    offer: Offer
    find: Find


_KINDS: dict[SubjectKind, _Kind] = {}


def put(kind: SubjectKind, offer: Offer, find: Find) -> None:
    """Let updates be about things of this kind; the service that keeps them says so."""
    _KINDS[kind] = _Kind(offer, find)


async def every(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Everything that an update can be about now, by kind and number."""
    found: list[Named] = []
    for kind in _KINDS.values():
        found += await kind.offer(house, tx, project_id)
    return tuple(found)


async def named(
    house: House, tx: Transaction, project_id: str, about: Collection[Subject]
) -> tuple[Named, ...]:
    """These subjects with what they are called, by kind and number; what is gone by now is left out.

    Each is looked up by its number: there can be thousands of others.
    """
    found: list[Named] = []
    for name, kind in _KINDS.items():
        for number in sorted({each.number for each in about if each.kind == name}):
            one = await kind.find(house, tx, project_id, number)
            found += [one] if one is not None else []
    return tuple(found)


async def _stories(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Stories that somebody of the team has read: of the others nothing can have become."""
    del house
    return tuple(Named(Subject("story", each.number)) for each in await themes.read_stories(tx, project_id))


async def _story(house: House, tx: Transaction, project_id: str, number: int) -> Named | None:
    del house
    found = await themes.read_story(tx, project_id, number)
    return None if found is None else Named(Subject("story", found.number))


async def _priorities(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Priorities whose words everybody may see: no suggestion that its teller has not let go of."""
    found = await priorities.every(house, tx, project_id)
    return tuple(_called(each) for each in found if each.status in _SEEN_BY_ALL)


async def _priority(house: House, tx: Transaction, project_id: str, number: int) -> Named | None:
    stored = await stored_priorities.numbered(tx, house.keys, project_id, number)
    if stored is None or stored.status not in _SEEN_BY_ALL:
        return None
    return _called(priorities.read(stored))


def _called(one: Priority) -> Named:
    return Named(Subject("priority", one.stored.number), one.wording.words)


put("story", _stories, _story)
put("priority", _priorities, _priority)

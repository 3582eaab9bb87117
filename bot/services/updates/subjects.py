"""What an update can be about: each kind of thing says what there is of it in a project."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from bot.codesign.updates import Subject, SubjectKind
from bot.flows.update_words import Named
from bot.services.house import House
from bot.services.priorities import priorities
from storage import themes
from storage.database import Transaction

Offer = Callable[[House, Transaction, str], Awaitable[tuple[Named, ...]]]
"""Everything of one kind that a project's updates can be about, given the project's id."""

_KINDS: dict[SubjectKind, Offer] = {}


def put(kind: SubjectKind, offer: Offer) -> None:
    """Let updates be about things of this kind; the service that keeps them says so."""
    _KINDS[kind] = offer


async def every(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Everything that an update can be about now, by kind and number."""
    found: list[Named] = []
    for offer in _KINDS.values():
        found += await offer(house, tx, project_id)
    return tuple(found)


async def named(
    house: House, tx: Transaction, project_id: str, about: Collection[Subject]
) -> tuple[Named, ...]:
    """These subjects with what they are called; what is gone by now is left out."""
    if not about:
        return ()
    return tuple(each for each in await every(house, tx, project_id) if each.subject in about)


async def _stories(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Stories that somebody of the team has read: of the others nothing can have become."""
    del house
    return tuple(Named(Subject("story", each.number)) for each in await themes.read_stories(tx, project_id))


async def _priorities(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Priorities whose words everybody may see: no suggestion that its teller has not let go of."""
    return tuple(
        Named(Subject("priority", each.stored.number), each.wording.words)
        for each in await priorities.every(house, tx, project_id)
        if each.status in ("candidate", "chosen", "not_chosen")
    )


put("story", _stories)
put("priority", _priorities)

"""Gathers the workshops of a project and what people said to them, within what they agree to today."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from bot.codesign.story import Part
from bot.codesign.update_report import Report
from bot.codesign.workshops import Said
from bot.flows.update_words import Named
from bot.services.house import House
from bot.services.updates import updates
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import workshop_answers
from storage.database import Transaction
from storage.workshop_answers import StoredAnswer

Allowed = Callable[[Part, frozenset[str]], Part | None]
"""What is left of a part within what its teller agrees to; None: nothing."""


class GivenAnswer(msgspec.Struct, frozen=True):
    """What one person who was not in the room said in words or by voice. What they pressed is not told."""

    stored: StoredAnswer
    said: Said


class ListedWorkshop(msgspec.Struct, frozen=True):
    """A workshop that people were, or are to be, told of; how many said that they were there."""

    told: Told
    about: tuple[Named, ...]
    report: Report
    there: int
    outside: int
    answers: tuple[GivenAnswer, ...]


async def listed(
    house: House, tx: Transaction, project_id: str, allowed: Allowed, agreed: Mapping[str, frozenset[str]]
) -> list[ListedWorkshop]:
    """Every workshop that was not taken back; of answers only those of the people in ``agreed``."""
    return [
        await _listed(house, tx, each, allowed, agreed)
        for each in await workshops.every(house, tx, project_id)
        if each.broadcast.status != "cancelled"
    ]


async def _listed(
    house: House, tx: Transaction, told: Told, allowed: Allowed, agreed: Mapping[str, frozenset[str]]
) -> ListedWorkshop:
    found = await workshop_answers.of_workshop(tx, house.keys, told.stored.id)
    theirs = [each for each in found if each.membership_id in agreed]
    outside = [each for each in theirs if not each.was_there]
    return ListedWorkshop(
        told,
        await workshops.belonging(house, tx, told),
        await updates.report(tx, told.broadcast.stored.id),
        len(theirs) - len(outside),
        len(outside),
        tuple(
            GivenAnswer(each, _only_allowed(workshops.said(each), allowed, agreed[each.membership_id]))
            for each in outside
        ),
    )


def _only_allowed(said: Said, allowed: Allowed, agreed: frozenset[str]) -> Said:
    left = tuple(kept for part in said.parts if (kept := allowed(part, agreed)) is not None)
    return msgspec.structs.replace(said, parts=left)

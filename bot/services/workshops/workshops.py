"""Workshops as the rest of the product sees them: read and found, each with the update that brings it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.workshops import Said, Views, Workshop, is_open
from bot.flows.update_words import Named
from bot.services.house import House
from bot.services.updates import subjects, updates
from bot.services.updates.updates import Broadcast
from storage import workshop_answers
from storage import workshops as stored_workshops
from storage.database import Transaction
from storage.workshop_answers import StoredAnswer
from storage.workshops import StoredWorkshop


class Told(msgspec.Struct, frozen=True):
    """A workshop with its content read, and the update in which people are told of it."""

    stored: StoredWorkshop
    workshop: Workshop
    broadcast: Broadcast

    @property
    def number(self) -> int:
        """Its number in the project."""
        return self.stored.number

    def is_open(self, now: datetime) -> bool:
        """Whether people can say what they think of it."""
        taken_back = self.broadcast.status == "cancelled"
        return not taken_back and is_open(now, self.stored.closes_at, self.stored.closed_at)

    @property
    def views(self) -> Views | None:
        """What people said in figures, once no more can be said; None before."""
        result = self.stored.result
        return None if result is None else msgspec.json.decode(result, type=Views)


def decoded(content: bytes) -> Workshop:
    """The workshop that was stored."""
    return msgspec.json.decode(content, type=Workshop)


async def _told(house: House, tx: Transaction, stored: StoredWorkshop) -> Told:
    broadcast = await updates.by_id(house, tx, stored.update_id)
    assert broadcast is not None  # a workshop goes with its update
    return Told(stored, decoded(stored.content), broadcast)


async def numbered(house: House, tx: Transaction, project_id: str, number: int) -> Told | None:
    """The workshop of a project with this number, or None."""
    stored = await stored_workshops.numbered(tx, house.keys, project_id, number)
    return await _told(house, tx, stored) if stored else None


async def of_update(house: House, tx: Transaction, update_id: str) -> Told | None:
    """The workshop that an update brings, or None."""
    stored = await stored_workshops.of_update(tx, house.keys, update_id)
    return await _told(house, tx, stored) if stored else None


async def every(house: House, tx: Transaction, project_id: str) -> list[Told]:
    """Every workshop of a project, also those that were taken back, in the order in which they were told."""
    found = await stored_workshops.of_project(tx, house.keys, project_id)
    return [await _told(house, tx, each) for each in found]


async def can_belong(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """What a decision can belong to: the priorities and the actions of a project."""
    found = await subjects.every(house, tx, project_id)
    return tuple(each for each in found if each.subject.kind != "story")


async def belonging(house: House, tx: Transaction, told: Told) -> tuple[Named, ...]:
    """What the decisions of a workshop belong to, with what it is called."""
    about = {each.about for each in told.workshop.decisions if each.about is not None}
    return await subjects.named(house, tx, told.stored.project_id, about)


def said(answer: StoredAnswer) -> Said:
    """What somebody said."""
    return msgspec.json.decode(answer.content, type=Said)


async def from_outside(house: House, tx: Transaction, told: Told) -> list[StoredAnswer]:
    """What was said by people who were not in the room, in the order in which it came."""
    found = await workshop_answers.of_workshop(tx, house.keys, told.stored.id)
    return [each for each in found if not each.was_there]

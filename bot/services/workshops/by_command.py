"""Workshops outside the chat: listed, and what came back, for the command line."""

from __future__ import annotations

import msgspec

from bot.codesign.workshops import Views
from bot.services import projects
from bot.services.house import House
from bot.services.leaving_out import LeftOut, allowed_part
from bot.services.workshops import collecting_workshops
from bot.services.workshops.workshops import Told
from storage import memberships
from storage.database import Transaction


class Answered(msgspec.Struct, frozen=True):
    """What one person said in words, by role and number; ``files``: how many recordings beside them."""

    role: str
    number: int
    words: str
    files: int


class Listed(msgspec.Struct, frozen=True):
    """One workshop as an operator sees it."""

    told: Told
    read: int
    recipients: int
    answered: int
    there: int
    views: Views | None
    answers: tuple[Answered, ...]


async def of_project(house: House, key: str) -> list[Listed]:
    """Every workshop of a project that was not taken back. Raises Refused when there is no such project."""
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        agreed = await _agreed(tx, stored.id)
        left_out = LeftOut()
        found = await collecting_workshops.listed(
            house, tx, stored.id, lambda part, given: allowed_part(part, given, left_out), agreed
        )
    return [
        Listed(
            each.told,
            each.report.opened,
            each.report.recipients,
            each.outside,
            each.there,
            each.told.views,
            tuple(
                Answered(
                    one.stored.role,
                    one.stored.teller_number,
                    " ".join(part.words for part in one.said.parts if part.words),
                    sum(part.file is not None for part in one.said.parts),
                )
                for one in each.answers
                if one.said.parts
            ),
        )
        for each in found
    ]


async def _agreed(tx: Transaction, project_id: str) -> dict[str, frozenset[str]]:
    """What each person who takes part agrees to today."""
    people = [each for each in await memberships.members(tx, project_id) if each.takes_part]
    return {each.id: await memberships.agreed(tx, each.id) for each in people}

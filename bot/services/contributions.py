"""Contributions: who told, suggested, asked or voted, who of the team answers for it, and who has heard back.

The rules stand in :mod:`bot.codesign.debt`. Each function is part of its caller's transaction, so that a
contribution is never there without the day by which its teller hears.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from bot.codesign import debt
from bot.codesign.debt import Answer, Kind
from bot.codesign.project import Project
from bot.services import recurring
from bot.services.house import House
from bot.services.safety import auditing
from bot.services.step import Step
from storage import contributions
from storage.contributions import StoredContribution
from storage.database import Transaction

OVERRIDDEN = "asked_despite_debt"
"""How the audit record calls it that people were asked something new while others should have heard back."""

Owed = StoredContribution

Serve = Callable[[Step, Owed], Awaitable[None]]
"""How a facilitator comes to answer one contribution of a kind."""

WAYS: dict[Kind, Serve] = {}
"""The way to an answer for each kind; the service of each kind puts itself here."""


async def made(
    house: House,
    tx: Transaction,
    project_id: str,
    membership_id: str,
    kind: Kind,
    subject_id: str,
    number: int,
    due_at: datetime,
) -> None:
    """Somebody contributed, and hears back by ``due_at``. A facilitator answers for it from now on."""
    owner = debt.next_owner(await contributions.owing(tx, project_id))
    await contributions.add(
        tx,
        project_id,
        membership_id,
        kind,
        subject_id,
        number,
        owner_id=owner,
        made_at=house.clock.now(),
        due_at=due_at,
    )


async def answered(tx: Transaction, kind: Kind, subject_id: str, how: Answer, now: datetime) -> bool:
    """Its teller hears what became of it. The first answer counts; False when they had heard before.

    Whoever does not use the chat does not hear it there: it is owed until they are :func:`told`.
    """
    return await contributions.answered(tx, kind, subject_id, how, now)


async def told(tx: Transaction, kind: Kind, subject_id: str, how: Answer, now: datetime) -> bool:
    """Somebody of the team told its teller, who does not use the chat; False when they had heard before."""
    return await contributions.told(tx, kind, subject_id, how, now)


async def all_answered(
    tx: Transaction, project_id: str, kind: Kind, number: int, how: Answer, now: datetime
) -> None:
    """The same for everything of a kind under one number, such as the ballots of a round."""
    await contributions.all_answered(tx, project_id, kind, number, how, now)


async def due_by(tx: Transaction, project_id: str, kind: Kind, number: int, due_at: datetime) -> None:
    """Those who have not heard hear by another day than they were told: their round ended early."""
    await contributions.due(tx, project_id, kind, number, due_at)


async def taken_back(tx: Transaction, kind: Kind, subject_id: str) -> None:
    """Whoever contributed took it back: no answer is owed."""
    await contributions.gone(tx, kind, subject_id)


async def owed(tx: Transaction, project_id: str) -> list[Owed]:
    """What nobody has answered yet, by the day it is due."""
    return await contributions.owed(tx, project_id)


async def overdue(house: House, tx: Transaction, project_id: str) -> int:
    """How many people should have heard by now, once for each thing that they contributed."""
    return await contributions.overdue(tx, project_id, house.clock.now())


async def answer(here: Step, kind: Kind, number: int) -> bool:
    """Take a facilitator to where they answer one contribution: it is theirs now. False if it is not owed."""
    place = here.place
    found = await owed(here.tx, place.project_id)
    one = next((each for each in found if (each.kind, each.number) == (kind, number)), None)
    if one is None or kind not in WAYS:
        return False
    await contributions.take(here.tx, place.project_id, kind, number, place.membership_id)
    await WAYS[kind](here, one)
    return True


class Override(msgspec.Struct, frozen=True):
    """People were asked something new although ``overdue`` answers were owed: by whom, when, and why.

    ``by`` is a facilitator's number, None for a command.
    """

    at: datetime
    by: int | None
    overdue: int
    reason: str


async def overrides(house: House, tx: Transaction, project_id: str) -> list[Override]:
    """Every time that it happened, oldest first."""
    return [
        Override(each.at, each.deed.number, each.deed.about or 0, each.deed.words)
        for each in await auditing.entries(house, tx, project_id)
        if each.kind == OVERRIDDEN
    ]


@recurring.every("day", "owners")
async def give_owners(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Share out what nobody answers for: whoever did may have left, or nobody was there yet."""
    del house, project
    without = await contributions.without_owner(tx, project_id)
    owners = debt.shared_out(len(without), await contributions.owing(tx, project_id))
    for (kind, subject_id), owner in zip(without, owners, strict=False):
        await contributions.give(tx, kind, subject_id, owner)

"""The desk of what is owed: `/team` shows it, each with the way to its answer, and it holds back new asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.codesign.debt import KINDS, Kind, days_left, days_over, overdue
from bot.flows.owed import HeldBackContext, OwedContext, OwedLine
from bot.i18n.texts import Text, _, n_
from bot.services import contributions, menus, talking, teamwork
from bot.services.contexts import pseudonym
from bot.services.contributions import Owed
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage.database import Transaction

MOST_SHOWN = 10
"""Lines on one screen; the next come up as those before them are answered."""


async def lines_of(here: Step, *, only_overdue: bool = False) -> tuple[OwedLine, ...]:
    """What is owed in the person's project, the longest first; the ballots of a round are one line.

    So is what people say to one workshop.
    """
    found = await contributions.owed(here.tx, here.place.project_id)
    if only_overdue:
        found = [each for each in found if overdue(each.due_at, here.now)]
    return await in_lines(here.house, here.tx, here.place.project_id, found, here.now)


async def in_lines(
    house: House, tx: Transaction, project_id: str, found: Iterable[Owed], now: datetime
) -> tuple[OwedLine, ...]:
    """What is owed as it is read at this moment; the ballots of a round are one line."""
    grouped: dict[tuple[str, int], list[Owed]] = {}
    for each in found:
        grouped.setdefault((each.kind, each.number), []).append(each)
    return tuple([await _line(house, tx, project_id, same, now) for same in grouped.values()])


async def _line(house: House, tx: Transaction, project_id: str, same: list[Owed], now: datetime) -> OwedLine:
    one = same[0]
    late = overdue(one.due_at, now)
    return OwedLine(
        kind=_kind(one),
        number=one.number,
        teller=pseudonym(one.role, one.teller_number),
        owner=None if one.owner is None else pseudonym("facilitator", one.owner),
        overdue=late,
        days=days_over(one.due_at, now) if late else days_left(one.due_at, now),
        people=len(same),
        can_answer=_kind(one) in contributions.WAYS,
        outside=await _outside(house, tx, project_id, one, now),
    )


async def _outside(house: House, tx: Transaction, project_id: str, one: Owed, now: datetime) -> bool:
    """Whether somebody has to be told who does not use the chat, and nothing else is in the way of it."""
    if one.kind != "ballot":
        return one.assisted
    round_ = await rounds.numbered(house, tx, project_id, one.number) if one.assisted else None
    return round_ is not None and round_.state(now) == "closed"


def _kind(one: Owed) -> Kind:
    return next(kind for kind in KINDS if kind == one.kind)


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    found = await contributions.owed(here.tx, here.place.project_id)
    if not found:
        return []
    words = n_("{n} answer is owed", "{n} answers are owed", len(found))
    late = sum(overdue(each.due_at, here.now) for each in found)
    return [
        ("", n_("{what} ({n} is overdue)", "{what} ({n} are overdue)", late, what=words) if late else words)
    ]


async def _serve(here: Step, detail: str) -> None:
    del detail
    found = await lines_of(here)
    await talking.begin(here, "owed", OwedContext(found[:MOST_SHOWN], len(found[MOST_SHOWN:])))


menus.put("team", "owed", _entries, _serve)


async def hold_back(here: Step, *, anew: bool) -> bool:
    """Show what is overdue instead of asking something new; False when nothing is.

    ``anew``: nothing of what was to be asked has been answered that should be gone on with.
    """
    found = await lines_of(here, only_overdue=True)
    if not found:
        return False
    more = sum(each.people for each in found[MOST_SHOWN:])
    await talking.begin(here, "held_back", HeldBackContext(found[:MOST_SHOWN], more, anew))
    return True


@when_over("owed")
async def _chosen(here: Step, talk: Talk, key: str) -> None:
    del talk
    if key == "back" or not await answer(here, key):
        await teamwork.open_team(here)


async def answer(here: Step, key: str) -> bool:
    """Go to the answer of a contribution, such as "story:3"; False when it is not owed any more."""
    kind, _colon, number = key.partition(":")
    known = next((each for each in KINDS if each == kind), None)
    if known is not None and teamwork.is_facilitator(here):
        if await contributions.answer(here, known, int(number)):
            return True
        await here.say(_("That has been answered meanwhile."))
    return False

"""What a round tells its people: that it is open, a reminder, its outcome. A slice of them at a time.

A project can have thousands of people, and nobody who writes should wait until all of them are told. What is
told, and how far it has come, stands in the round's row; each slice is one transaction.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from bot.codesign.project import Project
from bot.flows.asks import SOMETHING_NEW
from bot.i18n.texts import Moment, Text, _, lines
from bot.services import notices
from bot.services.house import House
from bot.services.projects import day_in
from bot.services.rounds import rounds
from bot.services.rounds.rounds import BUSINESS, Round, subject
from bot.services.thread import decisions
from storage import memberships
from storage import rounds as stored_rounds
from storage.database import Transaction
from storage.memberships import Member
from storage.priorities import StoredPriority

SLICE = 50
"""People in one transaction: about a tenth of a second, in which others who write wait."""

Call: TypeAlias = Literal["opening", "reminder", "outcome"]

WHAT_CAME_OF_IT = _("You can now read what came of something you were asked. Press /start to see it.")
"""What a phone shows of an outcome: nothing that others could learn from."""


class _Calling(msgspec.Struct, frozen=True):
    """What is the same for everybody who is told."""

    house: House
    tx: Transaction
    project: Project
    round_: Round
    decided: dict[str, StoredPriority]


async def call(house: House, tx: Transaction, round_: Round, what: Call) -> None:
    """Let everybody hear this, in the place of what they were being told. It begins after the commit."""
    await stored_rounds.call(tx, round_.stored.id, what)
    tx.after_commit(house.bells.rounds.ring)


async def go_on(house: House, tx: Transaction, project: Project, round_: Round) -> None:
    """Tell the next few. Who joins meanwhile may be among them; who leaves is not."""
    before = await stored_rounds.calling(tx, round_.stored.id)
    if before is None:
        return
    some = await memberships.slice_of(tx, round_.stored.project_id, before.up_to, SLICE)
    up_to = some[-1] if len(some) == SLICE else None
    if not await stored_rounds.called(tx, round_.stored.id, before, up_to):
        return
    decided = await decisions.of_vote(house, tx, round_)
    calling = _Calling(house, tx, project, round_, decided)
    for each in some:
        member = await memberships.member(tx, each)
        if member is not None:
            await _CALLS[before.calls](calling, member)


def until(project: Project, closes_at: datetime) -> Text:
    """Until when a round is open, by the project's clock."""
    return _(
        "It is open until {day}, {time}.",
        day=day_in(project, closes_at),
        time=Moment(closes_at, project.time_zone),
    )


async def _opening(here: _Calling, member: Member) -> None:
    if await rounds.is_asked(here.tx, here.round_, member):
        await _ask(here, member, lines(SOMETHING_NEW, until(here.project, here.round_.stored.closes_at)))


async def _reminder(here: _Calling, member: Member) -> None:
    asked = await rounds.is_asked(here.tx, here.round_, member)
    if not asked or await BUSINESS[here.round_.kind].has_answered(here.tx, here.round_, member.id):
        return
    words = lines(
        _("There is still something for you in the project. If you would like to take part, press /start."),
        until(here.project, here.round_.stored.closes_at),
        _("You get no further reminder of this."),
    )
    await _ask(here, member, words)


async def _ask(here: _Calling, member: Member, words: Text) -> None:
    await notices.ask(
        here.house,
        here.tx,
        here.project,
        member,
        words,
        about="project",
        subject=subject(here.round_),
        until=here.round_.stored.closes_at,
    )


async def _outcome(here: _Calling, member: Member) -> None:
    told = False
    if await rounds.is_asked(here.tx, here.round_, member):
        answered = await BUSINESS[here.round_.kind].has_answered(here.tx, here.round_, member.id)
        told = await notices.tell(
            here.house,
            here.tx,
            here.project,
            member,
            WHAT_CAME_OF_IT,
            about="me" if answered else "project",
            subject=subject(here.round_),
        )
    if here.decided:
        await decisions.decided(here.house, here.tx, here.decided, member.id, told=told)


_CALLS: dict[str, Callable[[_Calling, Member], Awaitable[None]]] = {
    "opening": _opening,
    "reminder": _reminder,
    "outcome": _outcome,
}


@notices.makes_sense("round")
async def _still_asked(house: House, tx: Transaction, member: Member, round_id: str) -> bool:
    """Whoever has answered meanwhile need not hear that they are asked; of what came of it they do."""
    round_ = await rounds.by_id(house, tx, round_id)
    if round_ is None or round_.state(house.clock.now()) != "open":
        return round_ is not None
    return not await BUSINESS[round_.kind].has_answered(tx, round_, member.id)

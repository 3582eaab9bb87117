"""Rounds of stories: an ask with a deadline. Telling itself is always open, so nobody is turned away.

A story that is sent before the closing second counts as the answer; one that is sent later is a story like
any other, and no part of the round.
"""

from __future__ import annotations

from collections.abc import Collection, Set

import msgspec

from bot.codesign.consent import kinds_on_offer
from bot.codesign.small_numbers import shown
from bot.i18n.texts import Text, _, n_
from bot.services import choosing
from bot.services.house import House
from bot.services.rounds.rounds import BUSINESS, Business, Round
from bot.services.step import Step
from storage import memberships, runs, stories
from storage.database import Transaction
from storage.memberships import Member


class StoriesTold(msgspec.Struct, frozen=True):
    """What a round of stories brought, frozen when it is over. Exact: for the team."""

    stories: int
    tellers: int


async def told_in(tx: Transaction, round_: Round) -> dict[str, int]:
    """How many stories each person who was asked sent while the round was open."""
    stored = round_.stored
    told = await stories.told_between(tx, stored.project_id, stored.opened_at, stored.closes_at)
    roles = await memberships.roles_of(tx, stored.project_id)
    return {each: count for each, count in told.items() if round_.asks(roles.get(each, ""))}


async def _answered(tx: Transaction, round_: Round) -> Collection[str]:
    return frozenset(await told_in(tx, round_))


async def _has_answered(tx: Transaction, round_: Round, membership_id: str) -> bool:
    stored = round_.stored
    return await stories.has_told_between(tx, membership_id, stored.opened_at, stored.closes_at)


async def _begin(here: Step, round_: Round) -> None:
    del round_
    begun = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "story")
    await (choosing.tell(here) if begun is None else choosing.resume_story(here))


async def _label(here: Step, round_: Round) -> Text:
    del here, round_
    return _("Tell a story for this")


async def _freeze(house: House, tx: Transaction, round_: Round) -> bytes | None:
    del house
    told = await told_in(tx, round_)
    return msgspec.json.encode(StoriesTold(sum(told.values()), len(told)))


async def _heard(house: House, tx: Transaction, round_: Round, member: Member) -> tuple[Text, ...]:
    del house, tx, member
    if round_.stored.result is None:
        return ()
    return (in_words(msgspec.json.decode(round_.stored.result, type=StoriesTold)),)


def in_words(told: StoriesTold) -> Text:
    """What may be shared of it, by the rule for small numbers: it is people, not stories, who must be many.

    Source: decision 0020. Ten stories of one person are as telling as one.
    """
    if told.tellers == 0:
        return _("No story was told in this time.")
    stories = shown(told.stories) if shown(told.tellers) else None
    if stories is None:
        return _("Only a few people told a story in this time. Each story is read.")
    return n_("About {n} story was told in this time.", "About {n} stories were told in this time.", stories)


def _open_to(agreed: Set[str]) -> bool:
    """Whoever asked that nothing they tell is kept cannot tell a story."""
    return bool(kinds_on_offer(agreed))


BUSINESS["stories"] = Business(_answered, _has_answered, _begin, _label, _freeze, _heard, _open_to)

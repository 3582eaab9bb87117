"""The exact result of a vote outside the chat: in words, and as JSON for other programs."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.codesign.balance import Share
from bot.codesign.results import Result
from bot.flows.asks import PEOPLE
from bot.flows.sheets import how_many
from bot.i18n.texts import _, lines
from bot.i18n.translator import SOURCE_LANGUAGE
from bot.services.house import House
from bot.services.projects import Refused
from bot.services.rounds import round_files
from bot.services.rounds.rounds import Round
from bot.services.votes import paper, vote_results
from storage.database import Transaction


async def _vote(house: House, tx: Transaction, key: str, number: int) -> Round:
    found = await round_files.find(house, tx, key, number)
    if found.stored.kind != "votes":
        raise Refused(
            f"round {number} of project {key!r} asks for {found.stored.kind}; only votes have a result"
        )
    return found


async def in_words(house: House, key: str, number: int) -> str:
    """The result as the team reads it in the chat; while the vote is open, how many have voted.

    Raises Refused when there is no such vote.
    """
    async with house.database.snapshot() as tx:
        round_ = await _vote(house, tx, key, number)
        result = vote_results.frozen(round_)
        pages = (
            vote_results.still_open(await vote_results.turnout(tx, round_))
            if result is None
            else vote_results.for_team(round_, result)
        )
    return house.translator.render(lines(*pages), SOURCE_LANGUAGE)


async def sheets(house: House, key: str, number: int) -> str:
    """How many voting sheets are typed in, in all and by role; nothing of what stands on them.

    Raises Refused when there is no such vote.
    """
    async with house.database.snapshot() as tx:
        round_ = await _vote(house, tx, key, number)
        found = await paper.by_role(tx, round_)
    by_role = (_("{people}: {n}", people=PEOPLE[role], n=found[role]) for role in PEOPLE if found[role])
    return house.translator.render(lines(how_many(found.total()), *by_role, gap=0), SOURCE_LANGUAGE)


async def as_json(house: House, key: str, number: int) -> str:
    """Everything as JSON. ``result`` is null while the vote is open or waits to be counted."""
    async with house.database.snapshot() as tx:
        round_ = await _vote(house, tx, key, number)
        turnout = await vote_results.turnout(tx, round_)
    result = vote_results.frozen(round_)
    content: dict[str, Any] = {
        "round": number,
        "method": round_.ask.method,
        "state": round_.state(house.clock.now()),
        "closes_at": round_.stored.closes_at,
        "candidates": round_.ask.candidates,
        "turnout": turnout if result is None else result.turnout,
        "result": None if result is None else _whole(result),
        "outcome": round_.outcome,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()


def _whole(result: Result) -> dict[str, Any]:
    """The result with the shares and ranges that follow from its numbers."""
    content: dict[str, Any] = msgspec.to_builtins(result)
    for standing, told in zip(result.standings, content["standings"], strict=True):
        told["backing"] = _share(standing.backing)
        for role, of_role in zip(standing.roles, told["roles"], strict=True):
            of_role["backing"] = _share(role.backing)
    return content


def _share(backing: Share) -> dict[str, Any]:
    known = {"people": backing.people, "backers": backing.backers}
    return known | {
        "share": float(backing.share) if backing.people else None,
        "low": backing.interval.low,
        "high": backing.interval.high,
    }

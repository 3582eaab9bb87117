"""Voting sheets from paper as the count reads them, and how many there are. They are of nobody."""

from __future__ import annotations

from collections import Counter

import msgspec
import structlog

from bot.codesign.ballots import Ballot
from bot.services.house import House
from bot.services.rounds.rounds import Round
from storage import paper_ballots
from storage.database import Transaction
from storage.vault import Tampered

log = structlog.get_logger()


async def every(house: House, tx: Transaction, round_: Round) -> list[tuple[str, Ballot]]:
    """The role and the ballot of each sheet of a round, in the order of their numbers.

    One that cannot be read is left out and stops no other from being counted, and the operator is told.
    """
    project_id = round_.stored.project_id
    key = await house.keys.project_key(tx, project_id)
    found: list[tuple[str, Ballot]] = []
    for sheet in await paper_ballots.of_round(tx, round_.stored.id):
        try:
            content = paper_ballots.opened(key, sheet, project_id)
            found.append((sheet.role, msgspec.json.decode(content, type=Ballot)))
        except (Tampered, msgspec.MsgspecError) as problem:
            log.error("sheet.unreadable", round=round_.stored.id, kind=type(problem).__name__)
    return found


async def by_role(tx: Transaction, round_: Round) -> Counter[str]:
    """How many sheets of each role are typed in."""
    return Counter(await paper_ballots.by_role(tx, round_.stored.id))

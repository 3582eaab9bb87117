"""The questions of a project for scripts: numbers, ages, whose, how they stand; words only when asked for."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.debt import overdue
from bot.codesign.exchange import Answer, Exchange, age
from bot.services import projects
from bot.services.house import House
from storage import exchanges
from storage.exchanges import StoredExchange


class Listed(msgspec.Struct, frozen=True):
    """One exchange: what it is, its number, whose (role and number), its days, how it stands."""

    kind: str
    number: int
    who: str
    days: int
    state: str
    about: str
    words: tuple[str, ...]
    """What was said, oldest first, each with who said it; for the team only."""


async def of_project(house: House, key: str) -> list[Listed]:
    """Every exchange of a project, by number. Raises Refused when there is no such project."""
    now = house.clock.now()
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        found = await exchanges.of_project(tx, house.keys, project.id)
    return [
        Listed(
            each.kind,
            each.number,
            _who(each),
            age(each.state.waits_since or each.made_at, now),
            _state(each, now),
            f"{each.about[0]} {each.about[1]}" if each.about else "",
            _words(each),
        )
        for each in found
    ]


def _who(each: StoredExchange) -> str:
    return f"{each.asker.role} {each.asker.number}"


def _state(each: StoredExchange, now: datetime) -> str:
    if each.asker.left:
        return "left"
    if each.state.due_at is not None:
        return "overdue" if overdue(each.state.due_at, now) else "waiting"
    return "closed" if each.state.closed_at is not None else "unread" if each.unread else "answered"


def _words(each: StoredExchange) -> tuple[str, ...]:
    said: list[str] = []
    for turn in msgspec.json.decode(each.content, type=Exchange).turns:
        said += [f"{_who(each)}: {' '.join(part.words.split()) or f'[{part.kind}]'}" for part in turn.parts]
        said += [f"{one.role} {one.number}: {_answered(one)}" for one in turn.answers]
    return tuple(said)


def _answered(answer: Answer) -> str:
    words = " ".join(answer.words.split())
    if answer.on is not None:
        return f"[read out on {answer.on}]"
    if answer.became is not None:
        return f"[not read out] {words}"
    return f"[voice] {words}" if answer.file else words

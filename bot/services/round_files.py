"""Rounds by command: opened from a file, listed, ended, and closed by an outcome from a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.codesign.project import Project
from bot.codesign.project_rules import stopping
from bot.codesign.round_file import RoundFile, round_problems
from bot.codesign.rounds import Ask, RoundKind
from bot.services import (
    conversations,  # noqa: F401  # with it, every kind of round is known
    priorities,
    projects,
    round_opening,
    rounds,
)
from bot.services.house import House
from bot.services.projects import Refused
from bot.services.round_opening import Reach
from bot.services.rounds import BUSINESS, Round
from bot.services.toml_files import BadFile, Found, load, placed
from storage.database import Transaction


@dataclass(frozen=True)
class Prepared:
    """A round that a file describes and that can be opened. ``warnings`` do not stop it."""

    project_id: str
    project: Project
    kind: RoundKind
    ask: Ask
    closes_at: datetime
    reach: dict[str, Reach]
    warnings: tuple[Found, ...]


async def prepare(house: House, key: str, path: Path) -> Prepared:
    """Read a round from a file. Raises BadFile with all that is wrong, and Refused without such a project."""
    file, misfitting, lines = load(path, RoundFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        project = projects.read(stored)
        if file.kind not in BUSINESS:
            raise Refused(
                f"this program opens no rounds of {file.kind}; choose one of: {', '.join(BUSINESS)}"
            )
        candidates = {each.number: each for each in await priorities.candidates(house, tx, stored.id)}
        now = house.clock.now()
        offered: Collection[int] = candidates if file.kind == "votes" else ()
        problems = list(round_problems(file, project, now, offered))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        text = {code: file.text[code] for code in project.languages if file.text.get(code, "").strip()}
        chosen = tuple(candidates[number] for number in file.priorities)
        ask = Ask(text, file.roles, 0, file.method, chosen, file.dots)
        closes_at = file.closes_at(ZoneInfo(project.time_zone)).astimezone(UTC)
        reach = await round_opening.reach(tx, stored.id)
    return Prepared(stored.id, project, file.kind, ask, closes_at, reach, placed(problems, lines))


async def open_prepared(house: House, prepared: Prepared) -> Round:
    """Open it. Raises Refused when some of these people are being asked for the same kind of thing."""
    async with house.database.transaction() as tx:
        opened = await round_opening.open_round(
            house, tx, prepared.project_id, prepared.kind, prepared.ask, prepared.closes_at
        )
    if opened == "changed":
        raise Refused("a priority has new words, or is no candidate any more; look at them and open it again")
    if opened == "in the way":
        raise Refused(
            f"another round of {prepared.kind} is open for some of these people; "
            "“in-the-room round list” shows it: wait for its end, or end it"
        )
    return opened


async def every(house: House, key: str) -> list[tuple[Round, int, int]]:
    """Every round of a project, with how many are asked and how many of them have answered."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        found = []
        for each in await rounds.every(house, tx, project.id):
            asked, answered = await rounds.taken_part(tx, each)
            found.append((each, sum(asked.values()), sum(answered.values())))
        return found


async def find(house: House, tx: Transaction, key: str, number: int) -> Round:
    """Round ``number`` of a project. Raises Refused when there is none."""
    project = await projects.find(house, tx, key)
    found = await rounds.numbered(house, tx, project.id, number)
    if found is None:
        raise Refused(f"project {key!r} has no round {number}; “in-the-room round list {key}” shows them")
    return found

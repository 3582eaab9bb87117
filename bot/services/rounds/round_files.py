"""Rounds by command: opened from a file, listed, ended, and closed by an outcome from a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import stopping
from bot.codesign.round_file import OutcomeFile, RoundFile, outcome_problems, round_problems
from bot.codesign.rounds import Ask, Outcome, RoundKind, opening_on
from bot.services import (
    conversations,  # noqa: F401  # with it, every kind of round is known
    projects,
)
from bot.services.files.toml_files import BadFile, Found, load, placed
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.projects import Refused
from bot.services.rounds import round_closing, round_opening, rounds
from bot.services.rounds.round_opening import Reach
from bot.services.rounds.rounds import BUSINESS, Round
from storage.database import Transaction

COMMAND = 0
"""Who did it, where a facilitator's number would stand: nobody is known by a number on the command line."""


class Prepared(msgspec.Struct, frozen=True):
    """A round that a file describes and that can be opened. ``warnings`` do not stop it.

    ``opens_at`` and ``days``: when it opens and for how many days, when it is planned for a later day.
    """

    project_id: str
    project: Project
    kind: RoundKind
    ask: Ask
    closes_at: datetime
    reach: dict[str, Reach]
    warnings: tuple[Found, ...]
    opens_at: datetime | None = None
    days: int = 0


async def prepare(house: House, key: str, path: Path, on: date | None = None) -> Prepared:
    """Read a round from a file, to be opened now or on a later day.

    Raises BadFile with all that is wrong, and Refused without such a project or for a day that is not later.
    """
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
        opens_at = None if on is None else later(project, now, on)
        offered: Collection[int] = candidates if file.kind == "votes" else ()
        problems = list(round_problems(file, project, opens_at or now, offered, planned=opens_at is not None))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        chosen = tuple(candidates[number] for number in file.priorities)
        ask = Ask(_in_order(file.text, project), file.roles, COMMAND, file.method, chosen, file.dots)
        closes_at = file.closes_at(opens_at or now, ZoneInfo(project.time_zone)).astimezone(UTC)
        reach = await round_opening.reach(tx, stored.id, file.kind)
    warnings = placed(problems, lines)
    return Prepared(stored.id, project, file.kind, ask, closes_at, reach, warnings, opens_at, file.days or 0)


def later(project: Project, now: datetime, day: date) -> datetime:
    """When a round that is planned for this day opens. Raises Refused for a day that has begun."""
    today = projects.day_in(project, now).on
    if day <= today:
        raise Refused(f"a planned round opens on a later day than today, {today}; “round open” opens one now")
    return opening_on(day, ZoneInfo(project.time_zone))


async def open_prepared(house: House, prepared: Prepared, despite: str = "") -> Round:
    """Open it. ``despite``: why it opens although answers are overdue, which it otherwise does not.

    Raises Refused then, and when some of these people are being asked for the same kind of thing.
    """
    async with house.database.transaction() as tx:
        opened = await round_opening.open_round(
            house,
            tx,
            prepared.project_id,
            prepared.kind,
            prepared.ask,
            prepared.closes_at,
            despite=despite,
        )
    if opened == "too late":
        raise Refused("the project ends before this round would; let it close earlier")
    if opened == "owed":
        raise Refused(
            "people wait longer for an answer than they were told, so nothing new is asked; "
            "“in-the-room owed PROJECT” lists them: answer them first, or say why not with --although REASON"
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


async def end(house: House, key: str, number: int) -> None:
    """Take no answers in a round from now on. Raises Refused when it is over already."""
    async with house.database.transaction() as tx:
        found = await find(house, tx, key, number)
        if not await round_closing.end_now(house, tx, found, COMMAND):
            raise Refused(f"round {number} is over already")


async def close(house: House, key: str, number: int, path: Path) -> tuple[Found, ...]:
    """Close a round with the outcome in a file; returns what is worth a look and does not stop it.

    Raises BadFile with all that is wrong with the file, and Refused for a round that is open or closed.
    """
    file, misfitting, lines = load(path, OutcomeFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.transaction() as tx:
        found = await find(house, tx, key, number)
        project = await projects.load(house, tx, found.stored.project_id)
        ids = {each.number: each.id for each in found.ask.candidates}
        problems = list(outcome_problems(file, project, ids))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        outcome = Outcome(
            decided=_in_order(file.decided, project),
            by=_in_order(file.by, project),
            why=_in_order(file.why, project),
            chosen=tuple(ids[each] for each in file.chosen),
        )
        if found.state(house.clock.now()) == "open":
            raise Refused(f"round {number} is still open; “in-the-room round end {key} {number}” ends it now")
        if not await round_closing.close(house, tx, found, outcome, COMMAND):
            raise Refused(f"round {number} has its outcome already")
    return placed(problems, lines)


def _in_order(text: LocalText, project: Project) -> LocalText:
    """A text with the project's languages in their order; whatever else is in it goes."""
    return {code: text[code] for code in project.languages if text.get(code, "").strip()}


async def find(house: House, tx: Transaction, key: str, number: int) -> Round:
    """Round ``number`` of a project. Raises Refused when there is none."""
    project = await projects.find(house, tx, key)
    found = await rounds.numbered(house, tx, project.id, number)
    if found is None:
        raise Refused(f"project {key!r} has no round {number}; “in-the-room round list {key}” shows them")
    return found

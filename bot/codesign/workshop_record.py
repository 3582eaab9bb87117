"""What a workshop record looks like: a form of two sheets that is filled in after a workshop, and read back.

It travels with the workshop pack, so that whoever has no time for a conversation of twenty questions can type
what was decided into cells. Each cell is checked, and everything that is wrong is named at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TypeAlias

from bot.codesign.project import LocalText
from bot.codesign.project_rules import Problem
from bot.codesign.project_texts import PARAGRAPH, forbidden_characters
from bot.codesign.rounds import Role
from bot.codesign.updates import Subject, SubjectKind
from bot.codesign.workshops import DAYS_BACK, MOST_DECISIONS, MOST_PEOPLE, WINDOWS, Decision

WORKSHOP, DECISIONS = "workshop", "decisions"
"""The names of the sheets, the same in every language."""

HELD_ON, DAYS = "held_on", "days_to_answer"
PRESENT: dict[str, Role] = {"patients": "patient", "carers": "carer", "staff": "staff"}
FIELDS = (HELD_ON, *PRESENT, DAYS)
"""The rows of the first sheet: their codes stand in its first column, and what was filled in beside them."""

PRIORITY: SubjectKind = "priority"
ACTION: SubjectKind = "action"
"""The codes of the columns that say what a decision belongs to."""

Value: TypeAlias = str | int | float | date | datetime | bool | None


@dataclass(frozen=True)
class Filled:
    """What stands in a cell, and which cell it is, such as "B3"."""

    value: Value
    cell: str


@dataclass(frozen=True)
class Record:
    """A form as it was read: the first sheet by code, the second row by row and by code of its column."""

    fields: Mapping[str, Filled]
    decisions: tuple[Mapping[str, Filled], ...] = ()


@dataclass(frozen=True)
class Told:
    """What a record tells: the day, who was there, what was decided, for how many days people can answer."""

    held_on: date
    present: dict[Role, int]
    decisions: tuple[Decision, ...]
    days: int


@dataclass
class Read:
    """What could be made of a record, and all that is wrong with it. ``told`` is None with problems."""

    told: Told | None = None
    problems: list[Problem] = field(default_factory=list)


def columns(languages: Collection[str]) -> tuple[str, ...]:
    """The codes of the columns of the second sheet, in a project of these languages."""
    return (*(f"{each}_{code}" for code in languages for each in ("what", "why")), PRIORITY, ACTION)


def read(
    record: Record,
    languages: tuple[str, ...],
    today: date,
    lengths: Collection[int],
    known: Collection[Subject],
) -> Read:
    """Check every cell of a record. ``known`` are the priorities and actions that decisions can belong to.

    ``lengths`` are the days for which people can be asked until the end of the project.
    """
    found = Read()
    held_on = _held_on(record.fields.get(HELD_ON), today, found)
    present = {role: _people(code, record.fields.get(code), found) for code, role in PRESENT.items()}
    if not found.problems and not any(present.values()):
        wanted = f"how many people of each role were there, in at least one of: {', '.join(PRESENT)}"
        found.problems.append(Problem(f"sheet “{WORKSHOP}”", "nobody was in the room", wanted))
    days = _days(record.fields.get(DAYS), lengths, found)
    decisions = tuple(_decision(row, languages, known, found) for row in record.decisions)
    if not decisions:
        wanted = "in each row below the headings: what was decided, and why"
        found.problems.append(Problem(f"sheet “{DECISIONS}”", "nothing was decided", wanted))
    elif len(decisions) > MOST_DECISIONS:
        wrong = f"there are {len(decisions)} decisions"
        found.problems.append(
            Problem(f"sheet “{DECISIONS}”", wrong, f"{MOST_DECISIONS} at most; the rest in a second record")
        )
    if not found.problems:
        assert held_on is not None
        there = {role: count for role, count in present.items() if count}
        found.told = Told(held_on, there, decisions, days)
    return found


def _place(sheet: str, cell: str) -> str:
    return f"sheet “{sheet}”, cell {cell}"


def _missing(sheet: str, code: str, filled: Filled | None) -> str:
    return _place(sheet, filled.cell) if filled else f"sheet “{sheet}”, “{code}”"


def _held_on(filled: Filled | None, today: date, found: Read) -> date | None:
    value = _day(filled.value if filled else None)
    where = _missing(WORKSHOP, HELD_ON, filled)
    wanted = f"a day from {today - timedelta(days=DAYS_BACK - 1)} to {today}"
    if not isinstance(value, date):
        wrong = "the day of the workshop is missing" if value is None else "this is no day"
        found.problems.append(Problem(where, wrong, wanted))
        return None
    if not today - timedelta(days=DAYS_BACK - 1) <= value <= today:
        found.problems.append(Problem(where, f"{value} is too long ago, or still to come", wanted))
        return None
    return value


def _day(value: Value) -> Value:
    """The day that a cell holds, as a date or in words; what it is else stays as it is."""
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return value.strip() or None


def _whole(filled: Filled | None) -> int | None:
    """A whole number of a cell; None for anything else. Nothing is 0."""
    value = filled.value if filled else None
    if value is None or (isinstance(value, str) and not value.strip()):
        return 0
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value.strip()[:9])
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value % 1:
        return None
    return int(value)


def _people(code: str, filled: Filled | None, found: Read) -> int:
    count = _whole(filled)
    if count is None or not 0 <= count <= MOST_PEOPLE:
        wanted = f"a whole number from 0 to {MOST_PEOPLE}"
        where = _missing(WORKSHOP, code, filled)
        found.problems.append(Problem(where, "this is no number of people", wanted))
        return 0
    return count


def _days(filled: Filled | None, lengths: Collection[int], found: Read) -> int:
    days = _whole(filled)
    possible = [each for each in WINDOWS if each in lengths] or sorted(lengths)[-1:] or [1]
    if days == 0:
        return possible[0]
    if days is None or days not in possible:
        wanted = f"one of: {', '.join(map(str, sorted(possible)))}"
        where = _missing(WORKSHOP, DAYS, filled)
        found.problems.append(Problem(where, "people cannot answer for so long", wanted))
        return 0
    return days


def _decision(
    row: Mapping[str, Filled], languages: tuple[str, ...], known: Collection[Subject], found: Read
) -> Decision:
    return Decision(
        _words(row, "what", "what was decided", languages, found),
        _words(row, "why", "the reason", languages, found),
        _about(row, known, found),
    )


def _words(
    row: Mapping[str, Filled], code: str, called: str, languages: tuple[str, ...], found: Read
) -> LocalText:
    words: LocalText = {}
    for language in languages:
        filled = row.get(f"{code}_{language}")
        said = "" if filled is None or filled.value is None else str(filled.value).strip()
        if filled is not None and said:
            found.problems += _unfit(said, _place(DECISIONS, filled.cell))
            words[language] = said
        elif language == languages[0]:
            # Another language may be left out: people read the first one then.
            where = _place(DECISIONS, filled.cell) if filled else _row_of(row, f"{code}_{language}")
            wanted = f"{called} in “{language}”, the first language of the project"
            found.problems.append(Problem(where, f"{called} is missing", wanted))
    return words


def _row_of(row: Mapping[str, Filled], code: str) -> str:
    cell = next((each.cell for each in row.values()), "")
    number = "".join(each for each in cell if each.isdigit())
    return f"sheet “{DECISIONS}”, row {number}, column “{code}”"


def _unfit(said: str, where: str) -> Iterator[Problem]:
    if len(said) > PARAGRAPH:
        yield Problem(where, f"{len(said)} letters are too many for a phone", f"{PARAGRAPH} at most")
    if forbidden_characters(said, False):
        yield Problem(where, "a character that may not stand here", "plain text")


def _about(row: Mapping[str, Filled], known: Collection[Subject], found: Read) -> Subject | None:
    named = list(_named(row, found))
    if len(named) > 1:
        where = _place(DECISIONS, row[ACTION].cell)
        wanted = "a priority or an action, not both"
        found.problems.append(Problem(where, "a decision belongs to one thing", wanted))
        return None
    for subject, cell in named:
        if subject in known:
            return subject
        of_kind = sorted(each.number for each in known if each.kind == subject.kind)
        wanted = f"one of: {', '.join(map(str, of_kind))}" if of_kind else "nothing here"
        wrong = f"there is no {subject.kind} {subject.number}"
        found.problems.append(Problem(_place(DECISIONS, cell), wrong, wanted))
    return None


def _named(row: Mapping[str, Filled], found: Read) -> Iterator[tuple[Subject, str]]:
    kinds: tuple[SubjectKind, ...] = (PRIORITY, ACTION)
    for kind in kinds:
        filled = row.get(kind)
        number = _whole(filled)
        if filled is None or number == 0:
            continue
        if number is None or number < 0:
            where = _place(DECISIONS, filled.cell)
            found.problems.append(Problem(where, "this is no number", "its number, or nothing"))
            continue
        yield Subject(kind, number), filled.cell

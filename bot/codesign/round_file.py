"""What a round, and the outcome of one, look like as files; and what makes them fit to be used.

An ask says what is wanted, of whom and until when, before it is sent (the field's rule against open-ended
consultation); an outcome says what was decided, by whom and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import Problem, text_problems
from bot.codesign.project_texts import LocalWords
from bot.codesign.rounds import (
    FEWEST_CHOSEN,
    LONGEST,
    METHODS,
    MOST_CHOSEN,
    SHORTEST,
    Method,
    Role,
    RoundKind,
    closing,
    outlives,
    unusual_number,
)

MOST_DOTS = 20
MOST_DAYS = LONGEST.days - 1
"""It ends in the evening of its last day, which is hours after the time at which it opened."""
FEWEST_CANDIDATES = 2


class RoundFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A round to be opened. ``closes`` is by the project's clock; ``priorities`` are their numbers.

    In place of ``closes`` it can say for how many ``days`` it is open, as every planned round does: its day
    may still change.
    """

    kind: RoundKind
    roles: tuple[Role, ...]
    closes: datetime | None = None
    days: int | None = None
    text: LocalText
    method: Method | None = None
    dots: int = 0
    priorities: tuple[int, ...] = ()

    def closes_at(self, opens_at: datetime, zone: ZoneInfo) -> datetime:
        """The moment at which it closes, where the project is; one with its own zone stays as it is."""
        if self.closes is None:
            return closing(opens_at, self.days or 0, zone)
        return self.closes if self.closes.tzinfo is not None else self.closes.replace(tzinfo=zone)


class OutcomeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The outcome of a round. ``chosen`` are numbers of priorities."""

    decided: LocalText
    by: LocalText
    why: LocalText
    chosen: tuple[int, ...] = ()
    number_is_meant: bool = False
    """Said when fewer or more priorities are chosen than a project usually takes on."""


def round_problems(
    file: RoundFile,
    project: Project,
    opens_at: datetime,
    candidates: Collection[int],
    *,
    planned: bool = False,
) -> Iterator[Problem]:
    """Give everything that is wrong with a round that opens then, in the order of the file."""
    if not file.roles:
        yield Problem("roles", "nobody is asked", "at least one of: patient, carer, staff")
    for at, role in enumerate(file.roles, 1):
        if role in file.roles[: at - 1]:
            yield Problem(f"roles[{at}]", f"“{role}” is there twice", "each role only once")
    yield from _time_problems(file, opens_at, project, planned=planned)
    yield from text_problems(LocalWords("text", file.text), project.languages)
    if file.kind == "votes":
        yield from _vote_problems(file, candidates)
        return
    for name in ("method", "dots", "priorities"):
        if getattr(file, name):
            yield Problem(name, "only a round of votes has this", "nothing here")


def _time_problems(
    file: RoundFile, opens_at: datetime, project: Project, *, planned: bool
) -> Iterator[Problem]:
    if planned and file.closes is not None:
        wrong = "a planned round can be put off, so it does not say when it closes"
        yield Problem("closes", wrong, "days = 14, or another number of days")
    elif file.closes is not None and file.days is not None:
        yield Problem("days", "the file says already when it closes", "either days or closes")
    elif file.closes is not None:
        yield from _closing_problems(file.closes_at(opens_at, ZoneInfo(project.time_zone)), opens_at, project)
    elif file.days is None:
        missing = "days" if planned else "closes"
        yield Problem(missing, "it is missing", "for how many days it is open, such as days = 14")
    elif not 1 <= file.days <= MOST_DAYS:
        yield Problem("days", f"{file.days} is out of range", f"1 to {MOST_DAYS} days")
    elif outlives(
        file.closes_at(opens_at, ZoneInfo(project.time_zone)),
        project.ends_on,
        ZoneInfo(project.time_zone),
    ):
        wrong = f"it would be open after the project's last day, {project.ends_on}"
        yield Problem("days", wrong, "fewer days, an earlier day, or a later ends_on")


def _closing_problems(closes_at: datetime, opens_at: datetime, project: Project) -> Iterator[Problem]:
    if closes_at < opens_at + SHORTEST:
        yield Problem("closes", "that is too soon to answer in", "a moment at least an hour from now")
    elif closes_at > opens_at + LONGEST:
        yield Problem("closes", "that is too far away", f"a moment within {LONGEST.days} days")
    elif outlives(closes_at, project.ends_on, ZoneInfo(project.time_zone)):
        wrong = f"that is after the project's last day, {project.ends_on}"
        yield Problem("closes", wrong, "a moment before it, or a later ends_on")


def _vote_problems(file: RoundFile, candidates: Collection[int]) -> Iterator[Problem]:
    if file.method is None:
        yield Problem("method", "it is missing", f"one of: {', '.join(METHODS)}")
    if file.method == "dots" and not 1 <= file.dots <= MOST_DOTS:
        yield Problem("dots", f"{file.dots} is out of range", f"1 to {MOST_DOTS} dots for each person")
    if file.method != "dots" and file.dots:
        yield Problem("dots", "only voting by dots has this", "nothing here")
    if len(set(file.priorities)) < FEWEST_CANDIDATES:
        wanted = "the numbers of at least two priorities to vote on"
        yield Problem("priorities", "there is nothing to choose between", wanted)
    yield from _number_problems("priorities", file.priorities, candidates)


def outcome_problems(file: OutcomeFile, project: Project, candidates: Collection[int]) -> Iterator[Problem]:
    """Give everything that is wrong with an outcome. ``candidates`` were voted on; none in other rounds."""
    for name in ("decided", "by", "why"):
        yield from text_problems(LocalWords(name, getattr(file, name)), project.languages)
    yield from _number_problems("chosen", file.chosen, candidates)
    if candidates and unusual_number(len(file.chosen)) and not file.number_is_meant:
        wrong = f"{len(file.chosen)} priorities are chosen; a project usually takes on four to six"
        wanted = f"{FEWEST_CHOSEN} to {MOST_CHOSEN} of them, or number_is_meant = true"
        yield Problem("chosen", wrong, wanted)


def _number_problems(path: str, numbers: tuple[int, ...], known: Collection[int]) -> Iterator[Problem]:
    can_be = f"one of: {', '.join(map(str, sorted(known)))}" if known else "nothing here"
    for at, number in enumerate(numbers, 1):
        if number not in known:
            yield Problem(f"{path}[{at}]", f"there is no priority {number} to choose", can_be)
        elif number in numbers[: at - 1]:
            yield Problem(f"{path}[{at}]", f"{number} is there twice", "each number only once")

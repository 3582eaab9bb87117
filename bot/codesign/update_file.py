"""What an update looks like as a file, and what makes it fit to be sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.audience import Audience
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import Problem, text_problems
from bot.codesign.project_texts import LINE, LocalWords
from bot.codesign.quiet_hours import is_quiet
from bot.codesign.rounds import Role
from bot.codesign.updates import FURTHEST, LONGEST, Subject, SubjectKind

_A_MOMENT_AGO = timedelta(minutes=10)


class UpdateFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An update to be sent. ``at`` is by the project's clock; left out, it goes out now.

    ``stories``, ``priorities`` and ``actions`` are numbers of what it is about. ``picture`` is the path of a
    file, from the folder of this one; ``picture_shows`` says in words what it shows.
    """

    roles: tuple[Role, ...]
    text: LocalText
    languages: tuple[str, ...] = ()
    touchpoint: str | None = None
    round: int | None = None
    answered: bool | None = None
    at: datetime | None = None
    stories: tuple[int, ...] = ()
    priorities: tuple[int, ...] = ()
    actions: tuple[int, ...] = ()
    picture: str | None = None
    picture_shows: LocalText = {}

    def audience(self) -> Audience:
        """Whom it is for, each thing once and in one order, so that the same choice is the same."""
        return Audience(
            tuple(dict.fromkeys(self.roles)),
            tuple(dict.fromkeys(self.languages)),
            self.touchpoint,
            self.round,
            self.answered,
        )

    def about(self) -> tuple[Subject, ...]:
        """What it is about."""
        return tuple(
            Subject(kind, number) for kind, numbers in self._numbers() for number in dict.fromkeys(numbers)
        )

    def _numbers(self) -> tuple[tuple[SubjectKind, tuple[int, ...]], ...]:
        return ("story", self.stories), ("priority", self.priorities), ("action", self.actions)

    def send_at(self, zone: ZoneInfo) -> datetime | None:
        """The moment at which it goes out, where the project is; one with its own zone stays as it is."""
        if self.at is None or self.at.tzinfo is not None:
            return self.at
        return self.at.replace(tzinfo=zone)


def update_problems(
    file: UpdateFile, project: Project, now: datetime, rounds: Collection[int], subjects: Collection[Subject]
) -> Iterator[Problem]:
    """Give everything that is wrong with an update. ``rounds`` and ``subjects`` are those there are."""
    if not file.roles:
        yield Problem("roles", "it is for nobody", "at least one of: patient, carer, staff")
    yield from text_problems(LocalWords("text", file.text, LONGEST), project.languages)
    for at, code in enumerate(file.languages, 1):
        if code not in project.languages:
            can_be = f"one of: {', '.join(project.languages)}"
            yield Problem(f"languages[{at}]", f"“{code}” is not a language of this project", can_be)
    yield from _choice_problems(file, project, rounds)
    if (moment := file.send_at(ZoneInfo(project.time_zone))) is not None:
        yield from _time_problems(moment, now, project)
    yield from _subject_problems(file, subjects)
    if file.picture is not None:
        yield from text_problems(LocalWords("picture_shows", file.picture_shows, LINE), project.languages)
    elif file.picture_shows:
        yield Problem("picture_shows", "there is no picture", "picture = “file.jpg”, or nothing here")


def _choice_problems(file: UpdateFile, project: Project, rounds: Collection[int]) -> Iterator[Problem]:
    points = [each.id for each in project.touchpoints]
    if file.touchpoint is not None and file.touchpoint not in points:
        wrong = f"there is no part of care called “{file.touchpoint}”"
        yield Problem("touchpoint", wrong, f"one of: {', '.join(points)}")
    if file.round is not None and file.round not in rounds:
        can_be = f"one of: {', '.join(map(str, sorted(rounds)))}" if rounds else "nothing here"
        yield Problem("round", f"there is no round {file.round}", can_be)
    if file.answered is not None and file.round is None:
        yield Problem("answered", "it does not say in which round", "round = its number, or nothing here")


def _time_problems(moment: datetime, now: datetime, project: Project) -> Iterator[Problem]:
    zone = ZoneInfo(project.time_zone)
    if moment < now - _A_MOMENT_AGO:
        yield Problem("at", "that moment has passed", "a moment to come, or nothing here for now")
    elif moment > now + FURTHEST:
        yield Problem("at", "that is too far away", f"a moment within {FURTHEST.days} days")
    elif moment.astimezone(zone).date() > project.ends_on:
        wrong = f"that is after the project's last day, {project.ends_on}"
        yield Problem("at", wrong, "a moment before it, or a later ends_on")
    elif is_quiet(moment, project.quiet_hours, zone):
        wrong = "that is in the quiet hours; it goes out at their end"
        yield Problem("at", wrong, f"a moment after {project.quiet_hours.ends}", stops=False)


def _subject_problems(file: UpdateFile, subjects: Collection[Subject]) -> Iterator[Problem]:
    for name, kind, numbers in (
        ("stories", "story", file.stories),
        ("priorities", "priority", file.priorities),
        ("actions", "action", file.actions),
    ):
        known = sorted(each.number for each in subjects if each.kind == kind)
        can_be = f"one of: {', '.join(map(str, known))}" if known else "nothing here"
        for at, number in enumerate(numbers, 1):
            if number not in known:
                yield Problem(f"{name}[{at}]", f"there is no {kind} {number} to tell about", can_be)

"""What an action, and a step of one, look like as files; and what makes them fit to be used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from bot.codesign.actions import Kind, Scale, Status, Step, ways_on
from bot.codesign.priorities import LONGEST
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import Problem, text_problems
from bot.codesign.project_texts import LocalWords


class ActionFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new action. ``priorities`` and ``stories`` are the numbers of those that it comes from."""

    kind: Kind
    scale: Scale
    what: LocalText
    where: LocalText
    reason: LocalText
    who: LocalText = {}
    by_when: date | None = None
    since: date | None = None
    """The day since when it is proposed; left out, today."""
    priorities: tuple[int, ...] = ()
    stories: tuple[int, ...] = ()


class ChangeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an action is to say from now on. What is left out stays; ``no_day`` takes the day away."""

    kind: Kind | None = None
    scale: Scale | None = None
    what: LocalText | None = None
    where: LocalText | None = None
    who: LocalText | None = None
    by_when: date | None = None
    no_day: bool = False
    priorities: tuple[int, ...] | None = None
    stories: tuple[int, ...] | None = None


class StepFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of an action: where it stands, since when (left out: today), why; what a *done* has changed."""

    status: Status
    reason: LocalText
    since: date | None = None
    change: LocalText = {}


def action_problems(
    file: ActionFile, project: Project, today: date, priorities: Collection[int], stories: Collection[int]
) -> Iterator[Problem]:
    """Give everything that stops an action from being added.

    ``priorities`` are the numbers of those that it can come from; ``stories`` of those that have been read.
    """
    for name in ("what", "where", "reason"):
        yield from _words(name, getattr(file, name), project)
    if file.who:
        yield from _words("who", file.who, project)
    yield from _since_problems(file.since, today, ())
    yield from _origin_problems(file.priorities, file.stories, priorities, stories)


def change_problems(
    file: ChangeFile, project: Project, priorities: Collection[int], stories: Collection[int]
) -> Iterator[Problem]:
    """Give everything that stops an action from being put in these words; the rest is as for a new one."""
    for name in ("what", "where", "who"):
        words: LocalText | None = getattr(file, name)
        # An empty “who” gives it to the service.
        if words is not None and (words or name != "who"):
            yield from _words(name, words, project)
    if file.no_day and file.by_when is not None:
        yield Problem("no_day", "there is a day as well", "one of them, by_when or no_day")
    yield from _origin_problems(file.priorities or (), file.stories or (), priorities, stories)


def _origin_problems(
    from_priorities: Iterable[int],
    from_stories: Iterable[int],
    priorities: Collection[int],
    stories: Collection[int],
) -> Iterator[Problem]:
    for at, number in enumerate(from_priorities, 1):
        if number not in priorities:
            wanted = "the number of a priority that is chosen, a candidate, or was voted on"
            yield Problem(f"priorities[{at}]", f"there is no priority {number} to come from", wanted)
    for at, number in enumerate(from_stories, 1):
        if number not in stories:
            wanted = "the number of a story that the team has read"
            yield Problem(f"stories[{at}]", f"there is no story {number} to link", wanted)


def step_problems(file: StepFile, project: Project, today: date, steps: Sequence[Step]) -> Iterator[Problem]:
    """Give everything that stops a step from being taken after the ``steps`` before it."""
    ways = ways_on(steps[-1].status)
    if file.status not in ways:
        wanted = f"one of: {', '.join(ways)}" if ways else "no further step: it is closed"
        yield Problem("status", f"it cannot go from {steps[-1].status} to {file.status}", wanted)
    yield from _words("reason", file.reason, project)
    if file.status == "done":
        if file.change:
            yield from _words("change", file.change, project)
        else:
            yield Problem("change", "a done must say what the change is", "what people will notice")
    elif file.change:
        yield Problem("change", "only a done has this", "nothing here")
    yield from _since_problems(file.since, today, steps)


def _words(name: str, words: LocalText, project: Project) -> Iterator[Problem]:
    yield from text_problems(LocalWords(name, words, LONGEST, one_line=True), project.languages)


def _since_problems(since: date | None, today: date, steps: Sequence[Step]) -> Iterator[Problem]:
    if since is None:
        return
    if since > today:
        yield Problem("since", f"{since} has not come yet", f"today, {today}, or a day before")
    elif steps and since < steps[-1].on:
        wanted = f"{steps[-1].on} or a later day"
        yield Problem("since", "that is before the step it follows", wanted)

"""The agenda: all that waits for its time in each project, by kind, count and time, and what ran last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign import schedule
from bot.codesign.ending import PEOPLE_DAYS, TEAM_DAYS
from bot.codesign.project import Project
from bot.services import (
    conversations,  # noqa: F401  # with it, every job is known
    projects,
    recurring,
)
from bot.services.calendar import ending
from bot.services.house import House
from bot.services.recurring import Listed
from storage import due, erasing, job_slots
from storage import projects as stored_projects
from storage.database import Transaction
from storage.job_slots import JobSlot
from storage.projects import StoredProject

State: TypeAlias = Literal["later", "due", "late"]

LATE_AFTER = timedelta(minutes=70)
"""What has been due for so long is late: housekeeping comes by every hour, everything else more often."""


class Item(msgspec.Struct, frozen=True):
    """So many of a kind in a project, the first due at a moment of its own clock; and when the last was done.

    ``ran`` is None where none has been done, or no time is kept of it.
    """

    project: str
    kind: str
    count: int
    due_at: datetime
    state: State
    ran: datetime | None = None
    tried_at: datetime | None = None
    """When what went wrong is tried again."""


class _Wait(msgspec.Struct, frozen=True):
    project_id: str
    kind: str
    count: int
    due_at: datetime
    ran: datetime | None = None
    tried_at: datetime | None = None


async def items(house: House, key: str | None = None) -> list[Item]:
    """Everything that waits for its time, project by project or in one, what is due first at the top.

    Raises Refused when there is no such project.
    """
    now = house.clock.now()
    async with house.database.snapshot() as tx:
        one = None if key is None else await projects.find(house, tx, key)
        known = await stored_projects.every(tx, house.keys) if one is None else [one]
        ran = await due.last_ran(tx)
        waits = [
            _Wait(each.project_id, each.kind, each.count, each.due_at, ran.get((each.project_id, each.kind)))
            for each in await due.waiting(tx, now)
        ]
        waits += [_of_calendar(each) for each in await recurring.listed(house, tx)]
        for stored in known:
            waits += await _of_retention(tx, stored, projects.read(stored), now)
    return [
        _item(projects.read(stored), each, now)
        for stored in known
        for each in sorted(waits, key=lambda wait: (wait.due_at, wait.kind))
        if each.project_id == stored.id
    ]


def _item(project: Project, wait: _Wait, now: datetime) -> Item:
    zone = ZoneInfo(project.time_zone)

    def there(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(zone)

    return Item(
        project.key,
        wait.kind,
        wait.count,
        wait.due_at.astimezone(zone),
        state(wait.due_at, now),
        there(wait.ran),
        there(wait.tried_at),
    )


def state(due_at: datetime, now: datetime) -> State:
    """Whether the time of something is still to come, has come, or has long passed."""
    return "later" if now < due_at else "due" if now < due_at + LATE_AFTER else "late"


def _of_calendar(each: Listed) -> _Wait:
    ran = None if each.ran is None else each.ran.ran_at
    return _Wait(each.project_id, f"job {each.job}", 1, each.due_at, ran, each.tried_at)


async def _of_retention(
    tx: Transaction, stored: StoredProject, project: Project, now: datetime
) -> list[_Wait]:
    """The warnings of a project's end that are still to come, and its erasure."""
    zone, last = ZoneInfo(project.time_zone), projects.last_day(project).on
    slots = await job_slots.of_project(tx, stored.id)
    given = [each for each in slots if ending.is_warning(each.job)]
    to_come = sorted(_warnings(project, given, now))
    found = []
    if to_come:
        ran = max((each.ran_at for each in given if each.ran_at is not None), default=None)
        found.append(_Wait(stored.id, "retention warnings", len(to_come), to_come[0], ran))
    if places := await erasing.memberships_of_project(tx, stored.id):
        erased_at = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
        found.append(_Wait(stored.id, "people to erase", len(places), erased_at))
    return found


def _warnings(project: Project, given: Iterable[JobSlot], now: datetime) -> Iterator[datetime]:
    """When each warning that has not been given is due. One whose day has passed is not given any more."""
    zone, last = ZoneInfo(project.time_zone), projects.last_day(project).on
    done = {each.job for each in given if each.slot == f"{last}"}
    for who, days in (("team", TEAM_DAYS), ("people", PEOPLE_DAYS)):
        for before in days:
            day = last - timedelta(days=before)
            if day >= projects.day_in(project, now).on and ending.slot_of(who, before) not in done:
                yield datetime.combine(day, schedule.AT, zone).astimezone(UTC)

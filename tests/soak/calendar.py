"""Each job of the calendar has run once in each of its slots, and what it tells was told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign import schedule
from bot.rehearsal.view import plain
from bot.services import recurring
from storage.database import Database
from tests.soak.people import Person
from tests.soak.town import START
from tests.soak.unasked import Known
from tests.soak.week import DAYS, LAST_HOUR, Week

Wrong = Callable[[str, list[str]], None]

WEEKLY = "Your week in the project:"
MONTHLY = "in the project.\n\nTo see them, and how the project is doing"
LOST = "cannot be reached in this chat"
OVER = "The time of round"


async def reckon(wrong: Wrong, week: Week, known: Known, own: Database) -> None:
    """Compare the slots of the week with the rows, and with what the team saw."""
    async with own.snapshot() as tx:
        ran = {(row["job"], row["slot"]) for row in await tx.all("soak_slots") if row["ran_at"]}
    due = set(_due(week))
    wrong("a job did not run", sorted(f"{job} in {slot}" for job, slot in due - ran))
    wrong("a job ran in a slot that was not due", sorted(f"{job} in {slot}" for job, slot in ran - due))
    wrong("a digest", list(_digests(week, known)))


def _due(week: Week) -> Iterator[tuple[str, str]]:
    """Every job in every slot that became due in the week, found by looking at each hour."""
    zone = ZoneInfo(week.town.project.time_zone)
    for hour in range(LAST_HOUR + 1):
        now = week.town.at(0, hour)
        for job in recurring._JOBS.values():
            slot = schedule.current(job.every, now, zone)
            if slot.due_at > START:
                yield job.name, slot.name


def _digests(week: Week, known: Known) -> Iterator[str]:
    mondays = [week.town.at(day, 0) for day in (0, DAYS)]
    for person in week.town.team:
        if person.role == "facilitator":
            for monday in mondays:
                yield from _told(week, person, known, WEEKLY, monday, 1)
            away = any(each.away for each in week.town.people)
            yield from _told(week, person, known, LOST, mondays[-1], int(away))
            for number in (1, 2):
                yield from _told(week, person, known, f"{OVER} {number} is over.", mondays[0], 1, days=DAYS)
        else:
            yield from _told(week, person, known, MONTHLY, week.town.at(1, 0), 1)


def _told(
    week: Week, person: Person, known: Known, words: str, since: datetime, times: int, days: int = 1
) -> Iterator[str]:
    ids, until = known.get(person.phone.id, set()), since + timedelta(days=days)
    heard = [
        each
        for each in person.heard
        if each.message_id in ids and words in plain(each.text) and since <= each.at < until
    ]
    given_up = len(heard) < times and week.town.faults.broken[person.phone.id] > 1
    if len(heard) != times and not given_up:
        yield f"{person.phone.name} ({person.role}) heard “{words}” {len(heard)} times from {since:%d %b} on"

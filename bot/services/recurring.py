"""Jobs of the calendar: each runs once in its day, week or month of a project, made up for when missed.

A job is a service that is part of the transaction in which its slot is marked: it happens and is marked, or
neither. Its slots are rows, so a bot that was asleep finds what it has missed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign import schedule
from bot.codesign.project import Project
from bot.codesign.schedule import Every
from bot.services import projects
from bot.services.house import House
from storage import job_slots
from storage import projects as stored_projects
from storage.database import Transaction
from storage.job_slots import JobSlot
from storage.projects import StoredProject

AFTER_TROUBLE = timedelta(minutes=10)
"""How long a job that went wrong is left alone before it is tried again."""

SLOTS_STAY = timedelta(days=400)
"""How long it is known what ran: longer than a project of twelve months."""

Work = Callable[[House, Transaction, str, Project], Awaitable[None]]
"""What a job does for one project, given its id; part of the transaction that marks the slot."""


class Job(msgspec.Struct, frozen=True):
    """One job: what it is called, how often it runs, what it does."""

    name: str
    every: Every
    work: Work


_JOBS: dict[str, Job] = {}


def every(often: Every, name: str) -> Callable[[Work], Work]:
    """Let a service run by the calendar, under a name that its slots are stored with."""

    def remember(work: Work) -> Work:
        _JOBS[name] = Job(name, often, work)
        return work

    return remember


class Due(msgspec.Struct, frozen=True):
    """A job that is to run now, for one project, and the slot it runs in."""

    job: Job
    project_id: str
    slot: str


async def due(house: House) -> list[Due]:
    """What has not run in the slot that it is now."""
    now = house.clock.now()
    found = []
    async with house.database.snapshot() as tx:
        for stored, project in await _going_on(house, tx):
            for job in _JOBS.values():
                slot = schedule.current(job.every, now, ZoneInfo(project.time_zone))
                # A project that was opened in the middle of a day, a week or a month has missed nothing.
                if slot.due_at > stored.created_at and await job_slots.waits(
                    tx, job.name, stored.id, slot.name, now
                ):
                    found.append(Due(job, stored.id, slot.name))
    return found


async def missed(house: House, tx: Transaction) -> list[tuple[str, datetime]]:
    """What should have run in the slot that it is now and has not, also what went wrong: job, since when."""
    now = house.clock.now()
    found = []
    for stored, project in await _going_on(house, tx):
        for job in _JOBS.values():
            slot = schedule.current(job.every, now, ZoneInfo(project.time_zone))
            if slot.due_at > stored.created_at and not await job_slots.has_run(
                tx, job.name, stored.id, slot.name
            ):
                found.append((job.name, slot.due_at))
    return found


async def _going_on(house: House, tx: Transaction) -> list[tuple[StoredProject, Project]]:
    """The projects whose last day has not passed."""
    found = [(each, projects.read(each)) for each in await stored_projects.every(tx, house.keys)]
    now = house.clock.now()
    return [
        (stored, project)
        for stored, project in found
        if projects.day_in(project, now).on <= projects.last_day(project).on
    ]


async def next_due(house: House) -> datetime | None:
    """When the next slot begins; None without projects or jobs."""
    now = house.clock.now()
    async with house.database.snapshot() as tx:
        zones = {ZoneInfo(project.time_zone) for _stored, project in await _going_on(house, tx)}
    often = {job.every for job in _JOBS.values()}
    return min((schedule.following(each, now, zone) for each in often for zone in zones), default=None)


async def work(house: House, one: Due) -> None:
    """Run a job in its slot, once."""
    async with house.database.transaction() as tx:
        if await job_slots.ran(tx, one.job.name, one.project_id, one.slot, house.clock.now()):
            project = await projects.load(house, tx, one.project_id)
            await one.job.work(house, tx, one.project_id, project)


async def put_off(house: House, one: Due) -> None:
    """Something went wrong with a job: leave it alone for a while."""
    until = house.clock.now() + AFTER_TROUBLE
    async with house.database.transaction() as tx:
        await job_slots.put_off(tx, one.job.name, one.project_id, one.slot, until)


async def forget_old(house: House) -> None:
    """Forget what ran so long ago that nobody asks."""
    async with house.database.transaction() as tx:
        await job_slots.forget(tx, house.clock.now() - SLOTS_STAY)


class Listed(msgspec.Struct, frozen=True):
    """A job of a project as an operator sees it: its newest slot, and when it is to run.

    ``due_at`` has passed while it waits or has failed; ``tried_at`` is when a failed one is tried again.
    """

    project_id: str
    job: str
    ran: JobSlot | None
    due_at: datetime
    tried_at: datetime | None


async def listed(house: House, tx: Transaction) -> list[Listed]:
    """Every job of every project that goes on."""
    found, now = [], house.clock.now()
    for stored, project in await _going_on(house, tx):
        slots = await job_slots.of_project(tx, stored.id)
        found += [_listed(job, stored, project, slots, now) for job in _JOBS.values()]
    return found


def _listed(
    job: Job, stored: StoredProject, project: Project, slots: Iterable[JobSlot], now: datetime
) -> Listed:
    zone = ZoneInfo(project.time_zone)
    slot = schedule.current(job.every, now, zone)
    of_job = {each.slot: each for each in slots if each.job == job.name}
    this = of_job.get(slot.name)
    missed = slot.due_at > stored.created_at and (this is None or this.ran_at is None)
    return Listed(
        stored.id,
        job.name,
        next((each for each in reversed(of_job.values()) if each.ran_at is not None), None),
        slot.due_at if missed else schedule.following(job.every, now, zone),
        this.not_before if missed and this is not None else None,
    )

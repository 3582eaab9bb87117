"""Fills a database with a large project: people who told stories in parts and rated every touchpoint."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.crowd import BulkWork
from benchmarks.parts import FIRST_PERSON, WORDS
from bot.app import vault_of
from bot.codesign.project import Project
from bot.codesign.rating import POSITIONS, Rating, Ratings
from bot.codesign.rounds import ROLES, Ask
from bot.codesign.story import Part, Story
from bot.config import Settings
from storage import memberships, participants, projects, ratings, rounds, runs, stories
from storage.catalogue import Catalogue
from storage.keys import KeyRing
from storage.memberships import Membership, StoredConsent

PARTS = 7
"""Parts of each story; with a rating of each of the example's 13 touchpoints a person gives 20 answers."""


async def fill(settings: Settings, project: Project, people: int, *, stories: bool = True) -> None:
    """Add so many people to a project of the settings' SQLite database, which nobody may have open.

    ``stories``: whether they told one each, or only rated.
    """
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    connection: Any = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        work, keys = BulkWork(Catalogue("sqlite"), connection), KeyRing(vault_of(settings))
        now = datetime.now(UTC) - timedelta(hours=1)
        async with work.ended_with_commit("BEGIN"):
            stored = await projects.with_key(work, keys, project.key)
            assert stored is not None
            round_ = await rounds.add(
                work,
                keys,
                stored.id,
                kind="ratings",
                ask=msgspec.json.encode(Ask({"en": "?"}, ROLES, 0)),
                now=now,
                closes_at=now + timedelta(days=30),
                remind_at=None,
            )
            for number in range(people):
                place = await _joined(work, keys, stored.id, project, number, now)
                if stories:
                    await _told(work, keys, place, project, number, now)
                await _rated(work, keys, place, project, round_.id, number, now)
    finally:
        connection.close()


async def _joined(
    work: BulkWork, keys: KeyRing, project_id: str, project: Project, number: int, now: datetime
) -> Membership:
    person = await participants.add(work, keys.vault, str(FIRST_PERSON + number), "en", now)
    place = await memberships.add(work, keys, project_id, person.id, ROLES[number % len(ROLES)], now)
    await memberships.joins(work, keys, place, (), now)
    for item in project.consent.items:
        decision = StoredConsent(item.key, True, project.consent.version, "en", item.words["en"], now)
        await memberships.decide(work, keys, project_id, place.id, decision)
    return place


async def _told(
    work: BulkWork, keys: KeyRing, place: Membership, project: Project, number: int, now: datetime
) -> None:
    points = project.touchpoints
    parts = tuple(Part(str(at), "text", at, WORDS) for at in range(PARTS))
    await stories.add(
        work,
        keys,
        project_id=place.project_id,
        membership_id=place.id,
        run_id=await _run(work, keys, place, "story", now),
        number=await projects.next_story_number(work, place.project_id),
        content=msgspec.json.encode(Story(points[number % len(points)].id, parts, ("calm", "worried"))),
        now=now,
        editable_until=now,
        reply_due_at=now + timedelta(days=14),
    )


async def _rated(
    work: BulkWork,
    keys: KeyRing,
    place: Membership,
    project: Project,
    round_id: str,
    number: int,
    now: datetime,
) -> None:
    given = tuple(
        Rating(
            point.id,
            POSITIONS[(number + at) % len(POSITIONS)],
            ("worried",),
            (Part("1", "text", 1, WORDS),) if at % 4 == 0 else (),
        )
        for at, point in enumerate(project.touchpoints)
    )
    await ratings.add(
        work,
        keys,
        place.project_id,
        round_id=round_id,
        membership_id=place.id,
        run_id=await _run(work, keys, place, "rating", now),
        content=msgspec.json.encode(Ratings(given)),
        now=now,
    )


async def _run(work: BulkWork, keys: KeyRing, place: Membership, flow: str, now: datetime) -> str:
    run = await runs.add(
        work,
        keys,
        participant_id=place.participant_id,
        membership_id=place.id,
        project_id=place.project_id,
        flow=flow,
        context=b"{}",
        waits=True,
        reopens=True,
        now=now,
    )
    await runs.becomes(work, run.id, "finished", now)
    return run.id

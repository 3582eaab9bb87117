"""Writes and reads the audit record: who did what, when, about which number; nothing that anybody told."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.flows.joining import ROLE_NAMES
from bot.i18n.texts import Text, _
from bot.services import projects
from bot.services.house import House
from bot.services.step import Step
from storage import audit
from storage.database import Transaction


class Deed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was done: by whom (role and number of a member of the team; none: by the bot itself), about which
    number, and what that member wrote of it."""

    role: str | None = None
    number: int | None = None
    about: int | None = None
    words: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One line of the record."""

    kind: str
    deed: Deed
    at: datetime


async def note(here: Step, kind: str, about: int, words: str = "") -> None:
    """As part of a step: record what a member of the team did."""
    place = here.place
    await record(
        here.house, here.tx, place.project_id, kind, Deed(place.role, place.number, about, words), here.now
    )


async def note_once(here: Step, kind: str, about: int) -> None:
    """As part of a step: record what a member of the team did, unless the record says so of them already.

    For what people do again and again: a line for each time would drown the others.
    """
    place = here.place
    deed = Deed(place.role, place.number, about)
    if not any(
        each.kind == kind and each.deed == deed
        for each in await entries(here.house, here.tx, place.project_id)
    ):
        await note(here, kind, about)


async def record(
    house: House, tx: Transaction, project_id: str, kind: str, deed: Deed, now: datetime
) -> None:
    """As part of a transaction: record what was done, also by nobody of the team."""
    await audit.add(tx, house.keys, project_id, kind, msgspec.json.encode(deed), now)


async def entries(house: House, tx: Transaction, project_id: str) -> list[Entry]:
    """The record of a project, oldest first."""
    found = await audit.of_project(tx, house.keys, project_id)
    return [Entry(each.kind, msgspec.json.decode(each.content, type=Deed), each.at) for each in found]


async def of_project(house: House, key: str) -> tuple[str, list[Entry]]:
    """A project's time zone, and its record, oldest first. Raises Refused when there is no such project."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        return projects.read(project).time_zone, await entries(house, tx, project.id)


def who(deed: Deed) -> Text:
    """Whoever did it, as the team knows them."""
    if deed.role is None or deed.number is None:
        return _("the bot")
    return _("{role} {number}", role=ROLE_NAMES[deed.role], number=deed.number)

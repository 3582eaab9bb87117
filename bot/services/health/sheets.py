"""The health picture to be drawn: at one moment, with whose it is, for the chat and for the command line."""

from __future__ import annotations

import msgspec

from bot.codesign.drift import Facts
from bot.codesign.project import Project
from bot.i18n.texts import Day
from bot.services import projects
from bot.services.health import facts
from bot.services.house import House
from storage import projects as stored_projects
from storage.projects import StoredProject


class Picture(msgspec.Struct, frozen=True):
    """A project and what is counted in it on a day. ``shared``: in the words that tell on nobody."""

    project: Project
    facts: Facts
    shared: bool

    @property
    def day(self) -> Day:
        """The day that it is of, where the project is."""
        return Day(self.facts.today)


async def ordered(house: House, project_id: str, *, shared: bool) -> Picture:
    """The picture of the project with this id."""
    async with house.database.snapshot() as tx:
        stored = await stored_projects.by_id(tx, house.keys, project_id)
    return await _picture(house, stored, shared=shared)


async def found(house: House, key: str, *, shared: bool) -> Picture:
    """The picture of the project that is called so. Raises Refused when there is none."""
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
    return await _picture(house, stored, shared=shared)


async def _picture(house: House, stored: StoredProject, *, shared: bool) -> Picture:
    project = projects.read(stored)
    async with house.database.snapshot() as tx:
        return Picture(project, await facts.gather(house, tx, stored.id, project), shared)

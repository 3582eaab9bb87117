"""A deployment with real files for tests: settings, a key, a data folder, and the bot at work on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.app import open_house
from bot.config import Settings
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.dates import going_on
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from storage import participants
from storage.key_file import new_key_file
from tests.room import Room, working


def settings_for(folder: Path, url: str, stand: Stand) -> Settings:
    """Settings of a deployment in ``folder`` with its database at ``url``."""
    folder.mkdir(exist_ok=True)
    key = folder / "in-the-room.key"
    if not key.exists():
        new_key_file(key)
    return Settings(
        data_dir=folder / "data",
        database_url=url,
        key_file=key,
        erasures_file=folder / "erasures.txt",
        api_url=stand.url,
        log_level="WARNING",
        token=stand.token,
        username=stand.username,
    )


def elsewhere(settings: Settings, folder: Path, url: str) -> Settings:
    """The same deployment on another machine: its key, and nothing else of it."""
    folder.mkdir(exist_ok=True)
    return replace(
        settings, data_dir=folder / "data", database_url=url, erasures_file=folder / "erasures.txt"
    )


@asynccontextmanager
async def at_work(settings: Settings, stand: Stand, clock: TurnableClock) -> AsyncIterator[Room]:
    """The bot at work on a deployment until the end of the block, with the example project."""
    async with open_house(settings, clock) as house:
        if not await projects.every(house):
            project = project_files.read(example("stroke.toml"))
            await projects.add(house, going_on(project, projects.day_in(project, house.clock.now()).on))
        (project,) = await projects.every(house)
        async with working(house, stand):
            room = Room(stand, house, clock, project)
            yield room
            await room.quiet()


async def standing(room: Room, phone: Phone) -> str:
    """Whether the owner of a phone is in the project: “in”, “left” or “gone”."""
    async with room.house.database.snapshot() as tx:
        found = await participants.at(tx, room.house.keys.vault, str(phone.id))
    if found is None or found.place is None:
        return "gone"
    return "left" if found.place.left else "in"

"""Sets the rehearsal's stage: the stand, the bot against it over real HTTP, a project, and the cast."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from bot.app import Running, connected, open_house
from bot.config import Settings
from bot.delivery.limiter import Limiter
from bot.jobs.ticking import tidy
from bot.rehearsal.cast import CAST
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.dates import going_on
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import counting, projects
from bot.services.files import project_files
from bot.services.house import House
from storage.key_file import new_key_file

Limits = Callable[[], Limiter]
"""How fast the bot may send on a stage."""


def like_telegram() -> Limiter:
    """As fast as Telegram allows, and the stand holds the bot to it."""
    return Limiter()


def at_once() -> Limiter:
    """As fast as it goes: nobody reads along."""
    return Limiter(overall=100_000, per_chat=100_000, burst=100_000)


QUIET_SECONDS = 60.0
"""How long a rehearsal waits for the bot to have nothing to do."""


@dataclass(frozen=True)
class Stage:
    """A rehearsal that is running: phones by the short name of their owner, and their invitations."""

    stand: Stand
    house: House
    clock: TurnableClock
    phones: dict[str, Phone]
    links: dict[str, str]
    project: str

    async def quiet(self) -> None:
        """Return once the bot has done all it has to do now. Raises TimeoutError after a minute."""
        async with asyncio.timeout(QUIET_SECONDS):
            while self.stand.world.updates.waiting or not (await counting.under_way(self.house)).nothing:
                revision = self.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.stand.world.activity.after(revision), 0.01)


def example(name: str) -> Path:
    """The path of an example that comes with the program, such as ``stroke.toml``."""
    with as_file(files("bot.rehearsal") / "examples" / name) as path:
        return path


def settings_in(folder: Path, stand: Stand) -> Settings:
    """Settings for a bot with its data and its key in ``folder`` and the stand as its Telegram."""
    key_file = folder / "rehearsal.key"
    if not key_file.exists():
        new_key_file(key_file)
    return Settings(
        data_dir=folder / "data",
        database_url=f"sqlite:///{folder / 'data' / 'in-the-room.db'}",
        key_file=key_file,
        erasures_file=folder / "erasures.txt",
        api_url=stand.url,
        log_level="WARNING",
        token=stand.token,
        username=stand.username,
    )


@asynccontextmanager
async def stage(folder: Path, project_file: Path, limits: Limits) -> AsyncIterator[Stage]:
    """Put up the stage in ``folder`` and strike it at the end. An example goes on now; other dates stay.

    Raises BadProjectFile when the project cannot be read, and Stopped when the bot cannot go on.
    """
    clock = TurnableClock()
    project = project_files.read(project_file)
    if project_file.parent == example(project_file.name).parent:
        project = going_on(project, projects.day_in(project, clock.now()).on)
    async with Stand(clock=clock, limited=limits is like_telegram) as stand:
        settings = settings_in(folder, stand)
        async with open_house(settings, clock) as house, connected(settings) as bot:
            await projects.add(house, project)
            links = {
                person.short_name: stand.link(
                    await projects.invite(house, project.key, person.role, uses=1, days=365)
                )
                for person in CAST
            }
            phones = {person.short_name: Phone(stand, person) for person in CAST}
            async with _working(Running(house, bot, limiter=limits()), house, clock):
                yield Stage(stand, house, clock, phones, links, project.key)


@asynccontextmanager
async def _working(running: Running, house: House, clock: TurnableClock) -> AsyncIterator[None]:
    tidying: set[asyncio.Task[None]] = set()

    def turned(_moment: datetime) -> None:
        house.bells.ring_all()
        task = asyncio.create_task(tidy(house))
        tidying.add(task)
        task.add_done_callback(tidying.discard)

    clock.on_turn(turned)
    work = asyncio.create_task(running.run())
    try:
        yield
    finally:
        work.cancel()
        for task in tidying:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work

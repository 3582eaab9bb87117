"""What the benchmarks share: a bot in a process of its own, what it uses, and a person who talks with it.

The stand that plays Telegram and the phones run in the process of the benchmark, so that nothing of
theirs is counted. Needs Linux, for the clocks and the memory of another process.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import open_house
from bot.config import Settings
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example, settings_in

PATIENCE = 60.0
"""Seconds after which a benchmark gives up waiting for an answer."""

REST = 0.5
"""Seconds in which a bot that has answered everything comes to rest."""

PROJECT = "stroke.toml"

FIRST_PERSON = 8_300_000
"""The first number by which Telegram would know a person of a benchmark."""

ROOT = Path(__file__).parent.parent
WORDS = "A nurse sat down beside my bed and asked me what I was afraid of. Nobody had asked me that before."


class Worker:
    """A process that is measured."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def cpu(self) -> float:
        """Seconds of CPU time that the process has used, all threads together."""
        # clock_getcpuclockid(3), which Python does not have: Linux makes the clock's number of the process's.
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def megabytes(self) -> float:
        """Memory that the process holds (its resident set), in MB of 2^20 bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def worker(settings: Settings, *arguments: str) -> AsyncIterator[Worker]:
    """``python -m`` with these arguments and settings, ended with SIGTERM after the block."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": settings.token,
        "BOT_API_URL": settings.api_url,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "KEY_FILE": str(settings.key_file),
        "LOG_LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environment, cwd=settings.data_dir.parent
    )
    try:
        yield Worker(process)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def prepared(folder: Path, stand: Stand, people: int = 1) -> tuple[Settings, str]:
    """A database with an open project; its settings, and an invitation that ``people`` can use."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    settings = settings_in(folder, stand)
    async with open_house(settings) as house:
        project = project_files.read(example(PROJECT))
        await projects.add(house, project)
        return settings, await projects.invite(house, project.key, "patient", uses=people, days=14)


class Teller:
    """A person who answers every question as soon as it is there."""

    def __init__(self, stand: Stand, number: int = 0, *, started: bool = False) -> None:
        person = Person(FIRST_PERSON + number, "Ann (example)", "en", "patient")
        self.phone = Phone(stand, person, started=started)
        self.steps = 0
        self._newest = 0

    async def press(self, *labels: str) -> str:
        """Wait for a new question with one of these buttons, and press it."""
        shown = await self.phone.wait_for(lambda _: self._label(labels), PATIENCE)
        label = self._label(labels)
        assert label is not None
        self._newest = shown.id
        self.phone.press(label)
        self.steps += 1
        return label

    def _label(self, labels: tuple[str, ...]) -> str | None:
        new = any(message.rows and message.id > self._newest for message in self.phone.messages[-4:])
        there = self.phone.buttons() if new else []
        return next((label for label in labels if label in there), None)

    async def write(self, words: str) -> None:
        """Write, and wait for what comes back."""
        sent = self.phone.write(words)
        await self.phone.wait_for(lambda phone: phone.last.id > sent, PATIENCE)
        self.steps += 1

    async def join(self, link: str) -> None:
        """Go through an invitation to the menu, agreeing to everything."""
        self.phone.open_link(link)
        ways = ("English", "Yes, I agree", "Go on", "Yes, that is right", "Yes, I am", "I promise")
        while await self.press(*ways, "I need nothing special", "Tell a story") != "Tell a story":
            pass

    async def come_back(self) -> None:
        """Somebody who joined before begins a story."""
        self.phone.write("/start")
        await self.press("Tell a story")

    async def tell(self) -> None:
        """Tell a story from its first question to the next one's: ten steps, nine of them presses."""
        await self.press("I am not sure")
        await self.phone.wait_for(lambda _: self._label(("Back",)), PATIENCE)
        await self.write(WORDS)
        await self.press("Done")
        await self.press("None of these")
        for _question in ("mattered", "better", "good"):
            await self.press("Skip this")
        await self.press("Nothing more: the team only")
        await self.press("Send it to the team")
        await self.press("Tell a story")

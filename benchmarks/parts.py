"""What the benchmarks share: a bot in a process of its own, what it uses, and a person who talks with it.

The stand that plays Telegram and the phones run in the process of the benchmark, so that nothing of
theirs is counted. Needs Linux, for the clocks and the memory of another process.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bot.app import open_house
from bot.config import Settings
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
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

Found = tuple[int, str, str]
"""A button: the number of its message, its label, its data."""

ROOT = Path(__file__).parent.parent
WORDS = "A nurse sat down beside my bed and asked me what I was afraid of. Nobody had asked me that before."


async def told_by(module: str, folder: Path) -> dict[str, float]:
    """What a module prints as JSON when it has done its work in ``folder``, in a process of its own."""
    command = [sys.executable, "-m", module, str(folder)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    printed, _nothing = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    found: dict[str, float] = json.loads(printed)
    return found


class Worker:
    """A process that is measured."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def cpu(self) -> float:
        """Seconds of CPU time that the process has used, all threads together."""
        # clock_getcpuclockid(3), which Python does not have: Linux makes the clock's number of the process's.
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def kill(self) -> None:
        """End it with SIGKILL."""
        self._process.kill()

    def megabytes(self) -> float:
        """Memory that the process holds (its resident set), in MB of 2^20 bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def worker(settings: Settings, *arguments: str, **more: str) -> AsyncIterator[Worker]:
    """``python -m`` with these arguments and settings, ended with SIGTERM after the block.

    ``more`` is put into its environment.
    """
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": settings.token,
        "BOT_API_URL": settings.api_url,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "KEY_FILE": str(settings.key_file),
        "LOG_LEVEL": "WARNING",
        **more,
    }
    command = (sys.executable, "-m", *arguments)
    async with process(*command, environment=environment, folder=settings.data_dir.parent) as started:
        yield started


@asynccontextmanager
async def process(
    *command: str,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
    ready: Path | None = None,
) -> AsyncIterator[Worker]:
    """A process, ended with SIGTERM after the block; ``ready``: the file by which one knows that it is up."""
    started = await asyncio.create_subprocess_exec(*command, env=environment, cwd=folder)
    try:
        while ready is not None and not os.path.exists(ready):  # noqa: ASYNC240
            if started.returncode is not None:
                raise RuntimeError(f"{command[0]} did not start")
            await asyncio.sleep(0.05)
        yield Worker(started)
    finally:
        if started.returncode is None:
            started.terminate()
        await started.wait()


async def prepared(folder: Path, stand: Stand, people: int = 1) -> tuple[Settings, str]:
    """A database with an open project; its settings, and an invitation that ``people`` can use."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    settings = settings_in(folder, stand)
    async with open_house(settings) as house:
        project = project_files.read(example(PROJECT))
        await projects.add(house, project)
        return settings, await projects.invite(house, project.key, "patient", uses=people, days=14)


class Teller:
    """A person who answers every question as soon as it is there.

    It looks at the newest few messages only: twenty of them beside one another must cost little.
    """

    def __init__(self, stand: Stand, number: int = 0, *, started: bool = False) -> None:
        person = Person(FIRST_PERSON + number, "Ann (example)", "en", "patient")
        self.phone = Phone(stand, person, started=started)
        self.steps = 0
        self._newest = 0

    async def press(self, *labels: str) -> str:
        """Wait for a new question with one of these buttons, and press it."""
        found: list[Found] = []

        def there() -> bool:
            found[:] = self._buttons(labels)
            return bool(found)

        await self._until(there, " or ".join(labels))
        self._newest, label, data = min(found, key=lambda each: labels.index(each[1]))
        self.phone.press_data(self._newest, data)
        self.steps += 1
        return label

    def _buttons(self, labels: tuple[str, ...]) -> list[Found]:
        """The wanted buttons of the newest message that has any, when it is a new one."""
        for message in self._latest():
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            if rows:
                new = message["message_id"] > self._newest
                return [
                    (message["message_id"], label, button["callback_data"])
                    for button in (button for row in rows for button in row)
                    if new and (label := plain(button["text"])) in labels
                ]
        return []

    def _latest(self) -> Iterator[dict[str, Any]]:
        return islice(reversed(self.phone.conversation.messages.values()), 4)

    async def _until(self, holds: Callable[[], object], wanted: str) -> None:
        if not await self.phone.stand.world.activity.until(holds, PATIENCE):
            last = [message.get("text") for message in self._latest()]
            raise TimeoutError(f"“{wanted}” did not come; the last messages are {last}")

    async def write(self, words: str) -> None:
        """Write, and wait for what comes back."""
        sent = self.phone.write(words)
        await self._until(lambda: next(self._latest())["message_id"] > sent, "an answer")
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

    async def interview(self) -> None:
        """Tell a story from its first question to the next one's: twelve steps, seven of them presses."""
        await self.press("I am not sure")
        await self._until(lambda: self._buttons(("Back",)), "the next question")
        for _part in range(3):
            await self.write(WORDS)
        await self.press("Done")
        await self.press("None of these")
        await self._until(lambda: self._buttons(("Skip this",)), "the next question")
        for _question in ("mattered", "better"):
            await self.write(WORDS)
        await self.press("Skip this")
        await self.press("Nothing more: the team only")
        await self.press("Send it to the team")
        await self.press("Tell a story")

"""Starts bots in processes of their own, and ends them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.rehearsal.stand import Stand

KILLED = -signal.SIGKILL
PATIENCE = 120.0
LIFE = 4.0
"""Seconds after which a bot that has not come to its point is ended where it is."""


@dataclass
class Nursery:
    """One nursery: one bot at a time. ``log`` is the file that all its bots write to."""

    process: Process
    environment: dict[str, str]
    log: Path

    async def start(self, plan: str = "", broken: str = "", arguments: Sequence[str] = ("run",)) -> int:
        """Start a bot with a point to end at, and perhaps with a promise broken; its process id."""
        order = {
            "environment": self.environment,
            "log": str(self.log),
            "plan": plan,
            "broken": broken,
            "arguments": list(arguments),
        }
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        await self.process.stdin.drain()
        return await self._number()

    async def command(self, *arguments: str, plan: str = "") -> int:
        """Run another command to its end, or to its point; its exit code."""
        await self.start(plan, arguments=arguments)
        async with asyncio.timeout(PATIENCE):
            return await self.ended()

    async def ended(self) -> int:
        """Wait until the bot has ended; its exit code."""
        return await self._number()

    async def _number(self) -> int:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the nursery has ended"
        return int(line)

    async def life(self, plan: str, broken: str = "") -> bool:
        """One life of a bot, until its point or until it has lived long enough; whether it came to it."""
        pid = await self.start(plan, broken)
        ending = asyncio.ensure_future(self.ended())
        done, _ = await asyncio.wait({ending}, timeout=LIFE)
        if not done:
            # It may come to its point, and end by itself, at this very moment.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert await ending == KILLED, f"the bot ended by itself; see {self.log.read_text()[-2000:]}"
        return bool(done)

    async def to_its_point(self, plan: str) -> None:
        """One life of a bot that comes to its point, however slow the machine is."""
        await self.start(plan)
        async with asyncio.timeout(PATIENCE):
            assert await self.ended() == KILLED, f"it ended before {plan}; see {self.log.read_text()[-2000:]}"


def environment_of(stand: Stand, url: str, data: Path, key_file: Path) -> dict[str, str]:
    """The settings of a bot against this stand, sealed, with the database at ``url``."""
    return {
        "BOT_TOKEN": stand.token,
        "BOT_USERNAME": stand.username,
        "BOT_API_URL": stand.url,
        "DATA_DIR": str(data),
        "DATABASE_URL": url,
        "KEY_FILE": str(key_file),
        "LOG_LEVEL": "WARNING",
        "ENCRYPTION": "on",
    }


@asynccontextmanager
async def nursery(
    environment: dict[str, str], log: Path, program: str = "tests.promises.child"
) -> AsyncIterator[Nursery]:
    """A nursery for bots with these settings; whatever lives in it at the end is ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        stdin=PIPE,
        stdout=PIPE,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )
    try:
        yield Nursery(process, environment, log)
    finally:
        # A session of its own: the nursery and the bot it has now, and nothing else.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()

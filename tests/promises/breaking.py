"""Bots with a promise broken on purpose: the checks that find nothing wrong must find these.

Each replaces a piece of production code by a version with a mistake that is easily made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.handlers import applying, polling
from bot.handlers.gathering import Gathering
from bot.handlers.reading import ALLOWED_UPDATES
from bot.services import receiving
from storage import inbox
from storage.database import Transaction
from storage.sqlite import SqliteDatabase
from storage.sqlite_writer import Writer


def _ask_on_before_storing() -> None:
    """The next offset is told to Telegram, and only then is stored what came before it."""

    async def once(self: Any) -> None:
        raw = await self._bot.raw_updates(self._offset, self._long_poll, ALLOWED_UPDATES)
        if raw:
            self._offset = max(update["update_id"] for update in raw) + 1
            await self._bot.raw_updates(self._offset, 0, ALLOWED_UPDATES)
            await receiving.store(self._house, [polling._received(update) for update in raw])

    poller: Any = polling.Poller
    poller._once = once


def _answer_before_the_commit() -> None:
    """What is applied is answered at once, and made durable now and then."""
    writer: Any = Writer
    begin, commit = writer._begin, writer._make_durable
    waiting: list[int] = []

    async def begun(self: Any) -> None:
        if not self._connection.in_transaction:
            await begin(self)

    async def committed(self: Any) -> None:
        waiting.append(1)
        if len(waiting) > 100:
            waiting.clear()
            await commit(self)

    writer._begin, writer._make_durable = begun, committed
    database: Any = SqliteDatabase
    database.snapshot = database.transaction


def _mark_after_applying() -> None:
    """An update is applied in one transaction and marked as done in the next."""
    mark = inbox.done
    apply: Any = applying.Applier
    plain = apply._apply

    async def not_yet(_tx: Transaction, _update_id: int, _now: datetime, *, worker: str) -> bool:
        del worker
        return True

    async def applied(self: Any, update_id: int) -> None:
        await plain(self, update_id)
        async with self._house.database.transaction() as tx:
            await mark(tx, update_id, self._house.clock.now(), worker=self._house.worker)

    module: Any = inbox
    module.done = not_yet
    apply._apply = applied


def _tell_before_storing() -> None:
    """Telegram is told that what it pushed is stored, and only then is it."""
    gathering: Any = Gathering
    store = gathering.store
    storing: set[asyncio.Task[None]] = set()

    async def by_and_by(self: Any, update: Any) -> None:
        await asyncio.sleep(0.2)
        await store(self, update)

    async def stored(self: Any, update: Any) -> None:
        storing.add(asyncio.create_task(by_and_by(self, update)))

    gathering.store = stored


BROKEN: dict[str, Callable[[], None]] = {
    "asks on before storing": _ask_on_before_storing,
    "answers before the commit": _answer_before_the_commit,
    "marks after applying": _mark_after_applying,
    "tells before storing": _tell_before_storing,
}

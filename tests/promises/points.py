"""Points at which a bot ends itself with SIGKILL, put around production code from the outside.

A plan is written ``commit before 3``: the third commit of a process is not begun, and nothing after it.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from bot.delivery.request import AiohttpRequest
from bot.handlers.gathering import Gathering
from storage.postgresql import PostgresqlWork
from storage.sqlite_writer import Writer

Call = Callable[..., Awaitable[Any]]

_ABOUT_ITSELF = ("/setMy", "/getMy", "/setChat", "/getMe")
"""Requests in which the bot presents itself. They change nothing for anybody and are not counted."""


def die() -> None:
    """End this process as a power cut would: nothing is written, closed or told any more."""
    os.kill(os.getpid(), signal.SIGKILL)


class Point:
    """The one moment at which this process ends: before or after the n-th thing of a kind."""

    def __init__(self, plan: str) -> None:
        self.what, self.when, number = plan.split() if plan else ("", "", "0")
        self._number = int(number)
        self._count = itertools.count(1)

    def passed(self, when: str, number: int) -> None:
        """Say that a moment is there; does not return when it is the one."""
        if (when, number) == (self.when, self._number):
            die()

    def number(self) -> int:
        """The number of a thing of this kind that begins now."""
        return next(self._count)


def place(plan: str) -> None:
    """Put the point of ``plan`` into this process; an empty plan puts none."""
    point = Point(plan)
    kinds = {"commit": _commits, "request": _requests, "rename": _renames, "push": _pushes}
    if plan:
        kinds[point.what](point)


def _commits(point: Point) -> None:
    # Of transactions that write: a snapshot has nothing to keep. On SQLite several share one.
    writer: Any = Writer
    writer._make_durable = _around(writer._make_durable, point)
    work: Any = PostgresqlWork
    begin: Call = work._begin
    commit: Call = work._commit
    counted = _around(commit, point)

    async def begun(self: Any, sql: str) -> None:
        self.writes = getattr(self, "writes", False) or sql.endswith("COMMITTED")
        await begin(self, sql)

    async def committed(self: Any) -> None:
        await (counted if self.writes else commit)(self)

    work._begin, work._commit = begun, committed


def _around(commit: Call, point: Point) -> Call:
    async def committed(self: Any) -> None:
        number = point.number()
        point.passed("before", number)
        await commit(self)
        point.passed("after", number)

    return committed


def _requests(point: Point) -> None:
    request: Any = AiohttpRequest
    do: Call = request.do_request

    async def done(self: Any, url: str, *rest: Any, **named: Any) -> Any:
        if any(each in url for each in _ABOUT_ITSELF):
            return await do(self, url, *rest, **named)
        number = point.number()
        point.passed("before", number)
        answer = await do(self, url, *rest, **named)
        point.passed("after", number)
        return answer

    request.do_request = done


def _pushes(point: Point) -> None:
    # After it is stored and before Telegram is told so.
    gathering: Any = Gathering
    store: Call = gathering.store

    async def stored(self: Any, *given: Any) -> None:
        number = point.number()
        point.passed("before", number)
        await store(self, *given)
        point.passed("after", number)

    gathering.store = stored


def _renames(point: Point) -> None:
    system: Any = os
    for name in ("rename", "replace"):
        _renames_by(system, name, point)


def _renames_by(system: Any, name: str, point: Point) -> None:
    rename = getattr(system, name)

    def renamed(*given: Any, **named: Any) -> None:
        number = point.number()
        point.passed("before", number)
        rename(*given, **named)
        point.passed("after", number)

    setattr(system, name, renamed)

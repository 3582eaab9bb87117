"""Which named queries a stretch of the bot's work really ran, each with what it was given the first time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from storage.database import Row
from storage.work import Work


@dataclass(frozen=True)
class Ran:
    """Queries by their name, with the parameters of one of their runs."""

    queries: dict[str, dict[str, Any]] = field(default_factory=dict)


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ran]:
    """Note every query that any transaction runs inside the block."""
    ran = Ran()
    fetch, count = Work.all, Work.run

    async def every(self: Work, query: str, /, **params: Any) -> list[Row]:
        ran.queries.setdefault(query, params)
        return await fetch(self, query, **params)

    async def run(self: Work, query: str, /, **params: Any) -> int:
        ran.queries.setdefault(query, params)
        return await count(self, query, **params)

    with monkeypatch.context() as patched:
        patched.setattr(Work, "all", every)
        patched.setattr(Work, "run", run)
        yield ran

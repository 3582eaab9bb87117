"""What every service function stands on, joined once by ``bot.app``."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.i18n.translator import Translator
from bot.services.address import Address
from bot.services.meters import Meters
from storage.blobs import Blobs
from storage.database import Database
from storage.keys import KeyRing
from storage.ledger_file import LedgerFile


class Clock(Protocol):
    """Tells the time. In the rehearsal and in tests it can be turned."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)


class Bell:
    """Wakes whoever waits for new rows. The rows are the truth; a lost ring only costs a moment.

    ``elsewhere`` is called with each ring, where other workers should hear it too.
    """

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.elsewhere: Callable[[], None] | None = None

    def ring(self) -> None:
        """There is something to do."""
        self._rung.set()
        if self.elsewhere is not None:
            self.elsewhere()

    def ring_here(self) -> None:
        """Another worker says that there is something to do."""
        self._rung.set()

    @property
    def rings(self) -> bool:
        """Whether it was rung since the last ring was heard."""
        return self._rung.is_set()

    async def heard(self) -> None:
        """Wait for a ring since the last one was heard."""
        await self._rung.wait()
        self._rung.clear()


@dataclass(frozen=True)
class Bells:
    """One bell for each table that a loop works off."""

    inbox: Bell = field(default_factory=Bell)
    outbox: Bell = field(default_factory=Bell)
    media: Bell = field(default_factory=Bell)
    orders: Bell = field(default_factory=Bell)
    rounds: Bell = field(default_factory=Bell)
    notices: Bell = field(default_factory=Bell)
    updates: Bell = field(default_factory=Bell)
    calendar: Bell = field(default_factory=Bell)
    reports: Bell = field(default_factory=Bell)
    ledger: Bell = field(default_factory=Bell)

    def ring_all(self) -> None:
        """The clock was turned: what is due by the new time is found by whoever works that table off."""
        for bell in vars(self).values():
            bell.ring()


@dataclass(frozen=True)
class House:
    """The database, the keys, the files and the clock that services work with, and the address of the bot.

    ``worker`` is the name of this process among those that share the database: new each time it starts.
    ``meters`` count what happens, for whoever operates the program.
    ``ledger`` is the file of what was taken back; None where nothing is ever restored: rehearsals and tests.
    """

    database: Database
    keys: KeyRing
    blobs: Blobs
    translator: Translator
    clock: Clock = field(default_factory=SystemClock)
    bells: Bells = field(default_factory=Bells)
    address: Address = field(default_factory=Address)
    worker: str = field(default_factory=lambda: str(uuid.uuid4()))
    meters: Meters = field(default_factory=Meters)
    ledger: LedgerFile | None = None

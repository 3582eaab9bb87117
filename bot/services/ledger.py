"""What people take back is noted outside of what a backup brings back, and done again after a restore.

Whoever erases, stops, says no or takes something back calls :func:`remember` in the same transaction. The
rows are the truth; a file outside of the data follows them (:func:`follow`).
"""

from __future__ import annotations

import asyncio
from typing import Literal

from bot.services.house import House
from storage import ledger
from storage.database import Database, Transaction
from storage.ledger_file import LedgerError, LedgerFile

__all__ = ["LedgerError", "What", "follow", "remember", "write_down"]

What = Literal[
    "erased", "left", "back", "no", "exchange", "suggestion", "first_name", "wording", "often", "revoked"
]
"""A place with everything; stopped, and came back; no to a consent item (the detail); taken back: an
exchange, a suggestion, a first name; no to a wording; how often to be messaged (the detail); a link ended."""


async def remember(house: House, tx: Transaction, what: What, about: str, detail: str = "") -> None:
    """Note that something is taken back, as part of the transaction that does it.

    ``about`` is the id of a membership; for exchange, suggestion, wording and revoked: of that row.
    """
    await ledger.add(tx, what, about, detail, house.clock.now())
    tx.after_commit(house.bells.ledger.ring)


async def follow(house: House) -> int:
    """Let the file hold what the rows hold; how many entries were added. Raises OSError and LedgerError."""
    return 0 if house.ledger is None else await write_down(house.database, house.ledger)


async def write_down(database: Database, file: LedgerFile) -> int:
    """The same of any database that knows what was taken back."""
    async with database.snapshot() as tx:
        entries = await ledger.every(tx)
    return await asyncio.to_thread(file.write, entries)

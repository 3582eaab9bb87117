"""Seals anew, with the key in use, what an older house key sealed: a page at a time, while the bot runs.

Projects and memberships keep their keys: only how these are wrapped changes. A row that somebody else writes
at the same moment is left to the next pass. Ended anywhere, what is done is done, and the rest opens with the
older key.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.catalogue import Value
from storage.database import Database, Transaction
from storage.vault import EncryptingVault, Tampered

PAGE = 200
"""Rows in one transaction, so that who writes meanwhile does not wait for long."""

MOST_PASSES = 20


@dataclass(frozen=True)
class _Column:
    """A column that the house key seals, and the first id that its pages begin after."""

    table: str
    column: str
    query: str
    first: Value = ""


SEALED = (
    _Column("keys", "wrapped", "reseal_keys"),
    _Column("addresses", "external_id", "reseal_addresses_external_id"),
    _Column("inbox", "payload", "reseal_inbox_payload", -(2**63)),
    _Column("outbox", "message", "reseal_outbox_message"),
    _Column("outbox", "reference", "reseal_outbox_reference"),
    _Column("notices", "content", "reseal_notices_content"),
    _Column("locks", "because", "reseal_locks_because"),
)
"""Everything that the house key seals: docs/privacy.md names the same."""


async def reseal(database: Database, vault: EncryptingVault) -> int:
    """Go through everything until nothing is left that an older key sealed; how many were sealed anew."""
    done = 0
    for _ in range(MOST_PASSES):
        changed = sum([await _pass(database, vault, column) for column in SEALED])
        done += changed
        if not changed and not await left(database, vault):
            break
    return done


async def left(database: Database, vault: EncryptingVault) -> int:
    """How many values open with an older key alone."""
    found = 0
    for column in SEALED:
        after = column.first
        while True:
            async with database.snapshot() as tx:
                rows = await tx.all(f"{column.query}_page", after=after, most=PAGE)
            found += sum(_is_older(vault, column, row["id"], row["sealed"]) for row in rows)
            if len(rows) < PAGE:
                break
            after = rows[-1]["id"]
    return found


async def _pass(database: Database, vault: EncryptingVault, column: _Column) -> int:
    changed, after = 0, column.first
    while True:
        async with database.transaction() as tx:
            rows = await tx.all(f"{column.query}_page", after=after, most=PAGE)
            for row in rows:
                if _is_older(vault, column, row["id"], row["sealed"]):
                    changed += await _anew(tx, vault, column, row["id"], row["sealed"])
        if len(rows) < PAGE:
            return changed
        after = rows[-1]["id"]


def _is_older(vault: EncryptingVault, column: _Column, row: Value, sealed: bytes) -> bool:
    """Not of what opens with no key at all: that is no better off sealed anew."""
    try:
        return not vault.is_current(
            sealed, table=column.table, column=column.column, row=str(row), project=""
        )
    except Tampered:
        return False


async def _anew(tx: Transaction, vault: EncryptingVault, column: _Column, row: Value, before: bytes) -> int:
    place = {"table": column.table, "column": column.column, "row": str(row), "project": ""}
    house = vault.house_key()
    sealed = house.seal(house.open(before, **place), **place)
    return await tx.run(f"{column.query}_put", id=row, before=before, sealed=sealed)

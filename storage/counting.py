"""Counts over several tables at once."""

from __future__ import annotations

from storage.database import Transaction


async def waiting(tx: Transaction) -> tuple[int, int]:
    """How many files wait to be fetched and how many orders to be made."""
    row = await tx.one("counts_waiting")
    assert row is not None
    return row["files"], row["orders"]

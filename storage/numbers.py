"""Numbers by which people speak of things: each is given once in a project, also after an erasure."""

from __future__ import annotations

from storage.database import Transaction


async def give(tx: Transaction, project_id: str, kind: str) -> int:
    """The next number for things of this kind in a project, counted from one."""
    row = await tx.one("number_give", project_id=project_id, kind=kind)
    assert row is not None
    return int(row["given"])


async def hold(tx: Transaction, project_id: str, kind: str) -> None:
    """Wait until nobody else is about to give such a number in this project, and keep them waiting."""
    await tx.run("number_hold", project_id=project_id, kind=kind)

"""Removes what is over, however much there is, without holding up those who write.

What is to go is looked for in a snapshot. Then a slice of it goes in each transaction, so that a person who
presses a button waits for one slice at most, and every removal asks once more whether the row is still to go.

A removal takes the ids of its slice as `:ids` and reads them with `json_each`, which both databases have and
understand alike for an object; everything else it takes as the search takes it.
"""

import json

from storage.database import Database, Value

SLICE = 200
"""Rows that go in one transaction: some ten milliseconds."""

FOUND = 20_000
"""Rows that are looked for at a time, for the memory that their ids take."""


async def remove_found(database: Database, find: str, *removals: str, **params: Value) -> int:
    """Look for rows with the query `find` (a column `id`, at most `:most`) until none is left; they go.

    Every query of `removals` is run on each slice, in order; how many rows the last of them removed.
    """
    removed = 0
    while True:
        async with database.snapshot() as tx:
            found = [row["id"] for row in await tx.all(find, most=FOUND, **params)]
        before = removed
        for start in range(0, len(found), SLICE):
            ids = json.dumps(dict.fromkeys(found[start : start + SLICE], 1))
            async with database.transaction() as tx:
                changed = [await tx.run(removal, ids=ids, **params) for removal in removals]
            removed += changed[-1]
        if len(found) < FOUND or removed == before:
            return removed


async def repeat(database: Database, query: str, **params: Value) -> int:
    """Run a query that changes at most `:most` rows until it finds fewer; how many rows it changed in all."""
    changed = 0
    while True:
        async with database.transaction() as tx:
            now = await tx.run(query, most=SLICE, **params)
        changed += now
        if now < SLICE:
            return changed

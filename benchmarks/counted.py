"""The bot that counts its commits: ``python -m benchmarks.counted FILE [MILLISECONDS [MOST]]``.

At its end it writes to FILE how many commits had something to write, and of how many transactions. Each
can be made to take some milliseconds more, as on a slower disk, and to hold so many transactions at most.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.worker import bot
from storage import sqlite_writer
from storage.sqlite_writer import Writer


class Counts:
    """Commits that waited for the disk, and the transactions in them."""

    def __init__(self) -> None:
        self.commits = 0
        self.transactions = 0

    def watch(self, slower: float) -> None:
        """Count from here on, and make each commit slower by so many seconds."""
        writer: Any = Writer
        commit = writer._commit

        async def counted(of: Any) -> None:
            if of._connection.changed != of._changed_before:
                self.commits += 1
                self.transactions += len(of._group.members)
                await asyncio.sleep(slower)
            await commit(of)

        writer._commit = counted


def main(path: Path, milliseconds: int = 0, most: int = sqlite_writer.MOST) -> None:
    """Run until SIGTERM."""
    counts = Counts()
    counts.watch(milliseconds / 1000)
    sqlite_writer.MOST = most
    try:
        asyncio.run(bot())
    finally:
        path.write_text(json.dumps([counts.commits, counts.transactions]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))

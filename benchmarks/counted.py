"""The bot that counts its commits: ``python -m benchmarks.counted FILE``.

At its end it writes to FILE how many commits had something to write, and of how many transactions.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.worker import bot
from storage.sqlite_writer import Writer


class Counts:
    """Commits that waited for the disk, and the transactions in them."""

    def __init__(self) -> None:
        self.commits = 0
        self.transactions = 0

    def watch(self) -> None:
        """Count from here on."""
        writer: Any = Writer
        commit = writer._commit

        async def counted(of: Any) -> None:
            if of._connection.changed != of._changed_before:
                self.commits += 1
                self.transactions += len(of._group.members)
            await commit(of)

        writer._commit = counted


def main(path: Path) -> None:
    """Run until SIGTERM."""
    counts = Counts()
    counts.watch()
    try:
        asyncio.run(bot())
    finally:
        path.write_text(json.dumps([counts.commits, counts.transactions]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

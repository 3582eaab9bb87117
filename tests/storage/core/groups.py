"""What the tests of shared commits need: people who write at one moment, and a count of the commits."""

import asyncio
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path

from storage.database import Database, Transaction
from storage.sqlite_writer import Writer

from .sample_tables import sample_tables

Body = Callable[[Transaction], Awaitable[None]]


def database_in(folder: Path) -> AbstractAsyncContextManager[Database]:
    """A database in a file, with the tables of the samples."""
    return sample_tables(f"sqlite:///{folder / 'room.db'}")


def names_in(folder: Path) -> set[str]:
    """What a connection of its own finds in the file: what is committed and nothing else."""
    connection = sqlite3.connect(folder / "room.db")
    try:
        return {name for (name,) in connection.execute("SELECT name FROM samples")}
    finally:
        connection.close()


def put(name: str) -> Body:
    """Write one row."""

    async def body(tx: Transaction) -> None:
        await tx.one("samples_put", name=name, number=1)

    return body


async def write(db: Database, body: Body) -> None:
    """One transaction."""
    async with db.transaction() as tx:
        await body(tx)


class Together:
    """People who all wait while one has the turn; when they are let go, they are one group."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._go = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    async def wait(self, *bodies: Body) -> None:
        """Let the first of them have the turn and hold it, and the others wait behind it in order."""
        first, *others = bodies
        begun = asyncio.Event()

        async def holding(tx: Transaction) -> None:
            begun.set()
            await self._go.wait()
            await first(tx)

        self.tasks.append(asyncio.create_task(write(self._db, holding)))
        await begun.wait()
        self.tasks += [asyncio.create_task(write(self._db, body)) for body in others]
        await asyncio.sleep(0)

    def go(self) -> None:
        """Let the first go on."""
        self._go.set()

    async def ends(self) -> list[str]:
        """How each ended: "" or the name of the error."""
        self.go()
        results = await asyncio.gather(*self.tasks, return_exceptions=True)
        return ["" if result is None else type(result).__name__ for result in results]


async def together(db: Database, *bodies: Body) -> list[str]:
    """Let these be written at one moment; how each ended."""
    people = Together(db)
    await people.wait(*bodies)
    return await people.ends()


class Commits:
    """Counts commits, and holds them up or lets something happen before them."""

    def __init__(self) -> None:
        self.count = 0
        self.begun = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()

    def watch(self) -> Callable[[Writer], Awaitable[None]]:
        """What to put in the place of the writer's own."""
        make_durable = Writer._make_durable

        async def watched(writer: Writer) -> None:
            self.count += 1
            self.begun.set()
            await self.open.wait()
            await make_durable(writer)

        return watched


@contextmanager
def no_file_grows(size: int) -> Iterator[None]:
    """Let every write beyond this size fail, as on a disk with faults (SQLite calls it an I/O error)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

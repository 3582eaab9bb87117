"""The one connection that writes to an SQLite file: whose turn it is, and what one commit makes durable.

Transactions that wait at one moment form a *group*. They run one after another inside one transaction of
SQLite, each from a savepoint of its own, and one COMMIT, with one flush to the disk, makes all of them
durable. Until then none of them is told that it is done.

    BEGIN IMMEDIATE · the first · SAVEPOINT · the second · SAVEPOINT · the third · COMMIT

Who fails alone is undone alone: back to their savepoint. There are errors at which SQLite undoes the whole
transaction by itself (a full disk, a file that cannot be written). Then everybody in the group is told, and
for a while each transaction gets a commit of its own again, so that what frees room is not undone together
with what needs it.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from storage.catalogue import Catalogue
from storage.errors import DatabaseLost, DatabaseUnavailable
from storage.sqlite_connection import Connection, translated
from storage.sqlite_work import SqliteWork
from storage.work import carried_through

MOST = 32
"""Transactions in one group."""

SECONDS = 0.02
"""How long others may join a group. Its first waits this long, then for one transaction and the commit."""

BUSY_SECONDS, PAUSE_SECONDS = 0.4, 0.01
"""When somebody always waits here: after how long, and for how long, nobody writes.

Another process, such as a command, looks every few milliseconds whether the file is free. Between two
groups it is free for less than that.
"""

APART_SECONDS = 60.0
"""After a group was lost: how long each transaction then gets a commit of its own."""


class Group:
    """Transactions that become durable together."""

    def __init__(self, closes_at: float) -> None:
        self.members: list[SqliteWork] = []
        self.closes_at = closes_at
        self.outcome: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()

    @property
    def savepoint(self) -> str:
        """From where the next member begins. Each has a name of its own: none can be taken for another."""
        return f"member_{len(self.members)}"

    def told(self, problem: BaseException | None) -> None:
        """Say that all is durable, or why nothing is."""
        self.outcome.set_result(problem)

    async def durable(self) -> None:
        """Wait until it is; raises `DatabaseUnavailable`. A cancellation waits too, and hastens it."""
        interrupted = None
        while not self.outcome.done():
            try:
                await asyncio.wait({self.outcome})
            except asyncio.CancelledError as cancelled:
                interrupted, self.closes_at = cancelled, 0.0
        problem = self.outcome.result()
        if interrupted is not None:
            raise interrupted from problem
        if isinstance(problem, DatabaseUnavailable):
            raise type(problem)(*problem.args) from problem
        if problem is not None:
            raise DatabaseLost("what was written together with this could not be kept") from problem


class Writer:
    """A connection of which one task at a time has the turn; who waits longest has it next."""

    def __init__(self, catalogue: Catalogue, connection: Connection) -> None:
        self._catalogue = catalogue
        self._connection = connection
        self._waiting: deque[tuple[asyncio.Future[None], bool]] = deque()
        self._taken = False
        self._busy_since = 0.0
        self._group: Group | None = None
        self._changed_before = 0
        self._apart_until = 0.0
        self._committing: asyncio.Task[None] | None = None
        self.closed = False
        """Whoever gets the turn from here on gets `DatabaseLost`. To be set by who has the turn alone."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteWork]:
        """See `Database.transaction`."""
        await self._turn(alone=False)
        work = SqliteWork(self._catalogue, self._connection)
        try:
            if self.closed:
                raise DatabaseLost("the database has been closed")
            group = await self._joined()
            yield work
            work.end()
        except BaseException as problem:
            work.abandon()
            interrupted = await carried_through(self._undo(problem))
            self._pass_on()
            if interrupted is not None:
                # Whoever catches the error would go on, and the cancellation would be lost.
                raise interrupted from None
            raise
        group.members.append(work)
        self._pass_on()
        await group.durable()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Connection]:
        """The connection outside of any transaction, with nobody else at it; also when it is closed."""
        await self._turn(alone=True)
        try:
            yield self._connection
        finally:
            self._pass_on()

    async def _turn(self, *, alone: bool) -> None:
        """Wait for the turn. With ``alone`` it comes when no group is open."""
        if not self._taken:
            self._taken, self._busy_since = True, asyncio.get_running_loop().time()
            return
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((given, alone))
        try:
            await given
        except asyncio.CancelledError:
            if not given.cancelled():  # it came at the same moment
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Let the next one have the turn, or let the group become durable first."""
        if self._group is None or self._grows(self._group):
            self._give()
        else:
            # Not at once: whoever is ready to write at this very moment can still join.
            asyncio.get_running_loop().call_soon(self._close_group)

    def _close_group(self) -> None:
        if self._group is not None and self._grows(self._group):
            self._give()
        else:
            self._committing = asyncio.ensure_future(self._commit())

    def _give(self) -> None:
        while self._waiting:
            given, _ = self._waiting.popleft()
            if not given.done():
                given.set_result(None)
                return
        self._taken = False

    def _grows(self, group: Group) -> bool:
        """Whether whoever is next may join."""
        now = asyncio.get_running_loop().time()
        if len(group.members) >= MOST or now >= group.closes_at or now < self._apart_until:
            return False
        while self._waiting and self._waiting[0][0].done():
            self._waiting.popleft()
        return bool(self._waiting) and not self._waiting[0][1]

    async def _joined(self) -> Group:
        """Begin a group, or a part of the one that is open."""
        with translated():
            if self._group is not None:
                self._connection.at_once(f"SAVEPOINT {self._group.savepoint}")
                return self._group
            await self._begin()
        self._changed_before = self._connection.changed
        self._group = Group(asyncio.get_running_loop().time() + SECONDS)
        return self._group

    async def _begin(self) -> None:
        await self._connection.begin("BEGIN IMMEDIATE")

    async def _undo(self, problem: BaseException) -> None:
        """Undo what the one with the turn did; with a group that is lost, tell everybody in it."""
        group = self._group
        if group is not None and isinstance(problem, DatabaseUnavailable):
            self._stay_apart()
        try:
            await self._connection.drained()
            if group is not None and group.members and self._connection.in_transaction:
                await self._connection.run(f"ROLLBACK TO {group.savepoint}")
                return
        except (sqlite3.Error, ValueError) as worse:
            problem = worse
        self._group = None
        if group is not None and group.members:
            self._stay_apart()
            group.told(problem)
        await self._roll_back()

    async def _roll_back(self) -> None:
        # A connection that cannot roll back has lost the transaction anyway.
        with suppress(sqlite3.Error, ValueError):
            await self._connection.rollback()

    async def _commit(self) -> None:
        group, self._group = self._group, None
        assert group is not None
        try:
            await self._make_durable()
        except BaseException as problem:
            self._stay_apart()
            group.told(problem)
            await self._roll_back()
            if not isinstance(problem, Exception):
                raise
        else:
            for work in group.members:
                work.call_back()
            group.told(None)
        finally:
            try:
                await self._let_others()
            finally:
                self._pass_on()

    async def _let_others(self) -> None:
        """Leave the file to other processes for a moment, if it has not been free for long."""
        loop = asyncio.get_running_loop()
        if self._waiting and loop.time() - self._busy_since >= BUSY_SECONDS:
            await asyncio.sleep(PAUSE_SECONDS)
            self._busy_since = loop.time()

    async def _make_durable(self) -> None:
        with translated():
            if self._connection.changed == self._changed_before:
                self._connection.at_once("COMMIT")  # nothing is to be written: it does not wait for the disk
            else:
                await self._connection.commit()

    def _stay_apart(self) -> None:
        self._apart_until = asyncio.get_running_loop().time() + APART_SECONDS

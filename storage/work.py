"""What both databases' transactions share: named queries, spoiling, callbacks, cancellation."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from typing import Any

from storage.catalogue import Catalogue, Value
from storage.errors import DatabaseUnavailable, TransactionFailed, TransactionOver

Row = dict[str, Any]
Arguments = dict[str, Value]


class Work(ABC):
    """A transaction in progress. A database adds how a statement is run and what its errors mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._calls: list[Callable[[], None]] = []
        self._failed = False
        self._over = False
        self.changes_nothing = False

    @abstractmethod
    async def _begin(self, sql: str) -> None:
        """Run one statement of the beginning."""

    @abstractmethod
    async def _commit(self) -> None:
        """Make it durable."""

    @abstractmethod
    async def _rollback(self) -> None:
        """Undo everything, if anything was begun."""

    @abstractmethod
    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        """Run to the end and return every row."""

    @abstractmethod
    async def _count(self, sql: str, arguments: Arguments) -> int:
        """Run to the end and return how many rows were changed."""

    @abstractmethod
    async def _fetch_at(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Run to the end with values by their places, and return every row."""

    @abstractmethod
    async def _put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run once for each of these rows."""

    @abstractmethod
    def _translated(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into this package's."""

    async def one(self, query: str, /, **params: Value) -> Row | None:
        """See `Transaction.one`."""
        rows = await self.all(query, **params)
        return rows[0] if rows else None

    async def all(self, query: str, /, **params: Value) -> list[Row]:
        """See `Transaction.all`."""
        statement = self._catalogue[query]
        arguments = statement.arguments(params)
        with self._guarded():
            return await self._fetch(statement.sql, arguments)

    async def run(self, query: str, /, **params: Value) -> int:
        """See `Transaction.run`."""
        statement = self._catalogue[query]
        arguments = statement.arguments(params)
        with self._guarded():
            return await self._count(statement.sql, arguments)

    async def statement(self, sql: str, /) -> None:
        """See `Transaction.statement`."""
        with self._guarded():
            await self._fetch(sql, {})

    async def table_rows(self, sql: str, values: Sequence[Value], /) -> list[Row]:
        """See `Transaction.table_rows`."""
        with self._guarded():
            return await self._fetch_at(sql, values)

    async def put_rows(self, sql: str, rows: Sequence[Sequence[Value]], /) -> None:
        """See `Transaction.put_rows`."""
        with self._guarded():
            await self._put(sql, rows)

    def after_commit(self, call: Callable[[], None]) -> None:
        """See `Transaction.after_commit`."""
        if self._over:
            raise TransactionOver("the transaction has ended; nothing will be committed after it")
        if self.changes_nothing:
            call()  # what it reads is committed; and a long one would gather calls without end
            return
        self._calls.append(call)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        if self._over:
            raise TransactionOver("the transaction has ended; begin another one")
        self._must_be_sound()
        try:
            with self._translated():
                yield
        except BaseException:
            self._failed = True
            raise

    def _must_be_sound(self) -> None:
        if self._failed:
            raise TransactionFailed("a query of this transaction failed; it can only be rolled back")

    def end(self) -> None:
        """Let nothing more be done; raises `TransactionFailed` when a query failed."""
        self.abandon()
        self._must_be_sound()

    def abandon(self) -> None:
        """Let nothing more be done."""
        self._over = True

    @asynccontextmanager
    async def ended_with_commit(self, *beginning: str) -> AsyncIterator[None]:
        """Begin; at the end commit and make the calls that wait for it, or roll back.

        A commit that has begun is carried through, whatever happens to the task.
        """
        try:
            with self._translated():
                for sql in beginning:
                    await self._begin(sql)
            yield
            self.end()
            with self._translated():
                interrupted = await carried_through(self._commit())
        except BaseException:
            self.abandon()
            if (interrupted := await self._roll_back_quietly()) is not None:
                # Whoever catches the error would go on, and the cancellation would be lost.
                raise interrupted from None
            raise
        self.call_back()
        if interrupted is not None:
            raise interrupted

    async def _roll_back_quietly(self) -> asyncio.CancelledError | None:
        # What was raised first says more. A connection that cannot roll back has lost the transaction anyway.
        with suppress(DatabaseUnavailable), self._translated():
            return await carried_through(self._rollback())
        return None

    def call_back(self) -> None:
        """Make the calls that waited for the commit."""
        for call in self._calls:
            try:
                call()
            except Exception as error:
                asyncio.get_running_loop().call_exception_handler(
                    {"message": "a call after a commit failed", "exception": error}
                )


class OneAtATime:
    """Finds a task that begins a transaction inside its own, which would wait for itself for ever."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any] | None] = set()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Hold for the length of a transaction; raises `TransactionOver` when this task is inside one."""
        task = asyncio.current_task()
        if task in self._tasks:
            raise TransactionOver("this task is inside a transaction already; use that one")
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)


async def carried_through(work: Coroutine[Any, Any, object]) -> asyncio.CancelledError | None:
    """Run to the end whatever happens to the task that waits; its errors are raised.

    Returns the cancellation that arrived meanwhile, for the caller to raise when all is in order.
    """
    task = asyncio.ensure_future(work)
    interrupted = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as cancelled:
            interrupted = cancelled
    try:
        task.result()
    except Exception as error:
        if interrupted is not None:
            raise interrupted from error
        raise
    return interrupted

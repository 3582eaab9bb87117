"""A transaction on a connection to an SQLite file."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from storage.catalogue import Catalogue, Value
from storage.sqlite_connection import Connection, Rows, translated
from storage.work import Arguments, Row, Work


class SqliteWork(Work):
    """A transaction on one connection."""

    def __init__(self, catalogue: Catalogue, connection: Connection) -> None:
        super().__init__(catalogue)
        self._connection = connection

    async def _begin(self, sql: str) -> None:
        await self._connection.begin(sql)

    async def _commit(self) -> None:
        # Of a snapshot: there is nothing to write.
        self._connection.at_once("COMMIT")

    async def _rollback(self) -> None:
        await self._connection.rollback()

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return await self._run(sql, arguments)

    async def _count(self, sql: str, arguments: Arguments) -> int:
        return (await self._run(sql, arguments)).changed

    async def _run(self, sql: str, arguments: Arguments) -> Rows:
        if sql in self._catalogue.short:
            return self._connection.at_once(sql, arguments)
        return await self._connection.run(sql, arguments)

    async def _fetch_at(self, sql: str, values: Sequence[Value]) -> list[Row]:
        return await self._connection.run(sql, values)

    async def _put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        await self._connection.put(sql, rows)

    def _translated(self) -> AbstractContextManager[None]:
        return translated()

"""A transaction on a connection to an SQLite file."""

from contextlib import AbstractContextManager
from typing import Any

import aiosqlite

from storage.catalogue import Catalogue
from storage.sqlite_connection import Rows, translated
from storage.work import Arguments, Row, Work


class SqliteWork(Work):
    """A transaction on one connection."""

    def __init__(self, catalogue: Catalogue, connection: aiosqlite.Connection) -> None:
        super().__init__(catalogue)
        self._connection = connection

    async def _begin(self, sql: str) -> None:
        await self._connection.execute_fetchall(sql)

    async def _commit(self) -> None:
        await self._connection.commit()

    async def _rollback(self) -> None:
        await self._connection.rollback()

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return await self._run(sql, arguments)

    async def _count(self, sql: str, arguments: Arguments) -> int:
        return (await self._run(sql, arguments)).changed

    async def _run(self, sql: str, arguments: Arguments) -> Rows:
        rows: Any = await self._connection.execute_fetchall(sql, arguments)
        assert isinstance(rows, Rows)
        return rows

    def _translated(self) -> AbstractContextManager[None]:
        return translated()

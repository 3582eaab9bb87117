"""What the command ``move`` does: from the SQLite file of the settings to an empty PostgreSQL."""

from __future__ import annotations

from bot.app import Stopped, alone, must_be_free, open_database_of
from bot.config import Settings
from bot.services.house import SystemClock
from storage import locks, migrating, moving
from storage.database import BadDatabaseUrl, open_database
from storage.moving import Progress


async def move(settings: Settings, url: str, progress: Progress) -> dict[str, tuple[int, str]]:
    """Copy everything to the database at ``url`` and lock the old one; rows and checksum of each table.

    Raises BadDatabaseUrl, NotEmpty and NotTheSame, after which nothing is changed; Stopped while a bot runs.
    """
    if not settings.database_url.startswith("sqlite:"):
        raise BadDatabaseUrl(
            "DATABASE_URL is no SQLite file, so there is nothing to move; leave it at the old one until all "
            "is moved"
        )
    if not url.startswith(("postgresql:", "postgres:")):
        raise BadDatabaseUrl("give the new database as postgresql://user@host:5432/name")
    with alone(settings):
        async with open_database_of(settings) as source:
            if await migrating.pending(source):
                raise Stopped("the database lacks migrations; make a backup, then run “in-the-room migrate”")
            async with source.snapshot() as tx:
                must_be_free(await locks.standing(tx))
            target = await open_database(url)
            try:
                now = SystemClock().now()
                return await moving.move(source, target, "the new database", now, progress)
            finally:
                await target.close()

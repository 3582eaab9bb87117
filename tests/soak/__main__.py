"""``python -m tests.soak``: a week with many people, bots that are ended, and requests that go wrong."""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from tests.postgresql_server import PostgresqlServer, migrate_at, programs
from tests.promises.breaking import BROKEN
from tests.soak.reckoning import Reckoning
from tests.soak.running import soak
from tests.soak.week import Size

WORKERS = {"sqlite": 1, "postgresql": 3}


@click.command()
@click.option("--people", default=5000, show_default=True, help="How many people take part.")
@click.option(
    "--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="both", show_default=True
)
@click.option("--seed", type=int, help="Gives the same week again; without it, one by chance.")
@click.option("--kills", default=4, show_default=True, help="Bots that are ended with SIGKILL each day.")
@click.option("--minutes", default=30.0, show_default=True, help="How long one database may take at most.")
@click.option("--broken", type=click.Choice(sorted(BROKEN)), help="Bots with this mistake, to be found out.")
def main(
    people: int, database: str, seed: int | None, kills: int, minutes: float, broken: str | None
) -> None:
    """Let a week pass in minutes, and compare what people saw with the database; 1 if it differs."""
    seed = random.SystemRandom().randrange(1_000_000) if seed is None else seed
    click.echo(f"seed {seed}")
    chosen = ["sqlite", "postgresql"] if database == "both" else [database]
    sizes = {each: Size(people, WORKERS[each], kills, broken or "") for each in chosen}
    well = [asyncio.run(_one(each, size, seed, minutes)) for each, size in sizes.items()]
    sys.exit(0 if all(well) else 1)


async def _one(database: str, size: Size, seed: int, minutes: float) -> bool:
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    found = Reckoning()
    try:
        async with asyncio.timeout(minutes * 60), _empty(database, folder) as url:
            found = await soak(url, folder, size, seed, lambda line: click.echo(f"  {line}", err=True))
    except TimeoutError:
        found.problems.append(f"it did not come to its end within {minutes:g} minutes")
    click.echo(f"\nA week on {database}:")
    for name, figure in found.figures.items():
        click.echo(f"  {name}: {figure}")
    if found.problems:
        click.echo(f"What does not match (the logs are in {folder}):")
        for problem in found.problems:
            click.echo(f"  - {problem}")
    else:
        click.echo("  What people saw and what is stored are the same.")
        shutil.rmtree(folder)
    return not found.problems


@asynccontextmanager
async def _empty(database: str, folder: Path) -> AsyncIterator[str]:
    """The address of a new database with all its tables."""
    if database == "sqlite":
        url = f"sqlite:///{folder / 'room.db'}"
        await migrate_at(url)
        yield url
        return
    server_folder = Path(tempfile.mkdtemp(prefix="soak-pg-"))
    server = PostgresqlServer(programs(), server_folder)
    server.start()
    try:
        async with server.fresh(migrated=True) as url:
            yield url
    finally:
        server.stop()
        shutil.rmtree(server_folder)


if __name__ == "__main__":
    main()

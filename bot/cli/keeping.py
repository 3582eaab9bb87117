"""Commands that keep what people told: backups, restoring them, and moving to another database."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bot.cli.working import finish, into_the_erasures_file, settings

FILE = click.Path(path_type=Path, dir_okay=False)


class Told:
    """Says on stderr how far something is: once a second, and not at all when it is quick."""

    def __init__(self) -> None:
        self._last: float | None = None

    def __call__(self, what: str, done: int) -> None:
        """``done`` of ``what`` are done. The first second begins with the first of them."""
        now = time.monotonic()
        if self._last is None:
            self._last = now
        elif now - self._last >= 1:
            self._last = now
            click.echo(f"{done} {what} so far …", err=True)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write all that people told into one locked FILE, also while the bot runs.

    The key is not in it. Keep the key somewhere else, and the erasures file with your backups.
    """
    from bot.backing_up import back_up, write_erasures

    found = settings()

    async def work() -> None:
        contents = await back_up(found, file, Told())
        rows = sum(count for count, _checksum in contents.tables.values())
        click.echo(f"The backup is in {file}: {rows} rows, {contents.files} files.")
        # After it, so that the file knows no less than the backup.
        with into_the_erasures_file():
            await write_erasures(found)

    finish(work())


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--erasures",
    "erasures_files",
    type=FILE,
    multiple=True,
    help="The newest copy of the erasures file of each machine: what was erased since is erased again.",
)
@click.option("--check", is_flag=True, help="Only read the backup to its end, and say whether it is whole.")
def restore(file: Path, erasures_files: tuple[Path, ...], check: bool) -> None:
    """Bring a backup from FILE into an empty DATA_DIR and an empty database, while nothing runs."""
    from bot import restoring
    from bot.backing_up import look_into

    found = settings()

    async def look() -> tuple[str, int, int]:
        manifest, contents = look_into(found, file, Told())
        return manifest.made_at, sum(count for count, _checksum in contents.tables.values()), contents.files

    if check:
        made_at, rows, files = finish(look())
        click.echo(f"{file} is whole: made at {made_at}, {rows} rows, {files} files.")
        return
    manifest, contents = finish(restoring.restore(found, file, Told(), erasures_files))
    rows = sum(count for count, _checksum in contents.tables.values())
    click.echo(f"Restored as of {manifest.made_at}: {rows} rows, {contents.files} files.")
    if erasures_files:
        _applied(finish(restoring.apply(found, erasures_files)))
    else:
        click.echo(
            "It is locked until what people erased and withdrew since then is erased again: "
            "in-the-room erasures apply FILE"
        )


@click.command()
@click.argument("url")
def move(url: str) -> None:
    """Move from the SQLite file of DATABASE_URL to the empty PostgreSQL database at URL, while nothing runs.

    The password can be left out of URL: PGPASSWORD or the file ~/.pgpass is asked then. Every row is counted
    and summed up on both sides. The old database stays, locked.
    """
    from bot.moving import move as move_to

    arrived = finish(move_to(settings(), url, Told()))
    rows = sum(count for count, _checksum in arrived.values())
    click.echo(
        f"Every row arrived: {rows} rows in {len(arrived)} tables, with the same checksums on both sides."
    )
    click.echo(
        "Now set DATABASE_URL to the new database, leave DATA_DIR as it is, and run: in-the-room doctor"
    )


@click.group()
def erasures() -> None:
    """What people erased and withdrew after a backup that was restored."""


@erasures.command("apply")
@click.argument("files", type=FILE, nargs=-1, required=True)
def erasures_apply(files: tuple[Path, ...]) -> None:
    """Erase and withdraw again what stands in FILES, the newest copies of the erasures file; then unlock."""
    from bot import restoring

    _applied(finish(restoring.apply(settings(), files)))


@erasures.command("none")
@click.option("--because", required=True, help="Why you know that nobody erased or withdrew anything since.")
def erasures_none(because: str) -> None:
    """Unlock a restored database without an erasures file. The reason is kept."""
    from bot import restoring

    finish(restoring.without(settings(), because))
    click.echo("Unlocked. Next: in-the-room doctor")


def _applied(new: int) -> None:
    click.echo(
        f"Erased and withdrawn again: {new}. What was due before now is not sent. Next: in-the-room doctor"
    )

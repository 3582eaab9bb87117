"""Commands that run the product: the rehearsal, the bot, and what keeps it well."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import click

from bot.cli.working import NotNow, Problem, finish, settings, until_told_to_stop


@click.command()
@click.option("--script", type=click.Path(path_type=Path), help="Play this script without a browser and end.")
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path),
    help="With --script: a new folder for the export and the pictures at the end.",
)
@click.option(
    "--first",
    type=click.Path(path_type=Path),
    help="Play this script, then open the page with all that came of it.",
)
@click.option(
    "--project",
    "project_file",
    type=click.Path(path_type=Path),
    help="A project file of your own, instead of the example.",
)
@click.option(
    "--port", default=8765, show_default=True, help="Port of the page on this machine; 0 takes a free one."
)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the rehearsal's data in this new folder.")
def rehearse(
    script: Path | None,
    export_to: Path | None,
    first: Path | None,
    project_file: Path | None,
    port: int,
    keep: Path | None,
) -> None:
    """Try everything on this machine: no account, no token, no network.

    Opens a page with everybody's phone and a clock. Everybody in it is an example.
    """
    from bot import logs
    from bot.rehearsing import play_script, show_page

    if script is not None and first is not None:
        raise Problem("--script ends without a page, so it goes with no --first; leave one of them out")
    logs.configure("WARNING")
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rehearsal-")))
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise Problem(
                f"{folder} cannot be made ({problem.strerror}); choose a place that is yours and has room"
            ) from None
        if script is None:
            finish(until_told_to_stop(show_page(folder, project_file, port, first)))
        elif not finish(play_script(folder, project_file, script, export_to or Path("rehearsal-export"))):
            raise NotNow("The script did not come true; the line and what was visible stand above.")


@click.command()
def run() -> None:
    """Run the bot, until it is stopped with Ctrl-C or SIGTERM."""
    from bot.app import run as run_bot

    finish(until_told_to_stop(run_bot(settings())))


@click.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs. Make a backup first."""
    from bot.app import open_database_of
    from storage.migrating import migrate as bring_to_shape

    async def work() -> list[int]:
        async with open_database_of(settings()) as database:
            return await bring_to_shape(database)

    applied = finish(work())
    click.echo(f"Applied: {', '.join(map(str, applied))}." if applied else "Nothing to do.")


@click.group()
def keys() -> None:
    """The key that locks everything."""


@keys.command("new")
@click.argument("path", type=click.Path(path_type=Path))
def keys_new(path: Path) -> None:
    """Make a new key in the file PATH. Keep it outside DATA_DIR, and a copy in a safe place."""
    from storage.key_file import KeyFileError, new_key_file

    try:
        new_key_file(path)
    except KeyFileError as problem:
        raise Problem(str(problem)) from None
    click.echo(f"The key is in {path}. Set KEY_FILE to that path, and keep a copy somewhere safe.")


@keys.command("rotate")
def keys_rotate() -> None:
    """Let a new key take the place of the one in KEY_FILE, also while the bot runs.

    The older key stays in the file, below the new one: it opens backups that were made with it.
    """
    from bot.rotating import rotate

    done = finish(rotate(settings()))
    click.echo("The new key is in use." if done.new else "The change that was begun is done.")
    click.echo(f"Sealed anew: {done.values}. Copy KEY_FILE to the safe place now, and make a backup.")


@keys.command("retire")
def keys_retire() -> None:
    """Take the older keys out of KEY_FILE. Backups that were made with them do not open any more."""
    from bot.rotating import retire

    gone = finish(retire(settings()))
    click.echo(f"Older keys taken out: {gone}." if gone else "There is no older key in KEY_FILE.")


@click.command()
def doctor() -> None:
    """Look whether everything is in place, and say what to do about what is not."""
    from bot.checkup import check_up

    if not finish(check_up(settings())):
        raise NotNow("Something is not in place; see above.")

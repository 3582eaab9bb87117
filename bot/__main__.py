"""The command line: ``in-the-room`` or ``python -m bot``.

What each command needs is imported when it runs, so that ``--help`` is there at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.services.house import House

T = TypeVar("T")

BAD_INPUT = 2
COULD_NOT = 1


class Problem(click.ClickException):
    """One plain sentence on stderr about bad input: exit code 2."""

    exit_code = BAD_INPUT

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(self.format_message(), err=True, file=file)


class NotNow(Problem):
    """What was asked is right but cannot be done now: exit code 1."""

    exit_code = COULD_NOT


class OneSentence(click.Group):
    """Answers bad input with one sentence and exit code 2, instead of a page of usage."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line and end the process with its exit code."""
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as problem:
            problem.show()
            sys.exit(BAD_INPUT)
        except click.UsageError as problem:
            command = problem.ctx.command_path if problem.ctx else "in-the-room"
            sentence = " ".join(problem.format_message().split()).removesuffix(".")
            click.echo(f"{sentence}. “{command} --help” says more.", err=True)
            sys.exit(BAD_INPUT)
        except click.ClickException as problem:
            problem.show()
            sys.exit(problem.exit_code)
        except click.Abort:
            sys.exit(COULD_NOT)
        sys.exit(0)


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end, and turn every error that an operator can mend into a sentence."""
    from bot.app import Stopped
    from bot.config import BadSettings
    from bot.exports.folder import FolderInUse
    from bot.logs import described
    from bot.services.project_files import BadProjectFile
    from bot.services.projects import Refused
    from storage.database import BadDatabaseUrl, DatabaseUnavailable, DatabaseUnreachable
    from storage.key_file import KeyFileError
    from storage.keys import WrongKey
    from storage.migrating import MigrationError

    try:
        return asyncio.run(work)
    except (
        BadSettings,
        BadProjectFile,
        Refused,
        FolderInUse,
        BadDatabaseUrl,
        KeyFileError,
        WrongKey,
    ) as problem:
        raise Problem(str(problem)) from None
    except (Stopped, DatabaseUnreachable, DatabaseUnavailable, MigrationError) as problem:
        raise NotNow(str(problem)) from None
    except click.ClickException:
        raise
    except KeyboardInterrupt:
        raise NotNow("Stopped.") from None
    except Exception as problem:
        # Never a trace: an error's message can hold what somebody told.
        raise NotNow(
            f"Something in the program went wrong ({described(problem)}). What was stored is safe; "
            "start it again, and report these words if it comes back."
        ) from None


def settings() -> Settings:
    """The settings, with logging set up as they say."""
    from bot import config, logs

    try:
        found = config.from_environment()
    except config.BadSettings as problem:
        raise Problem(str(problem)) from None
    logs.configure(found.log_level, token=found.token)
    return found


@click.group(cls=OneSentence, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="in-the-room")
def main() -> None:
    """In the Room: patients and carers stay in the room when they cannot be in the room.

    Settings come from the environment or from a file .env; see .env.example.
    """


@main.command()
@click.option("--script", type=click.Path(path_type=Path), help="Play this script without a browser and end.")
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path),
    help="With --script: a new folder for the export at the end.",
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
    script: Path | None, export_to: Path | None, project_file: Path | None, port: int, keep: Path | None
) -> None:
    """Try everything on this machine: no account, no token, no network.

    Opens a page with four phones and a clock. Everybody in it is an example.
    """
    from bot import logs
    from bot.rehearsing import play_script, show_page

    logs.configure("WARNING")
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rehearsal-")))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if script is None:
            finish(_until_told_to_stop(show_page(folder, project_file, port)))
        elif not finish(play_script(folder, project_file, script, export_to or Path("rehearsal-export"))):
            raise NotNow("The script did not come true; the line and what was visible stand above.")


@main.command()
def run() -> None:
    """Run the bot, until it is stopped with Ctrl-C or SIGTERM."""
    from bot.app import run as run_bot

    finish(_until_told_to_stop(run_bot(settings())))


async def _until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Work until Ctrl-C or SIGTERM; what is under way is brought to its end."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


@main.group()
def project() -> None:
    """Check, open and list projects."""


@project.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def project_check(file: Path) -> None:
    """Say what is wrong with a project FILE, and where."""
    from bot.services import project_files

    found, problems = project_files.check(file)
    if problems:
        click.echo(project_files.described(file, problems), err=True)
    if found is None:
        raise Problem(f"{file}: this project cannot open yet.")
    click.echo(f"{file}: project “{found.key}” can open.")


@project.command("add")
@click.argument("file", type=click.Path(path_type=Path))
def project_add(file: Path) -> None:
    """Open the project in FILE, or change the one with its key."""
    from bot.services import project_files, projects

    async def work(house: House) -> None:
        found = project_files.read(file)
        new = await projects.add(house, found)
        click.echo(f"Project “{found.key}” is {'open' if new else 'changed'}.")

    in_house(work)


@project.command("list")
def project_list() -> None:
    """List the projects."""
    from bot.services import projects

    async def work(house: House) -> None:
        found = await projects.every(house)
        for each in found:
            click.echo(f"{each.key}\t{next(iter(each.title.values()))}\tends {each.ends_on}")
        if not found:
            click.echo("There is no project yet; “in-the-room project add FILE” opens one.", err=True)

    in_house(work)


@project.command("example")
@click.argument("name", type=click.Choice(["stroke", "intensive-care"]))
def project_example(name: str) -> None:
    """Print a complete example to start from: NAME is stroke or intensive-care."""
    from importlib.resources import files

    source = files("bot.rehearsal") / "examples" / f"{name}.toml"
    click.echo(source.read_text(encoding="utf-8"), nl=False)


@main.command()
@click.argument("project")
@click.argument("role", type=click.Choice(["patient", "carer", "staff", "facilitator"]), metavar="ROLE")
@click.option(
    "--uses",
    default=1,
    show_default=True,
    type=click.IntRange(1, 500),
    help="How many people can use the link.",
)
@click.option(
    "--days", default=14, show_default=True, type=click.IntRange(1, 365), help="Days after which it runs out."
)
def invite(project: str, role: str, uses: int, days: int) -> None:
    """Make an invitation into PROJECT as ROLE: patient, carer, staff or facilitator.

    The last line printed is the link.
    """
    from bot.app import username
    from bot.services import projects

    async def work(house: House) -> None:
        token = await projects.invite(house, project, role, uses=uses, days=days)
        name = await username(settings())
        click.echo(f"For {uses} {'person' if uses == 1 else 'people'}, for {days} days, as {role}.")
        click.echo(f"https://t.me/{name}?start={token}")

    in_house(work)


@main.command()
@click.argument("project")
def invitations(project: str) -> None:
    """List the invitations of PROJECT. Their links are not kept and cannot be shown again."""
    from bot.services import projects

    async def work(house: House) -> None:
        now = house.clock.now()
        for each in await projects.invitations(house, project):
            state = (
                "revoked" if each.revoked else "over" if each.expires_at <= now else f"{each.uses_left} left"
            )
            click.echo(f"{each.id}\t{each.role}\t{state}\tuntil {each.expires_at:%Y-%m-%d}")

    in_house(work)


@main.command()
@click.argument("project")
@click.argument("invitation")
def revoke(project: str, invitation: str) -> None:
    """Make an INVITATION of PROJECT worthless; “invitations” lists them."""
    from bot.services import projects

    async def work(house: House) -> None:
        await projects.revoke(house, project, invitation)
        click.echo("The link no longer works.")

    in_house(work)


@main.command()
@click.argument("project")
@click.argument("folder", type=click.Path(path_type=Path))
def export(project: str, folder: Path) -> None:
    """Write what the consents allow of PROJECT into a new FOLDER: tables, JSON, media, a dictionary."""
    from bot.exporting import export_project

    in_house(lambda house: export_project(house, project, folder))


@main.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs. Make a backup first."""
    from bot.app import open_database_of
    from storage.migrating import migrate as bring_to_shape

    async def work() -> list[int]:
        async with open_database_of(settings()) as database:
            return await bring_to_shape(database)

    applied = finish(work())
    click.echo(f"Applied: {', '.join(map(str, applied))}." if applied else "Nothing to do.")


@main.group()
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


@main.command()
def doctor() -> None:
    """Look whether everything is in place, and say what to do about what is not."""
    from bot.checkup import check_up

    if not finish(check_up(settings())):
        raise NotNow("Something is not in place; see above.")


def in_house(work: Any) -> None:
    """Do ``work`` with the house that the settings describe."""
    from bot.app import open_house

    async def inside() -> None:
        async with open_house(settings()) as house:
            await work(house)

    finish(inside())


if __name__ == "__main__":
    sys.exit(main())

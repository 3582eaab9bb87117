"""What every command stands on: the settings, the house, and bad input answered with one sentence."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.services.house import House

T = TypeVar("T")

BAD_INPUT = 2
COULD_NOT = 1
NO_SENSE = 3


class Problem(click.ClickException):
    """One plain sentence on stderr about bad input: exit code 2."""

    exit_code = BAD_INPUT

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(self.format_message(), err=True, file=file)


class NotNow(Problem):
    """What was asked is right but cannot be done now: exit code 1."""

    exit_code = COULD_NOT


class NoSense(Problem):
    """It makes no sense to try again before somebody has done what the sentence says: exit code 3."""

    exit_code = NO_SENSE


class OneSentence(click.Group):
    """Answers bad input with one sentence and exit code 2, instead of a page of usage."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line and end the process with its exit code."""
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
            sys.stdout.flush()
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
        except BrokenPipeError:
            # Whoever reads it has seen enough. Python would complain of what it still holds back.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(COULD_NOT)
        sys.exit(0)


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end, and turn every error that an operator can mend into a sentence."""
    from bot.app import Ended, Stopped
    from bot.config import BadSettings
    from bot.exports.in_use import CannotWrite, FolderInUse
    from bot.services.files.toml_files import BadFile
    from bot.services.projects import Refused
    from storage.copying import NotEmpty, NotTheSame
    from storage.database import BadDatabaseUrl, DatabaseUnavailable, DatabaseUnreachable
    from storage.key_file import KeyFileError
    from storage.keys import WrongKey
    from storage.ledger_file import LedgerError
    from storage.migrating import MigrationError
    from storage.sealed_file import BadBackup

    try:
        return asyncio.run(work)
    except (
        BadSettings,
        BadFile,
        Refused,
        FolderInUse,
        CannotWrite,
        BadDatabaseUrl,
        KeyFileError,
        WrongKey,
        BadBackup,
        NotEmpty,
        NotTheSame,
        LedgerError,
    ) as problem:
        raise Problem(str(problem)) from None
    except Ended as problem:
        raise NoSense(str(problem)) from None
    except (Stopped, DatabaseUnreachable, DatabaseUnavailable, MigrationError) as problem:
        raise NotNow(str(problem)) from None
    except (click.ClickException, BrokenPipeError):
        raise
    except PermissionError as problem:
        if problem.filename is None:
            raise _fault(problem) from None
        raise Problem(
            f"{problem.filename} cannot be read or written ({problem.strerror}); it must be open to the user "
            "who runs this"
        ) from None
    except KeyboardInterrupt:
        raise NotNow("Stopped.") from None
    except Exception as problem:
        raise _fault(problem) from None


def _fault(problem: Exception) -> NotNow:
    from bot.logs import described

    # Never a trace: an error's message can hold what somebody told.
    return NotNow(
        f"Something in the program went wrong ({described(problem)}). What was stored is safe; "
        "start it again, and report these words if it comes back."
    )


def settings() -> Settings:
    """The settings, with logging set up as they say."""
    from bot import config, logs

    try:
        found = config.from_environment()
    except config.BadSettings as problem:
        raise Problem(str(problem)) from None
    logs.configure(found.log_level, token=found.token)
    return found


async def until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Work until Ctrl-C or SIGTERM; what is under way is brought to its end."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def in_house(work: Callable[[House], Awaitable[None]]) -> None:
    """Do ``work`` with the house of the settings; what it took back is in the erasures file then."""
    from bot.app import open_house

    async def inside() -> None:
        async with open_house(settings()) as house:
            try:
                await work(house)
            finally:
                if house.bells.ledger.rings:
                    await _follow(house)

    finish(inside())


async def _follow(house: House) -> None:
    from bot.services import ledger

    with into_the_erasures_file():
        await ledger.follow(house)


@contextlib.contextmanager
def into_the_erasures_file() -> Iterator[None]:
    """Around what brings the erasures file up to date after something was done; exit code 1 if it cannot."""
    from storage.ledger_file import LedgerError

    try:
        yield
    except (OSError, LedgerError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else problem
        raise NotNow(
            f"It is done, but the erasures file could not be written ({why}): put that right, then run "
            "“in-the-room doctor”, which writes what is missing"
        ) from None

"""Bots in processes of their own. Run as a program this is their nursery.

It imports everything once. Each line of JSON on its standard input asks for one bot: a fork of the
nursery that runs a command, ``run`` as a rule, with the settings it is given. The nursery writes the bot's
process id, and when the bot has ended, how. So a bot starts in a fraction of a second and can be ended often.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NoReturn

import bot.__main__ as command_line
from bot import app, checkup, exporting  # noqa: F401 - imported once, here
from bot.delivery.limiter import Limiter
from bot.services import media
from tests.promises import points
from tests.promises.breaking import BROKEN


def main(prepare: Callable[[], None]) -> None:
    """Serve orders until there are no more. Each bot is made ready by ``prepare``, in its own process."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _live(json.loads(line), prepare)
        print(pid, flush=True)  # noqa: T201 - this is how it answers
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def _live(order: dict[str, Any], prepare: Callable[[], None]) -> NoReturn:
    _apart(order["log"])
    code = 70
    try:
        os.environ.update(order["environment"])
        prepare()
        if order["broken"]:
            BROKEN[order["broken"]]()
        points.place(order["plan"])
        command_line.main(order["arguments"])
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os._exit(code)


def _apart(log: str) -> None:
    """Let go of the nursery's input and output; what the bot says goes to a file of its own."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for old, new in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(old, new)


def hurry() -> None:
    """A file that was left half fetched need not wait for ten minutes, and nobody reads along."""
    module: Any = app
    module.Running = hurried(app.Running)
    media.LEASE = timedelta(seconds=1)


def hurried(kind: type[app.Running]) -> Callable[..., app.Running]:
    """A bot that sends as fast as it goes, whatever its settings say."""

    def made(*given: Any, **named: Any) -> app.Running:
        limiter = Limiter(overall=100_000, per_chat=100_000, burst=100_000)
        return kind(*given, **{**named, "limiter": limiter})

    return made


if __name__ == "__main__":
    main(hurry)

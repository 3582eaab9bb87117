"""What a bot needs at its start, and no more: the rest is loaded when it is needed first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LATER = (
    "PIL",  # pictures that people send
    "apscheduler",  # the hour after the first sweep
    "asyncpg",  # PostgreSQL, where it is used
    "av",  # recordings, and clips for a workshop
    "babel.messages",  # the catalogues are read by bot/i18n/po.py
    "bot.codesign.identifying",  # names in a story that a facilitator prepares
    "bot.exports.folder",  # what is ordered
    "bot.rehearsal",
    "fontTools",
    "openpyxl",
    "pypdf",
    "regex",  # texts that are too long for one message
    "segno",
    "telegram.ext",
    "typst",
    "xlsxwriter",
)


STARTED = """
import bot.__main__
import bot.cli.running
from bot.cli.working import finish

async def work():
    from bot.app import run

finish(work())
"""


def loaded(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after ``code``."""
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", LATER)
def test_each_of_them_would_be_noticed(name: str, everything: set[str]) -> None:
    assert name in everything


@pytest.fixture(scope="module")
def everything() -> set[str]:
    return loaded(f"import {', '.join(LATER)}")


def test_a_bot_that_starts_loads_nothing_that_can_wait() -> None:
    modules = loaded(STARTED)
    assert {"bot.app", "bot.services.conversation"} <= modules
    assert not modules & set(LATER)


def test_help_is_there_without_the_bot() -> None:
    modules = loaded("import bot.__main__")
    assert "click" in modules
    assert not modules & {"telegram", "aiohttp", "msgspec", "cryptography", "bot.app", "storage.database"}

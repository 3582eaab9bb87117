"""Whatever a page tells somebody to type, the program understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from bot.__main__ import main
from tests.docs.pages import ROOT, code_blocks, every_page, read, rows, spans

_TYPED = re.compile(r"(?:^|\s|/)in-the-room((?: +[^\s`|;&]+)+)", re.MULTILINE)
_STEP = re.compile(r"^## \d+\. .*\((\d+) minutes", re.MULTILINE)


def typed(text: str) -> list[list[str]]:
    """The words after ``in-the-room`` wherever it is to be typed."""
    code = [re.sub(r"\s#.*$", "", block, flags=re.MULTILINE) for block in code_blocks(text)]
    lines = [line for each in (*code, *spans(text)) for line in each.splitlines()]
    return [shlex.split(words) for line in lines for words in _TYPED.findall(line)]


def misfit(words: list[str]) -> str | None:
    """What the program would not understand of these words; None when it understands them all."""
    command: click.Command = main
    while isinstance(command, click.Group):
        if not words or words[0].startswith("-"):
            return None
        name, *words = words
        if name not in command.commands:
            return name
        command = command.commands[name]
    known = {"-h", "--help", *(name for option in command.params for name in option.opts)}
    return next((word for word in words if word.startswith("-") and word not in known), None)


@pytest.mark.parametrize("page", every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_is_understood(page: Path) -> None:
    wrong = {" ".join(words): misfit(words) for words in typed(page.read_text(encoding="utf-8"))}
    assert {words: why for words, why in wrong.items() if why} == {}


def test_the_guide_tells_what_to_type() -> None:
    commands = {words[0] for words in typed(read("docs/facilitators.md"))}
    assert {"rehearse", "keys", "project", "doctor", "run", "invite", "revoke", "export"} <= commands


def test_a_wrong_command_is_noticed() -> None:
    assert misfit(["project", "open", "FILE"]) == "open"
    assert misfit(["invite", "p", "patient", "--times", "3"]) == "--times"


def test_the_guide_takes_an_hour() -> None:
    minutes = [int(found) for found in _STEP.findall(read("docs/facilitators.md"))]
    assert len(minutes) >= 8
    assert sum(minutes) <= 60


def test_the_guide_names_every_file_of_an_export() -> None:
    from bot.exports.tables import TABLES

    named = {cells[0].strip("`") for cells in rows(read("docs/facilitators.md"), 2)}
    others = {"READ-ME-FIRST.txt", "stories.json", "tables.json", "actions.json"} | {
        "DATA-DICTIONARY.md",
        "media/",
    }
    assert {table.file for table in TABLES} | others == {
        name for name in named if name.endswith((".csv", ".txt", ".json", ".md", "/"))
    }

"""The health picture on the command line, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from bot.codesign.drift import SIGNS
from tests.commands.conftest import Ended, Shell

KEY = "stroke-afon-teg"


def test_of_a_project_in_which_nobody_told_anything(shell: Shell, project: Path) -> None:
    assert project.is_file()
    shown = shell("health", KEY)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Nobody has told anything yet, so nothing can be said.\n")
    assert "Nothing can be said yet: People who contributed once and heard nothing: 0 of 0" in shown.out


def test_for_programs(shell: Shell, project: Path) -> None:
    assert project.is_file()
    found = json.loads(shell("health", KEY, "--json").out)
    assert found["verdict"] == "nothing_told"
    assert {each["sign"] for each in found["signs"]} == set(SIGNS)
    assert (found["facts"]["from_people"], found["facts"]["reply_days"]) == (0, 14)


def test_a_sponsor_is_invited(shell: Shell, project: Path) -> None:
    assert project.is_file()
    made = shell("invite", KEY, "sponsor")
    assert (made.code, made.err) == (0, "")
    assert "as sponsor." in made.out


def test_another_project_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "there is no project" in refused(shell("health", "nosuch"))
    assert "there is no project" in refused(shell("health", "nosuch", "--json"))

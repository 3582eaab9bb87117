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


def test_a_page_for_the_wall_is_written_once(shell: Shell, project: Path) -> None:
    assert project.is_file()
    made = shell("health", KEY, "--page", "wall.pdf", "--share", "--language", "ar")
    assert (made.code, made.err) == (0, "")
    assert made.out == "The page is in wall.pdf. It says nothing of any one person.\n"
    written = shell.folder / "wall.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert written.stat().st_mode & 0o077 == 0
    before = written.read_bytes()
    again = shell("health", KEY, "--page", "wall.pdf")
    assert (again.code, again.err) == (2, "wall.pdf is there already; name a file that does not exist yet\n")
    assert written.read_bytes() == before


def test_a_page_that_cannot_be_is_refused(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    assert project.is_file()
    assert "there is no folder" in refused(shell("health", KEY, "--page", "nowhere/wall.pdf"))
    assert "there is no project" in refused(shell("health", "nosuch", "--page", "wall.pdf"))
    assert "leave out one of them" in refused(shell("health", KEY, "--json", "--page", "wall.pdf"))
    assert "name a file with --page" in refused(shell("health", KEY, "--share"))
    assert not (shell.folder / "wall.pdf").exists()

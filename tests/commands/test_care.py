"""The commands about reading and safety, as an operator types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.codesign.distress import DEFAULT_WORDS
from tests.commands.conftest import Ended, Shell


def test_the_words_in_use_are_printed_with_where_they_come_from(shell: Shell, project: Path) -> None:
    own = '[distress_words]\nen = ["so lonely"]\ncy = []\n\n[quiet_hours]'
    project.write_text(project.read_text("utf-8").replace("[quiet_hours]", own), encoding="utf-8")
    assert shell("project", "add", str(project)).code == 0
    lines = shell("words", "stroke-afon-teg").out.splitlines()
    assert lines[:3] == ["# en: the project file", "so lonely", "# cy: the project file"]
    assert lines[3:] == ["# ar: the default list", *DEFAULT_WORDS["ar"]]


def test_a_queue_and_a_record_without_anything(shell: Shell, project: Path) -> None:
    assert project.is_file()
    assert shell("queue", "stroke-afon-teg").err.strip() == "Nothing waits."
    assert "Nothing stands in the audit record yet." in shell("audit", "stroke-afon-teg").err
    assert shell("questions", "stroke-afon-teg").err.strip() == "Nobody has asked anything."
    said = shell("questions", "stroke-afon-teg", "--words").err
    assert said.startswith("These are people's words. They are for the team only.")


def test_another_project_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    for command in ("queue", "audit", "words", "questions"):
        assert "there is no project" in refused(shell(command, "nosuch"))

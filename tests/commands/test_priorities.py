"""Themes and priorities on the command line: listed, and a candidate added from a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ended, Shell

GOOD = """
[words]
en = "Let the nights be quiet."
cy = "Gadewch i'r nosweithiau fod yn dawel."
"""


@pytest.fixture
def key(shell: Shell, project: Path) -> str:
    """The short name of the project that is open."""
    del project
    return shell("project", "list").out.split("\t")[0]


def file(shell: Shell, content: str) -> str:
    """A file that describes a candidate."""
    path = shell.folder / "priority.toml"
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_a_candidate_is_added_and_listed(shell: Shell, key: str) -> None:
    added = shell("priority", "add", key, file(shell, GOOD))
    assert (added.code, added.out) == (0, "Candidate 1 is on the list.\n")
    assert "words.ar: the words in “ar” are missing; people will see them in “en”" in added.err
    listed = shell("priorities", key)
    assert listed.out == "1\tcandidate\tLet the nights be quiet.\tNo story yet\n"
    (one,) = json.loads(shell("priorities", key, "--json").out)
    assert one["words"] == {"en": "Let the nights be quiet.", "cy": "Gadewch i'r nosweithiau fod yn dawel."}
    assert (one["state"], one["stories"], one["part_of"]) == ("candidate", [], None)
    assert shell("themes", key) == Ended(0, "", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[words]\ncy = 'Nosweithiau'", "words.en: "),
        ("[words]\nen = ' '", "words.en: "),
        (f"[words]\nen = '{'a' * 301}'", "words.en: "),
        ("[words]\nen = 'Quiet \\u202e nights'".replace("'", '"'), "words.en: "),
        ("theme = 'Nights'\n[words]\nen = 'Nights'", "theme: there is no theme “Nights”"),
        ("stories = [7]\n[words]\nen = 'Nights'", "stories[1]: there is no story 7"),
        ("story = 7\n[words]\nen = 'Nights'", "story: this key is not known here"),
        ("[words", ""),
        ("words = 'Nights'", "words: it is words in quotes"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_added(shell: Shell, key: str, content: str, said: str) -> None:
    ended = shell("priority", "add", key, file(shell, content))
    assert (ended.code, ended.out) == (2, "")
    assert "priority.toml" in ended.err
    assert said in ended.err
    assert "Wanted: " in ended.err
    assert "Traceback" not in ended.err
    assert shell("priorities", key).out == ""


def test_a_project_that_is_not_there(shell: Shell, key: str, refused: Callable[[Ended], str]) -> None:
    del key
    for command in (["themes"], ["priorities"], ["priority", "add"]):
        arguments = ["nowhere", *([file(shell, GOOD)] if "add" in command else [])]
        assert "there is no project 'nowhere'" in refused(shell(*command, *arguments))

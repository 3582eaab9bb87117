"""The commands about updates, as an operator types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Ended, Shell
from tests.media.papers import UNCLEAN, paper
from tests.media.samples import picture

LATER = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%dT12:00:00}"

UPDATE = f"""roles = ["patient", "carer"]
at = {LATER}

[text]
en = "Somebody calls you."
cy = "Bydd rhywun yn eich ffonio."
"""


@pytest.fixture
def key(project: Path, shell: Shell) -> str:
    """The key of the project that is open."""
    return shell("project", "list").out.split("\t")[0]


@pytest.fixture
def written(shell: Shell) -> Callable[[str], str]:
    """Writes a file and gives its path."""

    def write(content: str) -> str:
        path = shell.folder / "update.toml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def test_an_update_is_shown_and_not_sent_to_nobody(
    key: str, shell: Shell, written: Callable[[str], str]
) -> None:
    (shell.folder / "card.jpg").write_bytes(picture())
    shown = 'picture = "card.jpg"\npicture_shows = {en = "A card"}\n' + UPDATE
    tried = shell("update", "send", key, written(shown), "--dry-run")
    assert tried.code == 0
    assert "people will see them in “en”" in tried.err
    assert "For: 0 people, of whom 0 get a message." in tried.out
    assert "en:   Somebody calls you." in tried.out
    assert "en:   [A card]" in tried.out
    assert tried.out.endswith("Nothing was sent.\n")
    refused = shell("update", "send", key, written(UPDATE))
    assert (refused.code, refused.err.splitlines()[-1]) == (
        2,
        "nobody is in this choice of people; “--dry-run” shows how many there are",
    )
    assert shell("update", "list", key).out == ""


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('roles = ["patient", "carer"]', "roles = []", "update.toml:1: roles: it is for nobody. Wanted:"),
        (f"at = {LATER}", "at = 2020-01-01T09:00:00", "update.toml:2: at: that moment has passed. Wanted:"),
        (f"at = {LATER}", "at = 2099-01-01T09:00:00", "update.toml:2: at: that is too far away. Wanted:"),
        (f"at = {LATER}", "round = 4", "update.toml:2: round: there is no round 4. Wanted: nothing here."),
        (f"at = {LATER}", "answered = true", "update.toml:2: answered: it does not say in which round."),
        (f"at = {LATER}", 'touchpoint = "moon"', "update.toml:2: touchpoint: there is no part of care"),
        (f"at = {LATER}", "stories = [7]", "update.toml:2: stories[1]: there is no story 7 to tell about."),
        (f"at = {LATER}", 'languages = ["fr"]', "update.toml:2: languages[1]: “fr” is not a language"),
        (f"at = {LATER}", 'picture = "gone.jpg"', "update.toml:2: picture: it cannot be read"),
        ('en = "Somebody', 'fr = "Somebody', "update.toml:4: text.en: the words in “en” are missing."),
        ("[text]", "colour = 5\n[text]", "update.toml:4: colour: this key is not known here."),
    ],
)
def test_a_bad_file_names_place_and_remedy(
    wrong: str, right: str, sentence: str, key: str, shell: Shell, written: Callable[[str], str]
) -> None:
    assert wrong in UPDATE
    ended: Ended = shell("update", "send", key, written(UPDATE.replace(wrong, right)))
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.err


def test_what_is_no_picture_is_refused(key: str, shell: Shell, written: Callable[[str], str]) -> None:
    (shell.folder / "card.jpg").write_text("a card")
    shown = 'picture = "card.jpg"\npicture_shows = {en = "A card"}\n' + UPDATE
    ended = shell("update", "send", key, written(shown))
    assert ended.code == 2
    assert "update.toml:1: picture: it is no picture that can be opened. Wanted: a JPEG" in ended.err


def test_a_pdf_goes_along_and_one_that_cannot_be_cleaned_is_refused(
    key: str, shell: Shell, written: Callable[[str], str]
) -> None:
    shown = 'picture = "card.pdf"\npicture_shows = {en = "A card"}\n' + UPDATE
    (shell.folder / "card.pdf").write_bytes(paper())
    assert "en:   [A card]" in shell("update", "send", key, written(shown), "--dry-run").out
    (shell.folder / "card.pdf").write_bytes(paper(UNCLEAN["layers"]))
    ended = shell("update", "send", key, written(shown), "--dry-run")
    assert ended.code == 2
    assert (
        "update.toml:1: picture: not everything that hides in this PDF can be taken out. Wanted:" in ended.err
    )


def test_an_update_that_is_not_there_is_refused(key: str, shell: Shell) -> None:
    for command in ("report", "cancel"):
        ended = shell("update", command, key, "7")
        assert (ended.code, ended.out) == (2, "")
        assert "has no update 7; “in-the-room update list" in ended.err

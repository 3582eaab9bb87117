"""The commands about rounds, as an operator types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Ended, Shell

SOON = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%dT20:00:00}"

ROUND = f"""kind = "stories"
roles = ["patient", "carer"]
closes = {SOON}

[text]
en = "How were the first days at home?"
cy = "Sut oedd y dyddiau cyntaf gartref?"
ar = "كيف كانت الأيام الأولى في البيت؟"
"""

OUTCOME = """[decided]
en = "Somebody calls on the second day."
[by]
en = "The design group (example)"
[why]
en = "Most people asked for it."
"""


@pytest.fixture
def key(project: Path, shell: Shell) -> str:
    """The key of the project that is open."""
    return shell("project", "list").out.split("\t")[0]


@pytest.fixture
def written(shell: Shell) -> Callable[[str], str]:
    """Writes a file and gives its path."""

    def write(content: str) -> str:
        path = shell.folder / "file.toml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def test_a_round_is_shown_opened_ended_and_closed(
    key: str, shell: Shell, written: Callable[[str], str]
) -> None:
    tried = shell("round", "open", key, written(ROUND), "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    assert "en: How were the first days at home?" in tried.out
    assert "0 people, of whom 0 are told at once" in tried.out
    assert tried.out.endswith("Nothing was opened.\n")
    assert shell("round", "list", key).out == ""

    assert shell("round", "open", key, written(ROUND)).out.endswith("Round 1 is open.\n")
    assert shell("round", "list", key).out.startswith("1\tstories\topen\t0 of 0\t")
    assert shell("round", "end", key, "1").out == "Round 1 is over. It waits for its outcome.\n"
    assert "\tover\t" in shell("round", "list", key).out
    closed = shell("round", "close", key, "1", written(OUTCOME))
    assert closed.out == "Round 1 is closed.\n"
    assert "people will see them in “en”" in closed.err
    assert "\tclosed\t" in shell("round", "list", key).out


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('kind = "stories"', 'kind = "story"', "file.toml:1: kind: “story” is not possible here. Wanted:"),
        ('roles = ["patient", "carer"]', "roles = []", "file.toml:2: roles: nobody is asked. Wanted:"),
        (f"closes = {SOON}", "closes = 2020-01-01T20:00:00", "file.toml:3: closes: that is too soon"),
        (f"closes = {SOON}", "closes = 20:00:00", "file.toml:3: closes: it is a time without quotes."),
        ('en = "How', 'fr = "How', "file.toml:5: text.en: the words in “en” are missing."),
        ("[text]", "dots = 5\n[text]", "file.toml:5: dots: only a round of votes has this."),
        ("[text]", "colour = 5\n[text]", "file.toml:5: colour: this key is not known here."),
    ],
)
def test_a_bad_file_names_place_and_remedy(
    wrong: str, right: str, sentence: str, key: str, shell: Shell, written: Callable[[str], str]
) -> None:
    assert wrong in ROUND
    ended = shell("round", "open", key, written(ROUND.replace(wrong, right)))
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.err
    assert "Wanted:" in ended.err
    assert shell("round", "list", key).out == ""


def test_votes_need_priorities(
    key: str, shell: Shell, written: Callable[[str], str], refused: Callable[[Ended], str]
) -> None:
    votes = ROUND.replace('"stories"', '"votes"\nmethod = "approval"\npriorities = [7, 9]')
    ended = shell("round", "open", key, written(votes))
    assert ended.code == 2
    assert "priorities[1]: there is no priority 7 to choose." in ended.err


def test_what_cannot_be_is_refused_with_the_remedy(
    key: str, shell: Shell, written: Callable[[str], str], refused: Callable[[Ended], str]
) -> None:
    assert "there is no project 'nowhere'" in refused(shell("round", "list", "nowhere"))
    assert "has no round 3" in refused(shell("round", "end", key, "3"))
    assert shell("round", "open", key, written(ROUND)).code == 0
    again = shell("round", "open", key, written(ROUND))
    assert again.code == 2
    assert "another round of stories is open for some of these people" in again.err
    early = shell("round", "close", key, "1", written(OUTCOME))
    assert early.code == 2
    assert f"“in-the-room round end {key} 1” ends it now" in early.err
    assert shell("round", "end", key, "1").code == 0
    assert "over already" in refused(shell("round", "end", key, "1"))
    assert (
        "by.en: the words in “en” are missing"
        in shell(
            "round",
            "close",
            key,
            "1",
            written(OUTCOME.replace('[by]\nen = "The design group (example)"', "[by]")),
        ).err
    )
    assert shell("round", "close", key, "1", written(OUTCOME)).code == 0
    twice = shell("round", "close", key, "1", written(OUTCOME))
    assert twice.code == 2
    assert "has its outcome already" in twice.err

"""Every decision is numbered, listed, and says what was left aside and what follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS

FOLDER = DOCS / "decisions"
RECORDS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
SECTIONS = ["Context", "Decision", "Left aside", "What follows"]


def listed(index: str) -> list[tuple[str, str, str]]:
    """Number, title and file of every record in the index, in its order."""
    return re.findall(r"^\| (\d{4}) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)


def test_every_record_is_in_the_index_under_its_title() -> None:
    index = listed((FOLDER / "README.md").read_text(encoding="utf-8"))
    titles = [record.read_text(encoding="utf-8").splitlines()[0] for record in RECORDS]
    assert [f"# {number}: {title}" for number, title, _file in index] == titles
    assert [file for _number, _title, file in index] == [record.name for record in RECORDS]


def test_the_numbers_run_on() -> None:
    assert [record.name[:4] for record in RECORDS] == [f"{at:04}" for at in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_says_what_was_left_aside(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    left_aside = text.partition("## Left aside")[2].partition("##")[0]
    assert re.search(r"^- \*\*.+\*\*", left_aside, re.MULTILINE)


def test_a_record_that_is_not_listed_is_noticed() -> None:
    assert len(RECORDS) >= 10
    assert listed("| 0001 | [A](0001-a.md) |\n| x | [B](b.md) |") == [("0001", "A", "0001-a.md")]

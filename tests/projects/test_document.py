"""The page about the project file and the shapes in the code say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from bot.codesign.project import CONSENT_KEYS, Project
from bot.codesign.project_rules import MOST_TOUCHPOINTS, YOUNGEST
from bot.codesign.project_texts import LABEL, LINE, PARAGRAPH, TITLE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "project-file.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def shapes(shape: Any) -> Iterator[type[msgspec.Struct]]:
    """Every struct that a project is made of, each once, in the order of the file."""
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        yield shape
        for field in msgspec.structs.fields(shape):
            yield from shapes(field.type)
    for inside in get_args(shape):
        yield from shapes(inside)


SHAPES = tuple(dict.fromkeys(shapes(Project)))


def tables() -> list[dict[str, str]]:
    """The tables of keys on the page: key to the last column."""
    found = re.findall(r"\| key \| what it is \| needed \|\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE)
    return [dict(re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", rows, re.MULTILINE)) for rows in found]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_part_has_a_table_of_its_keys_and_of_what_is_needed(shape: type[msgspec.Struct]) -> None:
    needed = {field.name: field.required for field in msgspec.structs.fields(shape)}
    assert needed in [{key: column == "yes" for key, column in table.items()} for table in tables()]


def test_nothing_is_explained_that_is_not_there() -> None:
    known = {field.name for shape in SHAPES for field in msgspec.structs.fields(shape)}
    assert {row[0] for row in ROWS} <= known


def test_the_consent_items_are_listed() -> None:
    for key in CONSENT_KEYS:
        assert f"`{key}`" in PAGE


def test_the_limits_are_the_ones_in_the_code() -> None:
    limits = (
        f"{LABEL} on a button, {TITLE} in a title or name, {LINE} in a hint, contact or hours, {PARAGRAPH:,}"
    )
    assert limits in PAGE
    assert f"list, 1 to {MOST_TOUCHPOINTS}, see below" in PAGE
    assert f"in years, {YOUNGEST} to 99" in PAGE


def test_its_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\((\.\./[^)]+)\)", PAGE):
        assert (ROOT / "docs" / link).resolve().is_file(), link

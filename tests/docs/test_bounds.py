"""The page for operators says of every table what bounds it, once."""

from __future__ import annotations

import re
from collections import Counter

from bot.services import housekeeping, receiving, recurring
from storage import pruning
from tests.docs.pages import read
from tests.docs.test_privacy import SQL, tables

PAGE = read("docs/operating.md")
SECTION = PAGE.partition("## Nothing grows for ever")[2].partition("\n## ")[0]
ROWS: list[tuple[str, str]] = re.findall(r"^\| (`.*?) \| (.*) \|$", SECTION, re.MULTILINE)


def named() -> Counter[str]:
    """How often each table stands in the first column."""
    return Counter(table for first, _bound in ROWS for table in re.findall(r"`(\w+)`", first))


def bound_of(table: str) -> str:
    """What the page says about a table."""
    return next(bound for first, bound in ROWS if f"`{table}`" in first)


def test_every_table_stands_there_once_and_no_other() -> None:
    assert named() == Counter(tables(SQL))


def test_the_times_are_those_of_the_program() -> None:
    assert receiving.REMEMBERED.days == 3
    assert "three days" in bound_of("inbox")
    for table, days in (
        ("outbox", housekeeping.SENT_STAYS.days),
        ("orders", housekeeping.ORDERS_STAY.days),
        ("invitations", housekeeping.INVITATIONS_STAY.days),
        ("runs", housekeeping.UNSENT_STAYS.days),
        ("job_slots", recurring.SLOTS_STAY.days),
        ("memberships", housekeeping.INVITED_STAY.days),
    ):
        assert re.search(rf"\b{days}\b", bound_of(table)), table
    assert f"slices of {pruning.SLICE} rows" in " ".join(SECTION.split())

"""Files of rounds and outcomes: every mistake is named with its place and what is wanted instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.codesign.project_rules import stopping
from bot.codesign.round_file import OutcomeFile, RoundFile, outcome_problems, round_problems
from bot.services.files import project_files
from bot.stage import example

PROJECT = project_files.read(example("stroke.toml"))
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
TEXT = dict.fromkeys(PROJECT.languages, "How was it?")
CANDIDATES = {1, 2, 3, 5, 8, 9}


def a_round(**changes: Any) -> RoundFile:
    """A round that can be opened, with these changes."""
    given: dict[str, Any] = {
        "kind": "stories",
        "roles": ("patient",),
        "closes": datetime.fromisoformat("2026-06-08T20:00:00"),
        "text": TEXT,
    }
    return RoundFile(**(given | changes))


def a_vote(**changes: Any) -> RoundFile:
    """A vote that can be opened, with these changes."""
    return a_round(**({"kind": "votes", "method": "approval", "priorities": (1, 5)} | changes))


def paths(file: RoundFile) -> list[str]:
    """The places with which the round cannot open."""
    return [each.path for each in stopping(round_problems(file, PROJECT, NOW, CANDIDATES))]


@pytest.mark.parametrize("file", [a_round(), a_vote(), a_vote(method="dots", dots=5)])
def test_a_good_one_has_no_problem(file: RoundFile) -> None:
    assert list(round_problems(file, PROJECT, NOW, CANDIDATES)) == []


@pytest.mark.parametrize(
    ("file", "path"),
    [
        (a_round(roles=()), "roles"),
        (a_round(roles=("patient", "staff", "patient")), "roles[3]"),
        (a_round(closes=NOW), "closes"),
        (a_round(closes=NOW + timedelta(minutes=59)), "closes"),
        (a_round(closes=NOW + timedelta(days=93)), "closes"),
        (a_round(closes=None), "closes"),
        (a_round(days=7), "days"),
        (a_round(closes=None, days=0), "days"),
        (a_round(closes=None, days=92), "days"),
        (a_round(text={}), "text.en"),
        (a_round(text={**TEXT, "en": "  "}), "text.en"),
        (a_round(text={**TEXT, "en": "x" * 1001}), "text.en"),
        (a_round(text={**TEXT, "cy": "\u202eturned"}), "text.cy"),
        (a_round(method="dots"), "method"),
        (a_round(dots=3), "dots"),
        (a_round(priorities=(1, 2)), "priorities"),
        (a_vote(method=None), "method"),
        (a_vote(method="dots"), "dots"),
        (a_vote(method="dots", dots=21), "dots"),
        (a_vote(dots=3), "dots"),
        (a_vote(priorities=()), "priorities"),
        (a_vote(priorities=(1, 4)), "priorities[2]"),
        (a_vote(priorities=(1, 2, 1)), "priorities[3]"),
    ],
)
def test_a_mistake_is_named(file: RoundFile, path: str) -> None:
    assert paths(file) == [path]


def test_it_is_over_by_the_last_day_of_the_project() -> None:
    for day, wrong in ((7, ["closes"]), (8, [])):
        ending = msgspec.structs.replace(PROJECT, ends_on=date(2026, 6, day))
        assert [each.path for each in round_problems(a_round(), ending, NOW, ())] == wrong


def test_a_planned_round_says_for_how_many_days_it_is_open() -> None:
    for file, wrong in (
        (a_round(closes=None, days=91), []),
        (a_round(), ["closes"]),
        (a_round(closes=None), ["days"]),
        (a_round(days=3), ["closes"]),
    ):
        assert [each.path for each in round_problems(file, PROJECT, NOW, (), planned=True)] == wrong


def test_so_many_days_are_over_by_the_last_day_of_the_project() -> None:
    for day, wrong in ((7, ["days"]), (8, [])):
        ending = msgspec.structs.replace(PROJECT, ends_on=date(2026, 6, day))
        file = a_round(closes=None, days=7)
        assert [each.path for each in round_problems(file, ending, NOW, (), planned=True)] == wrong


def test_a_missing_translation_is_said_and_stops_nothing() -> None:
    found = list(round_problems(a_round(text={"en": "How was it?"}), PROJECT, NOW, ()))
    assert {each.path for each in found} == {f"text.{code}" for code in PROJECT.languages[1:]}
    assert stopping(found) == []


def test_it_closes_by_the_clock_of_the_project() -> None:
    london = ZoneInfo("Europe/London")
    assert a_round().closes_at(NOW, london) == datetime(2026, 6, 8, 19, tzinfo=UTC)
    assert a_round(closes=None, days=7).closes_at(NOW, london) == datetime(2026, 6, 8, 19, tzinfo=UTC)
    elsewhere = datetime(2026, 6, 8, 20, tzinfo=ZoneInfo("Asia/Kolkata"))
    assert a_round(closes=elsewhere).closes_at(NOW, london) == elsewhere


def an_outcome(**changes: Any) -> OutcomeFile:
    """An outcome that can stand, with these changes."""
    return OutcomeFile(**({"decided": TEXT, "by": TEXT, "why": TEXT} | changes))


@pytest.mark.parametrize(
    ("file", "voted_on", "wrong"),
    [
        (an_outcome(), set(), []),
        (an_outcome(why={}), set(), ["why.en"]),
        (an_outcome(chosen=(1,)), set(), ["chosen[1]"]),
        (an_outcome(chosen=(1, 2, 3, 5)), CANDIDATES, []),
        (an_outcome(chosen=(1, 2, 3)), CANDIDATES, ["chosen"]),
        (an_outcome(chosen=(1, 2, 3), number_is_meant=True), CANDIDATES, []),
        (an_outcome(), CANDIDATES, ["chosen"]),
        (an_outcome(chosen=(1, 2, 3, 4)), CANDIDATES, ["chosen[4]"]),
        (an_outcome(chosen=(1, 2, 3, 3)), CANDIDATES, ["chosen[4]"]),
    ],
)
def test_outcomes(file: OutcomeFile, voted_on: set[int], wrong: list[str]) -> None:
    found = stopping(outcome_problems(file, PROJECT, voted_on))
    assert [each.path for each in found] == wrong

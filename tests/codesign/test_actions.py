"""The rules of actions: where one can go, when it can be closed, and the mix of their kinds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.codesign.actions import (
    KINDS,
    STATUSES,
    Action,
    Kind,
    Status,
    Step,
    closes_on,
    in_order,
    may_become,
    mix,
    ways_on,
)

DAY = date(2026, 3, 2)
WORDS = {"en": "Because."}


def step(status: Status, on: date = DAY) -> Step:
    return Step(status, on, WORDS)


def test_every_way_leads_on_from_proposed_and_closed_is_the_end() -> None:
    reached: set[Status] = {"proposed"}
    while more := {to for each in reached for to in ways_on(each)} - reached:
        reached |= more
    assert reached == set(STATUSES)
    assert ways_on("closed") == ()


def test_closed_comes_only_after_done_and_done_only_after_agreed_or_tried() -> None:
    assert [each for each in STATUSES if may_become(each, "closed")] == ["done"]
    assert [each for each in STATUSES if may_become(each, "done")] == ["agreed", "trying"]
    assert not any(may_become(each, each) for each in STATUSES)


def test_a_done_that_is_tried_again_is_a_second_turn() -> None:
    steps = tuple(step(each) for each in ("proposed", "agreed", "done", "trying", "done"))
    action = Action(WORDS, WORDS, steps=steps)
    assert (action.status, action.turn) == ("done", 2)


def test_steps_go_on_in_the_order_of_their_days() -> None:
    before = (step("proposed"), step("agreed", DAY + timedelta(days=3)))
    assert in_order(before, step("done", DAY + timedelta(days=3)))
    assert not in_order(before, step("done", DAY + timedelta(days=2)))


@pytest.mark.parametrize(
    ("asked", "answered", "later"), [(0, 0, 0), (3, 3, 0), (3, 2, 14), (1, 0, 14), (2, 3, 0)]
)
def test_it_is_closed_at_once_only_where_nobody_is_waited_for(asked: int, answered: int, later: int) -> None:
    assert closes_on(DAY, asked, answered, 14) == DAY + timedelta(days=later)


@pytest.mark.parametrize(
    ("kinds", "only_visible"),
    [
        ((), False),
        (("environment",), True),
        (("environment", "information", "information"), True),
        (("environment", "process"), False),
        (("information", "behaviour"), False),
        (("behaviour",), False),
    ],
)
def test_the_mix_warns_where_only_visible_fixes_stand(kinds: tuple[Kind, ...], only_visible: bool) -> None:
    found = mix((kind, "agreed") for kind in kinds)
    assert found.only_visible is only_visible
    assert found.kinds == {kind: kinds.count(kind) for kind in KINDS}


def test_what_is_not_taken_forward_is_no_part_of_the_mix() -> None:
    found = mix([("environment", "done"), ("behaviour", "not_taken_forward")])
    assert found.only_visible
    assert found.kinds["behaviour"] == 0

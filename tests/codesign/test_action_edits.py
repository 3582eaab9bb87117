"""An action in other words: what differs, what matters to those who wait, and what held after each edit."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from bot.codesign.actions import FIELDS, MATTERS, Action, Edit, Field, Wording, differs

DAY = date(2026, 3, 2)
WORDS = {"en": "The bins."}
NOW = Wording(WORDS, {"en": "Ward 4"}, "process", "small", {}, DAY, (4,), 1)
OTHER: dict[Field, object] = {
    "what": {"en": "The lamps."},
    "where": {"en": "Ward 5"},
    "who": {"en": "Estates"},
    "by_when": None,
    "kind": "information",
    "scale": "team",
    "priorities": (),
    "stories": 0,
}


def other(*fields: Field) -> Wording:
    """The same, and these fields otherwise."""
    return msgspec.structs.replace(NOW, **{each: OTHER[each] for each in fields})


def test_the_same_does_not_differ() -> None:
    assert differs(NOW, other()) == ()


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_found_where_it_differs(field: Field) -> None:
    assert differs(NOW, other(field)) == (field,)
    assert Edit(DAY, (field,), NOW).matters is (field in MATTERS)


def test_they_come_in_the_order_in_which_they_are_read() -> None:
    assert differs(NOW, other("scale", "what", "by_when")) == ("what", "by_when", "scale")


def test_after_each_edit_the_day_is_what_the_next_one_found() -> None:
    later, last = date(2026, 4, 1), date(2026, 5, 1)
    second = msgspec.structs.replace(NOW, by_when=later)
    edits = (Edit(DAY, ("by_when",), NOW), Edit(DAY, ("what", "by_when"), second))
    action = Action(WORDS, WORDS, by_when=last, edits=edits)
    assert [action.by_when_after(0), action.by_when_after(1)] == [later, last]


def test_an_action_of_before_there_were_edits_reads_as_it_did() -> None:
    old = b'{"what":{"en":"The bins."},"where":{"en":"Ward 4"}}'
    assert msgspec.json.decode(old, type=Action).edits == ()

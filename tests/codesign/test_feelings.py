"""The feelings on offer: words first, both pleasant and hard."""

from __future__ import annotations

import re

import pytest

from bot.codesign.feelings import FEELINGS, KEYS, Feeling, feeling
from bot.codesign.project_rules import NAME


def test_there_are_enough_to_choose_from_and_few_enough_to_read() -> None:
    pleasant = [one for one in FEELINGS if one.pleasant]
    assert 12 <= len(FEELINGS) <= 14
    assert 5 <= len(pleasant) <= len(FEELINGS) - 5


@pytest.mark.parametrize("one", FEELINGS, ids=lambda one: one.key)
def test_no_picture_stands_alone(one: Feeling) -> None:
    assert re.search(r"[A-Za-z]{2}", one.word.msgid)
    assert one.picture
    assert not one.picture.isalnum()
    assert NAME.fullmatch(one.key)


def test_none_looks_like_another() -> None:
    assert len(KEYS) == len(FEELINGS)
    assert len({one.picture for one in FEELINGS}) == len(FEELINGS)
    assert len({one.word.msgid for one in FEELINGS}) == len(FEELINGS)


def test_a_feeling_is_found_by_its_key() -> None:
    assert [feeling(one.key) for one in FEELINGS] == list(FEELINGS)
    with pytest.raises(KeyError):
        feeling("proud")

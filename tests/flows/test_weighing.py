"""Sharing out dots and putting in order: whatever is pressed, however often, in whatever order."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.actions import ADD, DONE, DROP, SET, offers
from bot.flows.answers import Answer, ChosenSeveral, Shared
from bot.flows.moves import Answered, Aside, Unwelcome, pressed
from bot.flows.weighing import Rank, ShareOut
from tests.flows.asking import EVERY_QUESTION, asking_of, labels, typed, unhurried

SHARE = cast(ShareOut, EVERY_QUESTION["share out"])
RANK = cast(Rank, EVERY_QUESTION["rank"])
KEYS = ("noise", "light", "food")

hostile = st.one_of(
    st.text(max_size=8),
    st.builds("{}{}:{}".format, st.just(SET), st.sampled_from((*KEYS, "tea", "")), st.integers(-3, 1200)),
    st.builds("{}{}".format, st.sampled_from((ADD, DROP, SET, "=")), st.sampled_from((*KEYS, "tea"))),
    st.just(DONE),
)


@pytest.mark.parametrize("question", [SHARE, RANK], ids=["share out", "rank"])
@unhurried
@given(presses=st.lists(hostile, max_size=12))
def test_no_press_makes_a_vote_that_breaks_the_rules(question: ShareOut | Rank, presses: list[str]) -> None:
    draft: Answer | None = None
    for press in presses:
        asking = asking_of(question, draft)
        move = pressed(asking, press)
        if not isinstance(move, Answered):
            continue
        draft = move.answer
        if isinstance(question, ShareOut):
            given_dots = question.given(draft)
            assert set(given_dots) <= set(KEYS)
            assert all(number > 0 for number in given_dots.values())
            assert question.left(draft) >= 0
        else:
            order = question.order(draft)
            assert len(set(order)) == len(order)
            assert set(order) <= set(KEYS)
        if question.accepts(draft):
            assert question.value(draft)
            return


def test_ten_presses_of_one_button_do_what_one_does() -> None:
    for question, button in ((SHARE, f"{SET}light:1"), (RANK, f"{ADD}light"), (RANK, f"{DROP}food")):
        draft: Answer | None = ChosenSeveral(("noise", "food")) if question is RANK else Shared({"noise": 1})
        once: Answer | None = None
        for _time in range(10):
            move = pressed(asking_of(question, draft), button)
            draft = move.answer if isinstance(move, Answered) else draft
            once = once or draft
        assert draft == once


def test_every_button_of_dots_says_what_there_will_be() -> None:
    assert labels(asking_of(SHARE, Shared({"noise": 2}))) == {
        "Number 1: one dot less": "#noise:1",
        "Number 1: one dot more": "#noise:3",
        "Number 2: one dot more": "#light:1",
        "Number 3: one dot more": "#food:1",
        "Done": "!done",
        "Back": "!back",
        "Stop for now": "!stop",
        "I need help now": "!help",
    }


def test_with_no_dots_left_there_is_nothing_to_give_and_it_is_said() -> None:
    asking = asking_of(SHARE, Shared({"noise": 3}))
    assert [label for label in labels(asking) if "more" in label] == []
    assert pressed(asking, f"{SET}light:1") is Unwelcome.NO_DOTS
    assert typed(asking, "2") is Unwelcome.NO_DOTS


def test_nothing_given_is_no_answer() -> None:
    for question in (SHARE, RANK):
        assert DONE not in labels(asking_of(question)).values()
        assert pressed(asking_of(question), DONE) is Unwelcome.STALE
        assert not question.accepts(Shared(done=True))
        assert not question.accepts(ChosenSeveral(done=True))


@pytest.mark.parametrize("words", ["2", "light", " Light! ", "٢", "Number 2: one dot more"])
def test_naming_an_option_gives_it_a_dot(words: str) -> None:
    assert typed(asking_of(SHARE), words) == Answered(Shared({"light": 1}))
    assert typed(asking_of(SHARE, Shared({"noise": 1})), "1") == Answered(Shared({"noise": 2}))


@pytest.mark.parametrize("words", ["2", "light", "Number 2 comes next"])
def test_naming_an_option_puts_it_next(words: str) -> None:
    assert typed(asking_of(RANK, ChosenSeveral(("food",))), words) == Answered(
        ChosenSeveral(("food", "light"))
    )


@pytest.mark.parametrize("words", ["4", "0", "half the light", "more"])
def test_what_names_nothing_is_kept_aside(words: str) -> None:
    for question in (SHARE, RANK):
        assert isinstance(typed(asking_of(question), words), Aside)


def test_coming_back_finds_everything_as_it_was() -> None:
    assert SHARE.reopened(Shared({"food": 2}, done=True)) == Shared({"food": 2})
    assert RANK.reopened(ChosenSeveral(("food", "noise"), done=True)) == ChosenSeveral(("food", "noise"))


def test_what_is_no_longer_on_offer_is_no_longer_counted() -> None:
    assert SHARE.left(Shared({"tea": 3})) == 3
    assert RANK.order(ChosenSeveral(("tea", "food", "food"))) == ("food",)
    rows = offers(asking_of(RANK, ChosenSeveral(("tea",))), pausable=False)
    assert DONE not in {offer.action for row in rows for offer in row}

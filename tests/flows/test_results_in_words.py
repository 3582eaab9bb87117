"""Whatever people voted, the words that people read hold no small number and none that was not rounded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.ballots import METHODS, Ballot, Method, Ranking, Rules, Vote
from bot.codesign.results import Result, to_keep
from bot.codesign.rounds import ROLES, Ask, Candidate
from bot.flows import result_for_people, result_for_team
from bot.i18n.texts import Text
from bot.i18n.translator import SHIPPED_LANGUAGES
from tests.codesign.voting import DOTS, ballots_of
from tests.flows.asking import TRANSLATOR
from tests.flows.examples import words

NAMES = tuple("abcdefg")
a_few = settings(deadline=None, max_examples=20)
"""Counting a whole vote takes its time."""


def asked(method: Method) -> Ask:
    """A vote on seven candidates whose names hold no digit."""
    known = tuple(Candidate(each, at, words(f"Candidate {each}")) for at, each in enumerate(NAMES, 1))
    return Ask(words("What first?"), ROLES, 0, method, known, DOTS if method == "dots" else 0)


@st.composite
def cast(draw: st.DrawFn, method: Method) -> tuple[Result, Vote]:
    """Some people of three roles vote; their result, and the vote of one more."""
    votes: dict[str, list[Vote]] = {
        role: draw(st.lists(ballots_of(NAMES, method), max_size=9)) for role in ROLES
    }
    could = {role: len(own) + draw(st.integers(0, 3)) for role, own in votes.items()}
    paper = {role: draw(st.integers(0, len(own))) for role, own in votes.items()}
    rules = Rules(method, NAMES, DOTS if method == "dots" else 0)
    return to_keep(votes, rules, could, paper), draw(ballots_of(NAMES, method))


def said(texts: tuple[Text, ...], language: str = "en") -> str:
    """The texts as they are read, without invisible marks."""
    rendered = "\n".join(TRANSLATOR.render(text, language) for text in texts)
    return rendered.translate({0x2068: None, 0x2069: None})


PLACES = re.compile(r"^\d+\. |place \d+|Place \d+|places? \d+", re.MULTILINE)
ROUNDED = re.compile(r"[Aa]bout (\d+)(?! times? in 10)")
TENTHS = re.compile(r"about \d+ times? in 10")


@pytest.mark.parametrize("method", METHODS)
@a_few
@given(data=st.data())
def test_people_are_told_no_number_that_was_not_rounded(method: Method, data: st.DataObject) -> None:
    result, _vote = data.draw(cast(method))
    read = said(result_for_people.pages(asked(method), result, None))
    assert all(int(number) % 5 == 0 and int(number) >= 10 for number in ROUNDED.findall(read))
    rest = ROUNDED.sub("", TENTHS.sub("", PLACES.sub("", read)))
    assert set(re.findall(r"\d+", rest)) <= {"8"}, "only “fewer than 8” is left"


@pytest.mark.parametrize("method", METHODS)
@a_few
@given(data=st.data())
def test_an_order_so_far_holds_no_number_of_votes(method: Method, data: st.DataObject) -> None:
    result, _vote = data.draw(cast(method))
    places = {each.candidate: each.place for each in result.standings}
    read = said((result_for_people.so_far(asked(method), places),))
    assert set(re.findall(r"\d+", PLACES.sub("", read))) == {"8"}


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
@a_few
@given(data=st.data())
def test_every_result_can_be_read_by_everybody(method: Method, language: str, data: st.DataObject) -> None:
    result, vote = data.draw(cast(method))
    for pages in (
        result_for_people.pages(asked(method), result, Ballot(vote)),
        result_for_team.pages(asked(method), result),
    ):
        read = said(pages, language)
        assert read.strip()
        assert not re.search(r"[{}]", read), "a blank that was not filled in"
    if any(each.parts for each in result.standings):
        assert all(
            f"Candidate {each}" in said(result_for_team.pages(asked(method), result)) for each in NAMES
        )


@pytest.mark.parametrize(
    ("phones", "paper", "told"),
    [
        (12, 9, "About 10 of them voted on paper."),
        (0, 9, "About 10 of them voted on paper."),
        (12, 7, None),
        (7, 9, None),
        (9, 0, None),
    ],
)
def test_how_many_voted_on_paper_is_told_where_it_shows_no_small_number(
    phones: int, paper: int, told: str | None
) -> None:
    vote: Vote = Ranking(("a",))
    cast = {"patient": [vote] * (phones + paper)}
    result = to_keep(cast, Rules("ranking", NAMES), {"patient": 30}, {"patient": paper})
    read = said((result_for_people.turnout(result),))
    assert (told in read) if told else ("paper" not in read)
    exact = said((result_for_team.turnout(result.turnout),))
    assert (f"{paper} of the votes are from paper." in exact) is (paper > 0)

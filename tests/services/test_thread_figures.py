"""The figure in a thread is the one that people get with the result: small numbers stay hidden in it."""

from __future__ import annotations

from typing import cast

import pytest

from bot.codesign.ballots import Dots, Rules
from bot.codesign.results import Result, to_keep
from bot.i18n.translator import SOURCE_LANGUAGE, Translator
from bot.services.rounds.rounds import Round
from bot.services.thread import priority_steps
from bot.services.votes import vote_results

RULES = Rules("dots", ("quiet", "tea"), 3)


def figure(monkeypatch: pytest.MonkeyPatch, result: Result, candidate: str) -> str | None:
    """What a thread says of a candidate of a vote with this result."""
    monkeypatch.setattr(vote_results, "frozen", lambda _round: result)
    found = priority_steps._figure(cast("Round", object()), candidate)
    return None if found is None else Translator().render(found, SOURCE_LANGUAGE)


def of(*votes: Dots) -> Result:
    """The result of these votes, all by patients."""
    return to_keep({"patient": list(votes)}, RULES, {"patient": len(votes)})


def test_dots_are_rounded_and_few_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    result = of(*[Dots({"quiet": 2, "tea": 1})] * 21)
    assert figure(monkeypatch, result, "quiet") == "about 40 dots"
    assert figure(monkeypatch, result, "tea") == "about 20 dots"
    # A number that has to be hidden takes the others with it.
    few = of(*[Dots({"quiet": 3})] * 20, Dots({"quiet": 1, "tea": 2}))
    assert figure(monkeypatch, few, "quiet") is None
    assert figure(monkeypatch, few, "tea") is None


def test_of_few_votes_no_figure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert figure(monkeypatch, of(*[Dots({"quiet": 3})] * 4), "quiet") is None
    assert figure(monkeypatch, of(), "quiet") is None
    assert figure(monkeypatch, of(*[Dots({"quiet": 3})] * 10), "another") is None

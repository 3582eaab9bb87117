"""Contexts of the conversations about suggestions, themes and priorities. Everybody in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.codesign.provenance import in_words
from bot.flows.answers import Answer, ChosenSeveral
from bot.flows.coding import CodingContext, MarkedQuote
from bot.flows.priorities import CandidateView, NamedStory, NamedTheme, PrioritiesContext
from bot.flows.proposals import Listed, ProposalContext
from bot.flows.suggesting import ProposeContext, Suggestion, SuggestionsContext
from bot.flows.themes import ThemesContext, ThemeView
from bot.i18n.texts import Day
from bot.services.contexts import pseudonym
from tests.flows.examples import TITLE, TOUCHPOINTS, words

DUE = Day(date(2027, 1, 19))

LANGUAGES = (("en", "English"), ("cy", "Cymraeg"), ("ar", "العربية"))

QUIET = words("Let the nights be quiet.", "Gadewch i'r nosweithiau fod yn dawel.", "لتكن الليالي هادئة.")


def proposing() -> ProposeContext:
    """What somebody who suggests a priority is told."""
    return ProposeContext(TITLE)


def suggestion(number: int, **changes: Any) -> Suggestion:
    """Something somebody suggested; ``changes`` say how it stands."""
    known: dict[str, Any] = {
        "number": number,
        "words": "Let the nights be quiet.",
        "standing": "proposed",
        "hears_by": DUE,
        "can_change": True,
    }
    return Suggestion(**known | changes)


def suggestions() -> SuggestionsContext:
    """One suggestion for every way that it can stand."""
    decided = {"can_change": False}
    return SuggestionsContext(
        (
            suggestion(1),
            suggestion(2, words="Ask us before you move us from one ward to another.", standing="candidate"),
            suggestion(
                3, words="Tea at six.", standing="declined", reason="Tea has moved to six.", **decided
            ),
            suggestion(4, words="Darkness.", standing="merged", part_of=QUIET, **decided),
            suggestion(5, words="A clock.", standing="chosen", **decided),
            suggestion(6, words="A radio.", standing="not_chosen", **decided),
            suggestion(7, words="A plant.", standing="withdrawn", reason="Not on this ward.", **decided),
            suggestion(8, words="A lamp.", standing="candidate", changed="A lamp for each bed."),
            suggestion(9, words="A chair.", standing="candidate", reason="The new words name somebody."),
        )
    )


THEMES = (NamedTheme(1, "Noise at night"), NamedTheme(3, "Waiting without a word"))

TOLD_BY = (
    NamedStory(1, pseudonym("patient", 1)),
    NamedStory(2, pseudonym("carer", 1)),
    NamedStory(4, pseudonym("staff", 1)),
)


def candidates(**changes: Any) -> PrioritiesContext:
    """Two candidates, and what they can come from."""
    known: dict[str, Any] = {
        "candidates": (
            CandidateView(1, QUIET, in_words({"patient": 1, "carer": 1}), (2,), (1,), LANGUAGES, False),
            CandidateView(2, words("One handover"), in_words({}), (), (), LANGUAGES[1:], False),
            CandidateView(3, words("Tea"), in_words({"staff": 1}), (4,), (), LANGUAGES, True),
        ),
        "languages": LANGUAGES,
        "themes": THEMES,
        "stories": TOLD_BY,
    }
    return PrioritiesContext(**known | changes)


def linked(context: PrioritiesContext) -> dict[str, Answer]:
    """What is ticked beforehand: where each candidate comes from now."""
    given: dict[str, Answer] = {}
    for each in context.candidates:
        given[f"themes.{each.number}"] = ChosenSeveral(tuple(map(str, each.themes)))
        given[f"stories.{each.number}"] = ChosenSeveral(tuple(map(str, each.stories)))
    return given


def themes(**changes: Any) -> ThemesContext:
    """Two themes, one with something to quote."""
    known: dict[str, Any] = {
        "themes": (
            ThemeView(
                1,
                "Noise at night",
                in_words({"patient": 1, "carer": 1}),
                (1, 2),
                ("The bins were emptied at four.",),
            ),
            ThemeView(3, "Waiting without a word", in_words({}), (), ()),
        ),
        "stories": TOLD_BY[2:] + TOLD_BY[:2],
        "languages": LANGUAGES,
    }
    return ThemesContext(**known | changes)


def coding(**changes: Any) -> CodingContext:
    """A story with one quote, of which more may be quoted."""
    known: dict[str, Any] = {
        "story": 1,
        "teller": pseudonym("patient", 1),
        "touchpoints": tuple((point.id, point.name) for point in TOUCHPOINTS),
        "told": None,
        "found": ("the-night",),
        "themes": THEMES,
        "chosen": (1,),
        "sentences": ("It was loud.", "The bins were emptied at four.", "كان الليل طويلا."),
        "quotes": (MarkedQuote("5a2c", "The bins were emptied at four.", "Noise at night"),),
    }
    return CodingContext(**known | changes)


def proposal(**changes: Any) -> ProposalContext:
    """A suggestion as the team reads it."""
    known: dict[str, Any] = {
        "number": 4,
        "proposer": pseudonym("carer", 2),
        "words": "Let the nights be quiet.",
        "days": 3,
        "hears_by": DUE,
        "waiting": 2,
        "languages": LANGUAGES[1:],
        "others": (Listed(1, words("Dark rooms at night", "Ystafelloedd tywyll")), Listed(2, QUIET)),
    }
    return ProposalContext(**known | changes)

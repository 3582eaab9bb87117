"""Contexts of the conversations about suggestions, themes and priorities. Everybody in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.flows.proposals import Listed, ProposalContext
from bot.flows.suggesting import ProposeContext, Suggestion, SuggestionsContext
from bot.i18n.texts import Day
from bot.services.contexts import pseudonym
from tests.flows.examples import TITLE, words

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


def proposal(**changes: Any) -> ProposalContext:
    """A suggestion as the team reads it."""
    known: dict[str, Any] = {
        "number": 4,
        "proposer": pseudonym("carer", 2),
        "words": "Let the nights be quiet.",
        "days": 3,
        "waiting": 2,
        "languages": LANGUAGES[1:],
        "others": (Listed(1, words("Dark rooms at night", "Ystafelloedd tywyll")), Listed(2, QUIET)),
    }
    return ProposalContext(**known | changes)

"""Contexts of the conversations in which a facilitator enters for somebody without a phone."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.flows.assisting import taken_line
from bot.flows.assisting_changes import ConsentsForContext, LeavingForContext
from bot.flows.assisting_entries import RatingForContext, StoryForContext, VoteForContext
from bot.flows.assisting_people import PersonContext, WhoContext
from bot.flows.assisting_told import ToldContext, Waiting
from bot.flows.assisting_wording import WordingForContext
from bot.flows.home import Entry
from bot.flows.wording import Pair
from bot.i18n.texts import Quote, _
from bot.services.contexts import pseudonym
from tests.flows import examples, vote_examples

TODAY = date(2026, 11, 28)
WHO = pseudonym("patient", 4)


def whom(before: int = 3) -> WhoContext:
    """Whom something is entered for, in a project of three languages."""
    languages = examples.choosing_language().languages
    return WhoContext(examples.joining(), languages, TODAY, before)


def somebody(**changes: Any) -> PersonContext:
    """Somebody with a story entered, and a round open to them."""
    given: dict[str, Any] = {
        "membership": "m4",
        "called": WHO,
        "code": "K 17",
        "before": (
            _("{what}: {how}", what=_("what they agree to"), how=taken_line("paper", TODAY)),
            _("{what}: {how}", what=_("a story"), how=taken_line("telephone", date(2026, 11, 27))),
        ),
        "entries": (
            Entry("story:", _("A story")),
            Entry("ratings:2", _("How the care felt (round {number})", number=2)),
            Entry("consents:", _("What they agree to")),
            Entry("leaving:", _("Stop, or erase what they told")),
        ),
    }
    return PersonContext(**(given | changes))


def a_story() -> StoryForContext:
    """A story of somebody."""
    return StoryForContext(WHO, TODAY, examples.telling())


def ratings() -> RatingForContext:
    """How the care felt to somebody."""
    return RatingForContext(WHO, TODAY, "r1", examples.rating())


def a_vote() -> VoteForContext:
    """A vote of somebody."""
    return VoteForContext(WHO, TODAY, "r1", vote_examples.voting("approval"))


def consents() -> ConsentsForContext:
    """What somebody agrees to, who speaks Welsh."""
    return ConsentsForContext("m4", WHO, "cy", TODAY, examples.CONSENT)


def leaving(*, left: bool = False) -> LeavingForContext:
    """Somebody who may want to stop."""
    return LeavingForContext("m4", WHO, left)


def wording() -> WordingForContext:
    """The wording of somebody's story, which waits for a yes or a no."""
    told = Quote("Nurse Kelly held my hand at 3 am.")
    return WordingForContext(WHO, TODAY, 3, "w3", (Pair("p1", told, "A nurse held my hand at night."),))


def waiting_story() -> ToldContext:
    """The teller of a story, who waits to hear."""
    return ToldContext("story", 3, (Waiting(WHO, "K 17", "s3"),))


def waiting_votes() -> ToldContext:
    """Two who voted on paper, and wait to hear what came of it."""
    people = (Waiting(WHO, "K 17", "b1"), Waiting(pseudonym("carer", 2), "K 20", "b2"))
    return ToldContext("ballot", 2, people)

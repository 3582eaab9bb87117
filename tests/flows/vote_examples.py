"""Contexts to vote in, and a result to read. Every priority and everybody is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.codesign.ballots import Ballot, Method, Ranking, Rules, Vote
from bot.codesign.results import Result, to_keep
from bot.codesign.rounds import Ask, Candidate
from bot.codesign.story import Part
from bot.flows import result_for_people, result_for_team
from bot.flows.vote import VoteContext
from bot.flows.vote_result import SpokenReason, VoteResultContext
from bot.i18n.texts import Day, Moment, _
from tests.flows.examples import words

ENDS = _(
    "{day} at {time}", day=Day(date(2027, 3, 1)), time=Moment(datetime(2027, 3, 1, 20, tzinfo=UTC), "UTC")
)

CANDIDATES = (
    Candidate("p-quiet", 3, words("A quiet night", "Noson dawel", "ليلة هادئة"), {"patient": 4, "carer": 3}),
    Candidate(
        "p-told",
        5,
        words("Being told what comes next", "Cael gwybod beth sydd nesaf"),
        {"others": 5},
        "carer",
    ),
    Candidate("p-light", 8, words("Light that can be dimmed", "Golau y gellir ei bylu"), {}),
    Candidate(
        "p-home", 9, words("A call after going home", "Galwad ar ôl mynd adref"), {"staff": 6}, "patient"
    ),
)

TEXT = words("Which of these should we work on first?", "Pa un ddylem ni ei wneud gyntaf?", "بماذا نبدأ؟")


def voting(method: Method, **changes: Any) -> VoteContext:
    """Somebody who lets words and voice be kept votes on four candidates."""
    given: dict[str, Any] = {
        "round": "r1",
        "number": 2,
        "text": TEXT,
        "method": method,
        "candidates": CANDIDATES,
        "ends": ENDS,
        "allowed": ("text", "voice"),
        "dots": 5 if method == "dots" else 0,
        "pairs": (("p-quiet", "p-told"), ("p-home", "p-light"), ("p-told", "p-home"))
        if method == "pairs"
        else (),
    }
    return VoteContext(**(given | changes))


ASK = Ask(TEXT, ("patient", "carer", "staff"), 1, "ranking", CANDIDATES)


def _ranked(*order: str) -> Vote:
    return Ranking(tuple(f"p-{each}" for each in order))


def result() -> Result:
    """Nineteen people ranked: staff and patients alike, carers the other way round."""
    return to_keep(
        {
            "patient": [_ranked("quiet", "told")] * 6 + [_ranked("told", "quiet", "home")] * 2,
            "carer": [_ranked("light", "home")] * 3,
            "staff": [_ranked("quiet", "told", "light")] * 8,
        },
        Rules("ranking", tuple(each.id for each in CANDIDATES)),
        {"patient": 12, "carer": 4, "staff": 9},
    )


def for_somebody() -> VoteResultContext:
    """A patient reads the result and finds their own vote in it."""
    mine = Ballot(_ranked("told", "quiet"), (Part("p1", "text", 1, "I lay awake."),))
    return VoteResultContext(result_for_people.pages(ASK, result(), mine))


def for_the_team() -> VoteResultContext:
    """A facilitator reads it, and hears why."""
    spoken = SpokenReason("f1", "voice", "m1", _("[{kind}]", kind=_("Voice message")))
    return VoteResultContext(result_for_team.pages(ASK, result()), (spoken,), team=True)


def still_open() -> VoteResultContext:
    """Too few have voted to show an order."""
    return VoteResultContext((result_for_people.so_far(ASK, None),))

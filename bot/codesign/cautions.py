"""What has to be said out loud beside a result, so that nobody reads more out of it than there is.

Sources: fewer than four or more than six (Point of Care Foundation, EBCD toolkit); agreement that is too easy
(:mod:`bot.codesign.agreement`); the rest follows from who voted. docs/voting.md gives each to its readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from bot.codesign import agreement, turnout
from bot.codesign.balance import Votes
from bot.codesign.ballots import Rules
from bot.codesign.rounds import FEWEST_CHOSEN, MOST_CHOSEN
from bot.codesign.scores import backs
from bot.codesign.turnout import Turnout

Caution: TypeAlias = Literal[
    "nobody_voted",
    "too_few_votes",
    "low_turnout",
    "role_missing",
    "too_easy",
    "no_clear_cut",
    "fewer_than_four",
    "more_than_six",
]
"""What is said beside a result, in this order."""


def cautions(
    votes: Votes, rules: Rules, by_role: Sequence[Turnout], majorities: int, cuts: Sequence[int]
) -> tuple[Caution, ...]:
    """What to say of these votes; ``majorities`` candidates have one, and ``cuts`` part no equals."""
    if not turnout.voted(by_role):
        return ("nobody_voted",)
    backed = [
        frozenset(each for each in rules.candidates if backs(vote, each, rules))
        for own in votes.values()
        for vote in own
    ]
    found: dict[Caution, bool] = {
        "low_turnout": turnout.is_low(by_role),
        "role_missing": bool(turnout.silent(by_role)),
        "too_easy": agreement.is_easy(backed, {each.role: each.voted for each in by_role}),
        "no_clear_cut": len(rules.candidates) > FEWEST_CHOSEN and not cuts,
        "fewer_than_four": majorities < FEWEST_CHOSEN,
        "more_than_six": majorities > MOST_CHOSEN,
    }
    return tuple(caution for caution, holds in found.items() if holds)

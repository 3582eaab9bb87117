"""Voting, and reading what came of it."""

from __future__ import annotations

from tests.flows import vote_examples
from tests.flows.scenarios.scenario import Scenario

VOTES = {
    "vote-dots": Scenario(
        "vote",
        vote_examples.voting("dots"),
        """
        [Number 1: one dot more] 10 times at once
        [Number 1: one dot more]
        [Number 4: one dot more]
        4
        9
        [Number 1: one dot less] 10 times at once
        [Number 2: one dot more]
        [Number 2: one dot more]
        1
        [Done]
        I lay awake every night.
        [Change: my dots]
        [Number 2: one dot less]
        [Done]
        [Cast my vote]
        """,
    ),
    "vote-dots-in-short": Scenario(
        "vote",
        vote_examples.voting("dots", allowed=()),
        """
        [Number 3: one dot more]
        [Done]
        [Cast my vote]
        """,
    ),
    "vote-approval": Scenario(
        "vote",
        vote_examples.voting("approval"),
        """
        [I agree]
        [I do not agree]
        [Back]
        [Pass: I cannot or do not want to say]
        [I agree]
        [I do not agree]
        (voice)
        [Change: number 4]
        [I agree]
        [Cast my vote]
        """,
    ),
    "vote-ranking": Scenario(
        "vote",
        vote_examples.voting("ranking"),
        """
        [Number 2 comes next] 10 times at once
        [Number 4 comes next]
        [Number 1 comes next]
        [Take back the last one] 10 times at once
        Light that can be dimmed
        [Done]
        [Skip this]
        [Cast my vote]
        """,
    ),
    "vote-pairs": Scenario(
        "vote",
        vote_examples.voting("pairs"),
        """
        [The second]
        [I cannot choose]
        [The first]
        [Skip this]
        [Change: pair 1]
        [The first]
        [Cast my vote]
        """,
    ),
    "vote-pairs-enough": Scenario(
        "vote",
        vote_examples.voting("pairs", allowed=()),
        """
        [The first]
        [That is enough. I stop choosing here]
        [Cast my vote]
        """,
    ),
    "vote-result": Scenario("vote_result", vote_examples.for_somebody(), "6 x [Go on]\n[Back to the menu]"),
    "vote-result-for-the-team": Scenario(
        "vote_result", vote_examples.for_the_team(), "4 x [Go on]\n[Back to the menu]"
    ),
    "vote-result-too-early": Scenario("vote_result", vote_examples.still_open(), "[Back to the menu]"),
}

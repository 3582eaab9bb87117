"""Rating the pathway, and the team asking for the map."""

from __future__ import annotations

from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario

RATINGS = {
    "rate": Scenario(
        "rate",
        examples.rating(),
        """
        [😀 Very good]
        [😌 Calm]
        [Done]
        They knew my name.
        [😢 Very bad]
        [🧍 Alone]
        [🚪 In the way]
        [Done]
        (voice)
        [It did not happen to me]
        [Send it to the team]
        """,
    ),
    "rate-skip-back-and-change": Scenario(
        "rate",
        examples.rating(),
        """
        [Skip this]
        [Back]
        [🙂 Good]
        [Back]
        [😐 Neither good nor bad]
        [None of these]
        It was loud, and nobody minded.
        skip this
        [🙁 Bad]
        [😟 Worried]
        [Done]
        [Skip this]
        [Change: Going home]
        [🙂 Good]
        [✓ 😟 Worried]
        [None of these]
        A nurse rang me.
        [Change: Arriving]
        [🙁 Bad]
        [None of these]
        [Done]
        [Send it to the team]
        """,
    ),
    "rate-without-words": Scenario(
        "rate",
        examples.rating(allowed=()),
        """
        I want to tell you something.
        [🙁 Bad]
        [None of these]
        2 x [Skip this]
        [Send it to the team]
        """,
        {"agreed": frozenset({"take_part"})},
    ),
    "low-points": Scenario(
        "low_points",
        examples.low_points(),
        """
        [The night]
        """,
    ),
    "low-points-not-now": Scenario(
        "low_points",
        examples.low_points(),
        """
        [Not now]
        """,
    ),
    "read-comment": Scenario(
        "read_comment",
        examples.comment(),
        """
        [Yes, show it]
        [I have read it. Next one]
        """,
    ),
    "read-comment-and-worry": Scenario(
        "read_comment",
        examples.comment(hard_feelings=(), files=(), missing=1),
        """
        [Yes, show it]
        [I am worried about somebody's safety]
        """,
    ),
    "read-comment-not-now": Scenario("read_comment", examples.comment(), "[Not now]"),
    "map": Scenario(
        "map",
        examples.asking_for_map(),
        """
        [Round 2, until Monday, 1 February 2027]
        [Back]
        [Round 1, until Tuesday, 19 January 2027]
        [To share: small numbers hidden]
        [A page for the wall (PDF, A3)]
        """,
    ),
    "map-of-all-roles-together": Scenario(
        "map",
        examples.asking_for_map(together=True),
        """
        [All roles together, each from its newest round]
        [To share: small numbers hidden]
        [In words]
        """,
    ),
    "map-of-the-only-round": Scenario(
        "map",
        examples.asking_for_map(rounds=examples.asking_for_map().rounds[:1]),
        """
        [In words]
        """,
    ),
}

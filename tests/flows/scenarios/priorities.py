"""Suggesting a priority, what became of it, and what the team does with it."""

from __future__ import annotations

from tests.flows import priority_examples as examples
from tests.flows.scenarios.scenario import Scenario

TOO_LONG = "A quiet night. " * 21

PRIORITIES = {
    "propose": Scenario(
        "propose",
        examples.proposing(),
        """
        Let the nights be quite.
        [Change the words]
        Let the nights be quiet.
        [Send it to the team]
        """,
    ),
    "propose-too-long": Scenario(
        "propose",
        examples.proposing(),
        f"""
        {TOO_LONG.strip()}
        (voice)
        [Take away the last part]
        A quiet night.
        [Do not send it]
        """,
    ),
    "my-suggestions-in-other-words": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [2: Ask us before you move us from one ward…]
        [Change the words]
        Ask us before you move us.
        """,
    ),
    "my-suggestions-taken-back": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [1: Let the nights be quiet.]
        [Take it back]
        [No, keep it]
        """,
    ),
    "my-suggestions-decided": Scenario(
        "my_suggestions",
        examples.suggestions(),
        """
        [3: Tea at six.]
        [Back]
        [4: Darkness.]
        [Back]
        [5: A clock.]
        [Back]
        [6: A radio.]
        [Back]
        [7: A plant.]
        [Back]
        [8: A lamp.]
        [Back]
        [9: A chair.]
        [Leave it as it is]
        """,
    ),
    "proposals-taken-up": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Take it up as a candidate]
        Gadewch i'r nosweithiau fod yn dawel.
        [Skip this]
        """,
    ),
    "proposals-part-of-another": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Make it part of another candidate]
        [1: Dark rooms at night]
        """,
    ),
    "proposals-declined": Scenario(
        "proposals",
        examples.proposal(others=(), waiting=1),
        """
        [Do not take it up, with a reason]
        The ward has quiet hours since May. Please tell us if they do not help.
        [Send it]
        """,
    ),
    "proposals-new-words": Scenario(
        "proposals",
        examples.proposal(earlier="Quiet nights.", days=1),
        """
        [The new words can stand]
        [Skip this]
        [Skip this]
        """,
    ),
    "proposals-later": Scenario(
        "proposals",
        examples.proposal(),
        """
        [Later. Show the next one]
        """,
    ),
}

"""Joining, and agreeing again."""

from __future__ import annotations

from bot.flows.answers import Chosen
from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario

HAS_READ = {
    "answers": {
        f"read.{page}": Chosen("on")
        for page in (
            "welcome",
            "what-happens",
            "not-a-helpline",
            "readers",
            "limits",
            "telegram",
            "responsible",
        )
    }
}
"""For conversations that begin where another one was left, once everything was read."""

JOINING = {
    "join-agrees-to-all": Scenario(
        "join",
        examples.joining(),
        """
        7 x [Go on]
        [Yes, that is right]
        [Yes, I am]
        7 x [Yes, I agree]
        [Large print]
        [Done]
        """,
    ),
    "join-declines-some": Scenario(
        "join",
        examples.joining(),
        """
        [Yes, that is right]
        [Yes, I am]
        2 x [Yes, I agree]
        [No, I do not agree]
        no
        [Back]
        No.
        2 x [Yes, I agree]
        [No, I do not agree]
        [I need nothing special]
        """,
        HAS_READ,
    ),
    "join-declines-to-take-part": Scenario(
        "join",
        examples.joining(),
        """
        [Yes, that is right]
        [Yes, I am]
        [No, I do not agree]
        [No, ask me again]
        [No, I do not agree]
        [Yes, that is right]
        """,
        HAS_READ,
    ),
    "join-slips-and-goes-on": Scenario(
        "join",
        examples.joining(consent=examples.TWO_CONSENTS, format_needs=()),
        """
        [No, that is not me]
        [No, ask me again]
        [Yes, that is right]
        [No, I am not]
        no
        [Yes, I am]
        [No, I do not agree]
        [Back]
        2 x [Yes, I agree]
        """,
        HAS_READ,
    ),
    "join-too-young": Scenario(
        "join",
        examples.joining(
            minimum_age=16, parental_authorisation=examples.words("Under 18? Ask a parent to write to us.")
        ),
        """
        [Yes, that is right]
        [No, I am not]
        yes
        """,
        HAS_READ,
    ),
    "join-not-my-role": Scenario(
        "join",
        examples.joining(role="carer"),
        """
        [No, that is not me]
        [Yes, that is right]
        """,
        HAS_READ,
    ),
    "join-asks-for-help-and-stops": Scenario(
        "join",
        examples.joining(research=True),
        """
        what is this?
        [I need help now]
        next
        [Stop for now]
        <Go on>
        """,
        {"agreed": frozenset()},
    ),
    "join-as-facilitator": Scenario(
        "join_as_facilitator",
        examples.joining(role="facilitator"),
        """
        2 x [Go on]
        [I promise]
        """,
    ),
    "join-as-facilitator-declines": Scenario(
        "join_as_facilitator",
        examples.joining(role="facilitator"),
        """
        2 x [Go on]
        [No, I do not want to join]
        [Yes, that is right]
        """,
    ),
    "agree-again": Scenario(
        "agree_again",
        examples.agreeing(),
        """
        [Go on]
        [Yes, I agree]
        [No, I do not agree]
        """,
    ),
    "agree-again-declines": Scenario(
        "agree_again",
        examples.agreeing(),
        """
        [Go on]
        [No, I do not agree]
        [No, ask me again]
        [No, I do not agree]
        [Yes, that is right]
        """,
    ),
    "join-agrees-to-all-in-welsh": Scenario(
        "join",
        examples.joining(),
        """
        7 x <Go on>
        [Yes, that is right]
        <Yes, I am>
        7 x <Yes, I agree>
        <I need nothing special>
        """,
        {"language": "cy"},
    ),
}

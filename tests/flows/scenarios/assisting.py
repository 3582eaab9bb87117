"""A facilitator enters for somebody without a phone, and tells them what became of it."""

from __future__ import annotations

from tests.flows import assisting_examples as examples
from tests.flows.scenarios.scenario import Scenario

ASSISTING = {
    "assisting-somebody-new": Scenario(
        "assisting",
        examples.whom(),
        """
        [For somebody new]
        [patient]
        [Cymraeg]
        [Yes, they know it]
        [Yes, they are]
        [They agree]
        [They agree]
        [They agree]
        [They do not agree]
        [They agree]
        [They do not agree]
        [They do not agree]
        Somebody with a very long name
        K 17
        [On paper]
        [On an earlier day]
        the third
        31/11/2026
        3/11/2026
        [Change: what they say to 4]
        [They agree]
        [Yes, keep it]
        """,
    ),
    "assisting-somebody-who-does-not-take-part": Scenario(
        "assisting",
        examples.whom(before=0),
        """
        [For somebody new]
        [carer or family member]
        [English]
        [No, not yet]
        [Ask me again]
        [Yes, they know it]
        [No, they are not]
        [No, ask me again]
        [Yes, they are]
        [They do not agree]
        [Yes, that is right]
        """,
    ),
    "assisting-somebody-from-before": Scenario(
        "assisting",
        examples.whom(),
        """
        [For somebody from before]
        k17
        """,
    ),
    "assisting-person": Scenario("assisting_person", examples.somebody(), "[A story]"),
    "assisting-story": Scenario(
        "assisting_story",
        examples.a_story(),
        """
        [Spoken, on the telephone]
        [Yesterday]
        [The night]
        They took my teeth out and nobody said when I get them back.
        (photo)
        [Done]
        [🧍 Alone]
        [Done]
        3 x [Skip this]
        [Nothing more: the team only]
        [Send it to the team]
        """,
    ),
    "assisting-rate": Scenario(
        "assisting_rate",
        examples.ratings(),
        """
        [On paper]
        [Today]
        [😢 Very bad]
        [🧍 Alone]
        [Done]
        They shouted.
        [It did not happen to me]
        [Skip this]
        [Send it to the team]
        """,
    ),
    "assisting-vote": Scenario(
        "assisting_vote",
        examples.a_vote(),
        """
        [Yes, they agree]
        [Spoken, in person]
        [Today]
        [I agree]
        [I do not agree]
        [Pass: I cannot or do not want to say]
        [I agree]
        [Skip this]
        [Cast my vote]
        """,
    ),
    "assisting-vote-that-is-not-to-be-seen": Scenario(
        "assisting_vote",
        examples.a_vote(),
        """
        [No, or I have not asked]
        [That is right]
        """,
    ),
    "assisting-consents": Scenario(
        "assisting_consents",
        examples.consents(),
        """
        [Spoken, on the telephone]
        [Today]
        [They do not agree]
        [No, ask me again]
        [They agree]
        [They do not agree]
        5 x [They agree]
        """,
    ),
    "assisting-erase": Scenario(
        "assisting_leaving",
        examples.leaving(),
        """
        [Erase everything about them]
        [No, ask me again]
        [Erase everything about them]
        [Yes, erase everything]
        """,
    ),
    "assisting-come-back": Scenario(
        "assisting_leaving", examples.leaving(left=True), "[They want to take part again]"
    ),
    "assisting-wording": Scenario(
        "assisting_wording",
        examples.wording(),
        """
        [They say yes, like this]
        [Spoken, on the telephone]
        [Today]
        """,
    ),
    "assisting-told-by-letter": Scenario(
        "assisting_told", examples.waiting_story(), "[I wrote them a letter]"
    ),
    "assisting-told-of-a-round": Scenario(
        "assisting_told",
        examples.waiting_votes(),
        """
        [carer or family member 2, code K 20]
        [Done]
        [I told them on the telephone]
        """,
    ),
}

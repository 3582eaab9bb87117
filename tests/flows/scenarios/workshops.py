"""Workshops: told, looked after, read and answered."""

from __future__ import annotations

from bot.codesign.audience import Reach
from tests.flows import workshop_examples as workshops
from tests.flows.scenarios.scenario import Scenario

WORKSHOPS = {
    "tell-workshop": Scenario(
        "tell_workshop",
        workshops.telling(),
        """
        [Saturday, 16 January 2027]
        three
        3
        0
        5
        Lights out at ten.
        Nights were told of most.
        [Priority 2: Quiet after ten]
        [Yes, there is more]
        One leaflet for all.
        The two say different things.
        [To none of these]
        [No, that was all]
        (photo)
        [Done]
        [No, nobody can be recognised]
        Yellow notes in four rows.
        [Yes, write it]
        Goleuadau i ffwrdd am ddeg.
        [Skip this]
        Un daflen i bawb.
        [Skip this]
        Nodiadau melyn.
        [2 weeks]
        [Change: why (2)]
        Two leaflets say different things.
        [Yes, go on]
        [Tuesday, 19 January 2027, 09:00, at the latest]
        """,
    ),
    "tell-workshop-at-once-without-photos": Scenario(
        "tell_workshop",
        workshops.telling(subjects=(), times=(), languages=workshops.LANGUAGES[:1]),
        """
        [Today, Sunday, 17 January 2027]
        1
        1
        1
        Lights out at ten.
        Nights were told of most.
        [No, that was all]
        [Skip this]
        [1 week]
        [Yes, go on]
        """,
    ),
    "tell-workshop-not": Scenario(
        "tell_workshop",
        workshops.telling(subjects=(), languages=workshops.LANGUAGES[:1]),
        """
        [Today, Sunday, 17 January 2027]
        1
        1
        1
        Lights out at ten.
        Nights were told of most.
        [No, that was all]
        (photo)
        [Done]
        [Leave the photos out]
        [1 week]
        [Do not tell it]
        """,
    ),
    "tell-workshop-to-nobody": Scenario("tell_workshop", workshops.telling(reach=Reach(0, 0)), ""),
    "workshops-none": Scenario("workshops", workshops.desk(), "[Tell what happened in the workshop]"),
    "workshops": Scenario(
        "workshops",
        workshops.desk(workshops.over(number=3), workshops.shown(answered=2), begun=True),
        """
        [Workshop 2]
        [Back]
        [Workshop 3: 1 new answer]
        [Tell those who answered what comes of it]
        """,
    ),
    "workshops-planned": Scenario(
        "workshops",
        workshops.desk(workshops.shown("planned")),
        """
        [Workshop 2]
        [Take it back]
        [Yes, take it back]
        """,
    ),
    "workshops-taken-back": Scenario(
        "workshops",
        workshops.desk(workshops.shown("cancelled")),
        """
        [Workshop 2]
        [Back to the workshops]
        """,
    ),
    "correct-workshop": Scenario(
        "correct_workshop",
        workshops.correcting(),
        """
        [Decision 2]
        One leaflet for everybody.
        2 x [Skip this]
        [Skip this]
        [Change why: Cymraeg]
        Mae dwy daflen.
        [Yes, correct it]
        """,
    ),
    "correct-workshop-not": Scenario(
        "correct_workshop",
        workshops.correcting(decisions=workshops.WORKSHOP.decisions[:1], opened=0, answered=0),
        """
        4 x [Skip this]
        [Leave it as it was]
        """,
    ),
    "workshop-answers": Scenario("workshop_answers", workshops.answers(), "[Show what was before]"),
    "reply-to-workshop": Scenario(
        "reply_to_workshop",
        workshops.reply(),
        """
        Lights go out at eleven on Saturdays.
        [Skip this]
        [Send it]
        """,
    ),
    "read-workshop": Scenario(
        "read_workshop",
        workshops.reading(),
        """
        [Say what I think]
        [I see it differently]
        [I agree]
        Ten is too early for some.
        [Change what you think of decision 2]
        [I cannot say]
        [Send it to the team]
        """,
    ),
    "read-workshop-i-was-there": Scenario("read_workshop", workshops.reading(), "[I was there]"),
    "read-workshop-anew": Scenario(
        "read_workshop",
        workshops.reading(answered=True, allowed=()),
        """
        [Say it anew]
        [I agree]
        [I agree]
        [Do not send it]
        """,
    ),
    "read-workshop-when-it-is-over": Scenario(
        "read_workshop", workshops.reading(until=None), "[Nothing more]"
    ),
}

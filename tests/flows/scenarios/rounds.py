"""Rounds: on the menus, opened, looked after, closed, and what people hear of them."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.rounds import LENGTHS, OPENS_IN, Candidate, Outcome, Role
from bot.flows.asks import announcement
from bot.flows.closing import ClosingContext
from bot.flows.home import Entry
from bot.flows.opening import OpeningContext, People
from bot.flows.outcomes import Heard, OutcomesContext
from bot.flows.rounds import PlanShown, RoundsContext, RoundShown
from bot.i18n.texts import Day, Own, _, n_
from tests.flows import examples
from tests.flows.examples import words
from tests.flows.scenarios.scenario import Scenario

LANGUAGES = (("en", "English"), ("cy", "Cymraeg"))
ASKED = words("How do you sleep here?", "Sut ydych chi'n cysgu yma?")
VOTE = words("What should change first?")

QUIET = Candidate(
    id="p1", number=1, words=words("Quiet after ten", "Tawelwch ar ôl deg"), origin={"patient": 4}
)
LIGHT = Candidate(id="p2", number=2, words=words("Less light at night"), origin={"carer": 3})
NAMES = Candidate(id="p4", number=4, words=words("Say who is on duty"), origin={"staff": 3})

PEOPLE: dict[Role, People] = {"patient": People(5, 4), "carer": People(2, 2), "staff": People(1, 0)}

OPENING = OpeningContext(
    languages=LANGUAGES,
    kinds=("stories", "votes"),
    people={"stories": PEOPLE, "ratings": PEOPLE, "votes": PEOPLE},
    candidates=(QUIET, LIGHT, NAMES),
)

OUTCOME = Outcome(
    decided=words("The ward is quiet from ten.", "Mae'r ward yn dawel o ddeg."),
    by=words("The design group (example)"),
    why=words("Most people said that they could not sleep."),
    chosen=("p1",),
)

CLOSING = ClosingContext(
    number=2,
    text=ASKED,
    languages=LANGUAGES,
    taken_part=_("{answered} of {asked} have taken part.", answered=4, asked=7),
)

DESK = RoundsContext(
    rounds=(
        RoundShown(
            2, "votes", "over", VOTE, n_("over for {n} day", "over for {n} days", 3), {"staff": 4}, {}
        ),
        RoundShown(
            3,
            "stories",
            "open",
            ASKED,
            n_("{n} day left", "{n} days left", 5),
            {"patient": 5, "carer": 2},
            {"patient": 3},
        ),
        RoundShown(
            1, "votes", "closed", VOTE, _("closed"), {"staff": 4}, {"staff": 3}, OUTCOME, (QUIET, LIGHT)
        ),
    ),
    begun=False,
)

HEARD = Heard(
    number=1,
    closed_on=Day(date(2027, 1, 19)),
    text=VOTE,
    result=(_("Only a few people told a story in this time. Each story is read."),),
    outcome=OUTCOME,
    candidates=(QUIET, LIGHT),
)

PUT_OFF = PlanShown(
    "p-1", "stories", ASKED, ("patient",), Day(date(2027, 1, 26)), 14, opens_in=OPENS_IN, lengths=LENGTHS
)
TOO_LONG = msgspec.structs.replace(
    PUT_OFF,
    opens_in=(),
    lengths=(3, 7),
    too_long=_(
        "It would be open until {day}, and the last day of the project is {last}.",
        day=Day(date(2027, 2, 9)),
        last=Day(date(2027, 2, 5)),
    ),
)

ROUNDS = {
    "home-with-rounds": Scenario(
        "home",
        examples.at_home(
            entries=(Entry("round:2", _("Vote")), Entry("result:", _("What came of what you were asked"))),
            asks=(
                announcement(Own(VOTE), n_("{n} day left", "{n} days left", 2), answered=False, number=2),
                announcement(Own(ASKED), n_("{n} hour left", "{n} hours left", 2), answered=True, number=3),
            ),
        ),
        """
        [Vote]
        """,
    ),
    "team-with-a-round-that-waits": Scenario(
        "team",
        examples.team_at_work(
            entries=(
                Entry("outcome:2", _("Write the outcome of round {number}", number=2)),
                Entry("rounds:", _("Rounds")),
            ),
            overdue_outcomes=(
                _(
                    "Round {number} waits for its outcome: {age}.",
                    number=2,
                    age=n_("over for {n} day", "over for {n} days", 3),
                ),
            ),
        ),
        """
        [Write the outcome of round 2]
        """,
    ),
    "rounds-ended-early": Scenario(
        "rounds",
        DESK,
        """
        [Round 3]
        [End it now]
        [Back]
        [End it now]
        [Yes, end it]
        """,
    ),
    "rounds-left-open": Scenario(
        "rounds",
        DESK,
        """
        [Round 3]
        [End it now]
        [No, leave it open]
        """,
    ),
    "rounds-outcome": Scenario(
        "rounds",
        DESK,
        """
        [Round 2: waits for its outcome]
        [Write the outcome]
        """,
    ),
    "rounds-closed-one": Scenario(
        "rounds",
        DESK,
        """
        [Round 1]
        [Back to the rounds]
        """,
    ),
    "rounds-planned-and-taken-back": Scenario(
        "rounds",
        RoundsContext(
            (),
            begun=False,
            plans=(PlanShown("p-1", "stories", ASKED, ("patient", "carer"), Day(date(2027, 1, 26)), 14),),
        ),
        """
        [Planned for Tuesday, 26 January 2027]
        [Back]
        [Planned for Tuesday, 26 January 2027]
        [Take the plan back]
        """,
    ),
    "rounds-planned-and-put-off": Scenario(
        "rounds",
        RoundsContext((), begun=False, plans=(PUT_OFF,)),
        """
        [Planned for Tuesday, 26 January 2027]
        [Open it on another day]
        [In 1 week]
        """,
    ),
    "rounds-planned-for-too-long": Scenario(
        "rounds",
        RoundsContext((), begun=False, plans=(TOO_LONG,)),
        """
        [Planned for Tuesday, 26 January 2027]
        [Change: how long]
        [1 week]
        """,
    ),
    "open-round-later": Scenario(
        "open_round",
        OPENING,
        """
        [Stories]
        [Patients: 5]
        [Done]
        [2 weeks]
        How do you sleep here?
        [Skip this]
        [Open it on a later day]
        [Back]
        [Open it on a later day]
        [In 1 week]
        """,
    ),
    "rounds-none-yet": Scenario(
        "rounds",
        RoundsContext((), begun=True),
        """
        [Go on with the round you began]
        """,
    ),
    "open-round-of-stories": Scenario(
        "open_round",
        OPENING,
        """
        [Stories]
        [Patients: 5]
        [Carers and family: 2]
        [Done]
        [2 weeks]
        How do you sleep here?
        Sut ydych chi'n cysgu yma?
        [Change: how long]
        [3 days]
        [Open it now]
        """,
    ),
    "open-round-of-votes": Scenario(
        "open_round",
        OPENING,
        """
        [A vote on priorities]
        [Dots: share out a few dots]
        [5 dots]
        [Priority 1]
        done
        [Priority 4]
        [Done]
        [Staff: 1]
        [Done]
        [1 week]
        What should change first?
        [Skip this]
        [Change: what they vote on]
        [Priority 2]
        [Done]
        [Open it now]
        """,
    ),
    "open-round-with-too-many-words": Scenario(
        "open_round",
        OpeningContext(LANGUAGES[:1], ("stories",), OPENING.people),
        f"""
        [Stories]
        [Patients: 5]
        [Done]
        [6 weeks]
        {"All that you can say about sleep. " * 40}
        How do you sleep here?
        [Change the words: English]
        How did you sleep here?
        [Open it now]
        """,
    ),
    "close-round": Scenario(
        "close_round",
        CLOSING,
        """
        The ward is quiet from ten.
        Mae'r ward yn dawel o ddeg.
        The design group (example)
        [Skip this]
        Most people said that they could not sleep.
        [Skip this]
        [Change why: English]
        Nearly everybody said that they could not sleep.
        [Write it down and close the round]
        """,
    ),
    "close-round-of-votes": Scenario(
        "close_round",
        ClosingContext(2, VOTE, LANGUAGES[:1], CLOSING.taken_part, candidates=(QUIET, LIGHT, NAMES)),
        """
        [Priority 1]
        [Done]
        [Choose again]
        [Priority 2]
        [Done]
        [Yes, that is what we decided]
        The ward is quiet and dark from ten.
        The design group (example)
        Most people said that they could not sleep.
        [Change: what is chosen]
        [✓ Priority 2]
        [Done]
        [Yes, that is what we decided]
        [Write it down and close the round]
        """,
    ),
    "outcomes": Scenario(
        "outcomes",
        OutcomesContext((HEARD,)),
        """
        [Back to the menu]
        """,
    ),
    "outcomes-of-several-rounds": Scenario(
        "outcomes",
        OutcomesContext((HEARD, Heard(2, HEARD.closed_on, ASKED, (), OUTCOME))),
        """
        [Number 2 (Tuesday, 19 January 2027)]
        [Back]
        [Number 1 (Tuesday, 19 January 2027)]
        [Back to the menu]
        """,
    ),
    "outcomes-older-ones": Scenario("outcomes", OutcomesContext((HEARD,), 10, older=True), "[Older ones]"),
    "outcomes-newest-ones": Scenario("outcomes", OutcomesContext((HEARD,), 10), "[The newest ones]"),
}

"""What the team owes: listed, answered, and in the way of asking something new."""

from __future__ import annotations

from bot.flows.owed import HeldBackContext, OwedContext, OwedLine
from bot.services.contexts import pseudonym
from tests.flows.scenarios.scenario import Scenario

FAY = pseudonym("facilitator", 1)

STORY = OwedLine("story", 3, pseudonym("patient", 2), FAY, overdue=True, days=4)
SUGGESTION = OwedLine("suggestion", 5, pseudonym("carer", 1), None, overdue=True, days=0)
BALLOTS = OwedLine("ballot", 2, pseudonym("patient", 1), FAY, overdue=True, days=1, people=14)
QUESTION = OwedLine("question", 7, pseudonym("staff", 1), FAY, overdue=False, days=6)
MESSAGE = OwedLine("for_workshop", 8, pseudonym("patient", 4), FAY, overdue=False, days=9)
OBJECTION = OwedLine("objection", 1, pseudonym("carer", 3), FAY, overdue=False, days=0)

OVERDUE = HeldBackContext((STORY, SUGGESTION, BALLOTS), more=2)

OWED = {
    "owed": Scenario(
        "owed",
        OwedContext((STORY, SUGGESTION, BALLOTS, QUESTION, OBJECTION, MESSAGE), more=3),
        """
        [Write the outcome of round 2]
        """,
    ),
    "owed-nothing": Scenario(
        "owed",
        OwedContext(()),
        """
        [Back to the team's menu]
        """,
    ),
    "held-back-and-answered-first": Scenario(
        "held_back",
        OVERDUE,
        """
        [Answer story 3]
        """,
    ),
    "held-back-and-asked-all-the-same": Scenario(
        "held_back",
        OVERDUE,
        """
        [Ask all the same, and say why]
        The workshop is tomorrow.
        """,
    ),
    "held-back-and-left": Scenario(
        "held_back",
        OVERDUE,
        """
        [Not now]
        """,
    ),
}

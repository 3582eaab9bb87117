"""The health picture: as the team reads it, as everybody does, and what a sponsor reads beside it."""

from __future__ import annotations

from typing import Any

from bot.codesign.drift import Facts
from bot.codesign.drift_for_people import for_people
from bot.codesign.drift_verdict import VERDICT_WORDS, verdict
from bot.codesign.drift_words import signs
from bot.flows.decisions import DecisionsContext, WaitingDecision
from bot.flows.health import HealthContext, SharedHealthContext, reason
from bot.flows.home import Entry
from bot.i18n.texts import Day, Own, _
from bot.services.contexts import pseudonym
from tests.codesign import drift_examples as drift
from tests.flows import examples
from tests.flows.scenarios.scenario import Scenario


def picture(facts: Facts, **changes: Any) -> HealthContext:
    """The picture of a project as facilitators read it."""
    owed = Entry("owed:", _("See what we owe"))
    return HealthContext(
        title=examples.TITLE,
        verdict=VERDICT_WORDS[verdict(facts)],
        signs=signs(facts),
        reasons=tuple(
            reason(Day(each.day), pseudonym("facilitator", each.by), each.reason) for each in facts.overrides
        ),
        ways=changes.get("ways", {"in_time": owed, "unheard": owed, "overrides": owed}),
    )


def shared(facts: Facts) -> SharedHealthContext:
    """The same as everybody reads it."""
    return SharedHealthContext(examples.TITLE, for_people(facts), "01632 960003")


WAITS = WaitingDecision(
    _(
        "What comes of round {number}, which asked: {asked}",
        number=2,
        asked=Own({"en": "How were the nights?"}),
    ),
    pseudonym("facilitator", 1),
    12,
)

NOBODY: dict[str, Any] = {"agreed": frozenset()}

HEALTH = {
    "health": Scenario("health", picture(drift.HEALTHY), "2 x [Go on]\n[Back to the team's menu]"),
    "health-as-a-page": Scenario(
        "health",
        picture(drift.HEALTHY),
        """
        [As a picture or a page]
        [Back]
        [As a picture or a page]
        [To share: it says nothing of any one person]
        [A page for the wall (PDF, A3)]
        """,
    ),
    "health-of-a-consultation": Scenario("health", picture(drift.CONSULTATION), "[See what we owe]"),
    "health-just-begun": Scenario("health", picture(drift.JUST_BEGUN, ways={}), "[Back to the team's menu]"),
    "health-with-overrides": Scenario(
        "health", picture(drift.WITH_OVERRIDES), "[Go on]\n[Back to the team's menu]"
    ),
    "shared-health": Scenario("shared_health", shared(drift.HEALTHY), "2 x [Go on]\n[Back to the menu]"),
    "shared-health-of-a-consultation": Scenario(
        "shared_health", shared(drift.CONSULTATION), "[Go on]\n[Back to the menu]"
    ),
    "decisions": Scenario(
        "decisions", DecisionsContext(examples.TITLE, (WAITS,), 3), "[Back to the menu]", NOBODY
    ),
    "decisions-none": Scenario(
        "decisions", DecisionsContext(examples.TITLE, ()), "[Back to the menu]", NOBODY
    ),
    "join-as-sponsor": Scenario(
        "join_as_facilitator", examples.joining(role="sponsor"), "2 x [Go on]\n[I promise]", NOBODY
    ),
}

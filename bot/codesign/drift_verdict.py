"""What the signs of drift come to, in one sentence that calls consultation by its name.

The co- word on what is not co-design is among the field's own critiques (doi 10.1017/9781009237024); so the
picture says it where the signs say it, and says as plainly when it is too early to say anything.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from bot.codesign.drift import Facts, levels
from bot.i18n.texts import Text, _

Verdict: TypeAlias = Literal[
    "nothing_told", "too_early", "unanswered", "undecided_by_people", "drifting", "codesign"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

HARDLY_ANY = Fraction(1, 4)
"""Of what should have been answered: below this, with long silence beside it, people hear nothing back."""

VERDICT_WORDS: dict[Verdict, Text] = {
    "nothing_told": _("Nobody has told anything yet, so nothing can be said."),
    "too_early": _("It is too early: nobody who told something has to have heard back by now."),
    "unanswered": _("People are asked and hear nothing back: this is consultation, not co-design."),
    "undecided_by_people": _(
        "People hear back, but no priority and no action comes from what they told: "
        "this is consultation, not co-design."
    ),
    "drifting": _(
        "People are heard here, and the project slips towards consultation. Act on what comes first."
    ),
    "codesign": _("People hear back, and what they tell leads somewhere: this is co-design."),
}


def verdict(facts: Facts) -> Verdict:
    """Return what the signs come to.

    *Unanswered*: something was due and nothing was answered; or less than a quarter was, and people have
    heard nothing for twice the time they were promised. *Undecided by people*: answers come, but of all
    priorities and actions none traces to a story or a suggestion.
    """
    if not facts.from_people:
        return "nothing_told"
    if not facts.due:
        return "too_early"
    found = levels(facts)
    if not facts.answered or (found["silence"] == "act" and facts.answered < HARDLY_ANY * facts.due):
        return "unanswered"
    decided = facts.priorities + facts.actions
    if decided and not facts.priorities_traced + facts.actions_traced:
        return "undecided_by_people"
    return "drifting" if "act" in found.values() else "codesign"

"""How a workshop is put: what people read of it, and what came back, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.codesign.balance import FEWEST_OF_A_ROLE, OTHERS
from bot.codesign.rounds import ROLES
from bot.codesign.workshops import Decision, Stance, View, Views, Workshop, differ
from bot.flows.asks import PEOPLE
from bot.flows.update_words import Named, subject_line
from bot.i18n.texts import Day, Own, Text, _, lines, n_

STANCE_NAMES: dict[Stance, Text] = {
    "agree": _("I agree"),
    "differ": _("I see it differently"),
    "unsure": _("I cannot say"),
}

GROUPS: dict[str, Text] = {
    **{str(role): people for role, people in PEOPLE.items()},
    OTHERS: _("People of small groups together"),
}


def title(number: int) -> Text:
    """What the telling of a workshop is called in a list."""
    return _("What was decided in workshop {number}", number=number)


def told(
    workshop: Workshop, subjects: Iterable[Named], until: Day | None, corrected: Day | None = None
) -> Text:
    """A workshop as those read it who were not there; ``until``: the last day to say something to it."""
    named = {each.subject: each for each in subjects}
    there = [PEOPLE[role] for role in ROLES if workshop.present.get(role)]
    missing = [PEOPLE[role] for role in ROLES if not workshop.present.get(role)]
    return lines(
        _("The team tells you what a workshop on {day} decided.", day=Day(workshop.held_on)),
        lines(_("Who was in the room:"), *there, gap=0) if there else None,
        lines(_("Nobody was there of:"), *missing, gap=0) if missing and there else None,
        *(
            decision_lines(position, each, named.get(each.about) if each.about else None)
            for position, each in enumerate(workshop.decisions, start=1)
        ),
        _("The team has corrected this on {day}.", day=corrected) if corrected else None,
        _("Were you not there? You can say what you think until {day}.", day=until) if until else None,
        _("It is put beside what was decided in the room.") if until else None,
    )


def decision_lines(position: int, decision: Decision, about: Named | None) -> Text:
    """One decision with its reason and what it belongs to."""
    return lines(
        _("Decision {number}: {what}", number=position, what=Own(decision.what)),
        _("Why: {why}", why=Own(decision.why)),
        _("It belongs to: {subject}", subject=subject_line(about)) if about else None,
        gap=0,
    )


def present_lines(workshop: Workshop) -> Text:
    """How many people of each role were there, for the team alone."""
    return lines(
        _("In the room:"),
        *(
            _("{people}: {number}", people=PEOPLE[role], number=workshop.present.get(role, 0))
            for role in ROLES
        ),
        gap=0,
    )


def view_lines(of_decision: Sequence[View]) -> Text:
    """What people who were not in the room say to one decision, group by group."""
    return lines(
        _("People who were not in the room:"),
        *(
            _(
                "{people}: {agree} agree, {differ} see it differently, {unsure} cannot say.",
                people=GROUPS.get(each.group, GROUPS[OTHERS]),
                agree=each.agree,
                differ=each.differ,
                unsure=each.unsure,
            )
            for each in of_decision
        ),
        _("More of them see it differently than agree. Make room for that.") if differ(of_decision) else None,
        gap=0,
    )


def answered_line(views: Views | None, answered: int) -> Text:
    """How many said something, and from when on what they said is shown."""
    if views is None:
        return lines(
            n_(
                "{n} person who was not in the room has said something so far.",
                "{n} people who were not in the room have said something so far.",
                answered,
            ),
            _("What they think is counted when the time to answer is over, so that it sways nobody."),
        )
    return lines(
        n_(
            "{n} person who was not in the room said something.",
            "{n} people who were not in the room said something.",
            views.answered,
        ),
        _(
            "They are fewer than {fewest}, so there are no figures. Their words you can read.",
            fewest=FEWEST_OF_A_ROLE,
        )
        if 0 < views.answered < FEWEST_OF_A_ROLE
        else None,
    )

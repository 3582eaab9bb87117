"""Contexts of the conversations about actions. Everybody in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from bot.codesign.actions import Action, Edit, Status, Step, Wording, mix
from bot.codesign.difference import CHANGE, Again, Difference, counted
from bot.codesign.provenance import in_words
from bot.codesign.story import Part
from bot.flows.action_answers import AnswersContext, PersonAnswered
from bot.flows.action_words import Shown, seen_to_by
from bot.flows.answers import Answer, ChosenSeveral, Told
from bot.flows.changes import ChangesContext, ChangeView, OwnContext
from bot.flows.difference import DifferenceContext, PointAsked, difference_lines
from bot.flows.editing_action import EditContext
from bot.flows.priorities import NamedStory
from bot.flows.proposals import Listed
from bot.flows.stepping import StepContext
from bot.flows.team_actions import ActionsContext, ActionView, Somebody
from bot.flows.writing_action import WriteContext
from bot.i18n.texts import Day, lines
from bot.services.contexts import pseudonym
from tests.flows.examples import TOUCHPOINTS, words
from tests.flows.priority_examples import LANGUAGES, QUIET

TODAY = date(2027, 1, 19)
BINS = words(
    "The bins are emptied after eight.", "Caiff y biniau eu gwagio ar ôl wyth.", "تُفرغ السلال بعد الثامنة."
)
WARD = words("Ward 4", "Ward 4", "الجناح 4")
WOKE = words(
    "People told that they woke up of it.", "Dywedodd pobl eu bod yn deffro.", "قال الناس إنهم استيقظوا."
)
CHANGED = words(
    "Nobody empties a bin before eight.",
    "Nid oes neb yn gwagio bin cyn wyth.",
    "لا أحد يفرغ سلة قبل الثامنة.",
)
CALM = {"en": "A clock hangs in each room."}
BECAUSE = {"en": "It was easy."}


def shown(number: int = 1, *statuses: Status) -> Shown:
    """An action that went through these states, each a week after the one before."""
    steps = [Step("proposed", date(2026, 12, 1), WOKE)]
    for week, status in enumerate(statuses, start=1):
        change = CHANGED if status == "done" else {}
        steps.append(Step(status, date(2026, 12, 1 + 7 * week), BECAUSE, change, 1))
    action = Action(BINS, WARD, {}, date(2027, 3, 1), tuple(steps))
    return Shown(number, "process", "small", action, seen_to_by(action.who), ((4, QUIET),))


def clock() -> Shown:
    """An action that was not taken forward."""
    steps = (
        Step("proposed", date(2026, 12, 1), WOKE),
        Step("not_taken_forward", date(2026, 12, 8), {"en": "There are clocks already."}),
    )
    action = Action(CALM, WARD, {"en": "Estates"}, None, steps)
    return Shown(2, "environment", "small", action, seen_to_by(action.who))


def _view(one: Shown, asked: int = 0, answered: int = 0, held: bool = False) -> ActionView:
    return ActionView(one, lines(in_words({"patient": 1}), gap=0), (4,), (), False, held, asked, answered)


def desk() -> ActionsContext:
    """Two actions, one of them done, as the team sees them."""
    views = (_view(shown(1, "agreed", "done"), 3, 2, held=True), _view(clock()))
    return ActionsContext(
        actions=views,
        priorities=(Listed(4, QUIET),),
        stories=(NamedStory(1, pseudonym("patient", 1)), NamedStory(2, pseudonym("staff", 1))),
        people=(
            Somebody("patient", 1, pseudonym("patient", 1)),
            Somebody("patient", 3, pseudonym("patient", 3)),
            Somebody("carer", 1, pseudonym("carer", 1)),
        ),
        mix=mix((each.shown.kind, each.shown.action.status) for each in views),
    )


def ticked() -> dict[str, Answer]:
    """What the first action comes from already."""
    return {"priorities.1": ChosenSeveral(("4",)), "stories.1": ChosenSeveral()}


def empty_desk() -> ActionsContext:
    """No action yet, and one that was begun."""
    return ActionsContext((), (), (), (), mix(()), begun=True)


def edited_desk() -> ActionsContext:
    """An action that was put in other words."""
    return ActionsContext((_view(edited()),), (), (), (), mix([("process", "proposed")]))


def visible() -> ActionsContext:
    """Nothing but a visible fix."""
    one = Shown(1, "environment", "small", shown().action, seen_to_by(shown().action.who))
    return ActionsContext((_view(one),), (), (), (), mix([("environment", "proposed")]))


def writing() -> WriteContext:
    """What whoever writes an action down is offered."""
    return WriteContext(LANGUAGES, TODAY, (date(2027, 2, 2), date(2027, 4, 20)))


def editing(**changes: Any) -> EditContext:
    """An action that can be put in other words."""
    now = Wording(BINS, WARD, "process", "small", {"en": "Estates"}, date(2027, 2, 2), (4,), 1)
    given: dict[str, Any] = {
        "number": 1,
        "version": 2,
        "now": now,
        "languages": LANGUAGES,
        "days": (date(2027, 2, 2), date(2027, 4, 20)),
    }
    return EditContext(**(given | changes))


def said_before() -> dict[str, Answer]:
    """What the action says, to be kept or said anew."""
    return {f"what.{code}": Told((Part(f"what.{code}", "text", 0, said),)) for code, said in BINS.items()}


def edited() -> Shown:
    """An action that was put in other words twice, and comes from another priority than before."""
    old = Wording(CALM, WARD, "environment", "small", {}, date(2027, 2, 2), (2,), 3)
    edits = (
        Edit(date(2026, 12, 3), ("what", "by_when", "kind"), old, 1),
        Edit(date(2026, 12, 4), ("priorities", "stories"), old),
    )
    one = shown(1)
    return msgspec.structs.replace(one, action=msgspec.structs.replace(one.action, edits=edits))


def stepping(status: Status = "agreed") -> StepContext:
    """An action that can be taken a step on."""
    ways: dict[Status, tuple[Status, ...]] = {
        "agreed": ("trying", "done", "not_taken_forward"),
        "done": ("trying",),
    }
    days = (TODAY, date(2027, 1, 18), date(2027, 1, 12))
    if status == "done":
        return StepContext(1, BINS, status, ways[status], LANGUAGES, days, 3, 2, Day(date(2027, 2, 2)))
    return StepContext(1, BINS, status, ways[status], LANGUAGES, days)


def closing() -> StepContext:
    """An action that nobody can be asked about."""
    return StepContext(1, BINS, "done", ("closed", "trying"), LANGUAGES[:1], (TODAY,))


def changes() -> ChangesContext:
    """What is changing, for somebody who looks after one of it and said whether it helped."""
    return ChangesContext(
        (ChangeView(shown(1, "agreed", "done"), mine=True, answered=True), ChangeView(clock()))
    )


def owning() -> OwnContext:
    """Somebody is asked to look after an action."""
    return OwnContext(shown(1, "agreed"))


EMERGENCY = words(
    "In an emergency call 999.", "Mewn argyfwng ffoniwch 999.", "في حالة الطوارئ اتصل بالرقم 999."
)


def asked(*, spoken: bool = True, known: bool = True) -> DifferenceContext:
    """Somebody is asked whether it made a difference; ``known``: where their story belongs."""
    points = tuple(PointAsked(each.id, each.name, "bad") for each in TOUCHPOINTS[:2])
    return DifferenceContext(
        "ask",
        1,
        BINS,
        CHANGED,
        points if known else (PointAsked(CHANGE, None),),
        EMERGENCY,
        ("text", "voice") if spoken else (),
    )


def answered() -> AnswersContext:
    """Two people of two roles have answered, and moved apart."""
    place = TOUCHPOINTS[0]
    why = (Part("1", "text", 1, "I sleep."),)
    first = Difference((Again(place.id, "bad", "good"),), why)
    second = Difference((Again(place.id, "good", "bad"), Again(CHANGE, "", "cannot-tell")))
    names = {place.id: place.name}
    return AnswersContext(
        shown(1, "agreed", "done"),
        3,
        2,
        names,
        counted([("patient", first), ("staff", second)]),
        (
            PersonAnswered(pseudonym("patient", 1), "m1", difference_lines(names, first), ()),
            PersonAnswered(pseudonym("staff", 1), "m2", difference_lines(names, second), ()),
        ),
    )

"""What a person can do at a question, and what that leaves of the answers.

Pure on both sides: a press or a message becomes a *move*; a move and the answers become new answers.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows.actions import ADD, BACK, DONE, DROP, HELP, PICK, SET, SKIP, STOP
from bot.flows.answers import Answer, Chosen, ChosenSeveral, Shared, Skipped, Told
from bot.flows.engine import ASIDES, Answers, Asking, FlowFunction, question_named
from bot.flows.questions import CHANGE, MOST_PARTS, Choice, Confirm, Page, Several, Telling, Words
from bot.flows.recognising import recognised
from bot.flows.weighing import Rank, ShareOut
from bot.i18n.texts import Text


class Answered(msgspec.Struct, frozen=True):
    """The question has its answer, or more of one that is not yet done."""

    answer: Answer


class Aside(msgspec.Struct, frozen=True):
    """Something said that does not answer the question. It is kept, and the question asked again."""

    part: Part


class Back(msgspec.Struct, frozen=True):
    """To the question before."""


class Change(msgspec.Struct, frozen=True):
    """To an earlier question, by name, and to those named after it (``name.more``); other answers stay."""

    name: str


class Aid(Enum):
    """What a person can ask for at every question. It leaves the answers alone."""

    HELP = "help"
    STOP = "stop"


class Unwelcome(Enum):
    """Why something cannot be taken in here."""

    STALE = "stale"
    TOO_MANY = "too many parts"
    NOT_ALLOWED = "no consent for this kind"
    NO_DOTS = "no dots left"
    NOT_HERE = "this kind does not answer the question"


_ANYWHERE = {HELP: Aid.HELP, STOP: Aid.STOP}

Move = Answered | Aside | Back | Change | Aid | Unwelcome


def pressed(asking: Asking, action: str) -> Move:
    """The move that a button's action means at this question. Unknown or impossible ones are stale."""
    if action in _ANYWHERE:
        return _ANYWHERE[action]
    if action == BACK and asking.path:
        return Back()
    if action == SKIP:
        return _skipped(asking)
    if action == DONE:
        return _done(asking)
    return _option(asking, action)


def _skipped(asking: Asking) -> Move:
    # Skipping throws nothing away: a part may have come while the button was on its way.
    told = isinstance(asking.draft, Told) and asking.draft.parts
    return Unwelcome.STALE if told else _if_accepted(asking, Skipped())


def _option(asking: Asking, action: str) -> Move:
    question, draft = asking.question, asking.draft
    kind, key = action[:1], action[1:]
    if kind == PICK and isinstance(question, Choice | Confirm | Page):
        if key.startswith(CHANGE) and key in {option.key for option in question.options}:
            return Change(key.removeprefix(CHANGE))
        return _if_accepted(asking, Chosen(key))
    if kind == DROP and isinstance(question, Telling) and isinstance(draft, Told):
        last = draft.parts[-1].id if draft.parts else None
        return Answered(draft.without_last()) if key == last else Unwelcome.STALE
    if kind in (ADD, DROP) and isinstance(question, Several):
        return _toggled(question, draft, key, wanted=kind == ADD)
    if kind == SET and isinstance(question, ShareOut):
        return _shared(question, draft, key)
    if kind in (ADD, DROP) and isinstance(question, Rank):
        return _placed(question, draft, key, wanted=kind == ADD)
    return Unwelcome.STALE


def _shared(question: ShareOut, draft: Answer | None, rest: str) -> Move:
    key, _colon, number = rest.rpartition(":")
    if not (number.isascii() and number.isdecimal() and len(number) <= 3):
        return Unwelcome.STALE
    if key not in {option.key for option in question.options}:
        return Unwelcome.STALE
    shared = question.with_dots(draft, key, int(number))
    return Unwelcome.NO_DOTS if shared is None else Answered(shared)


def _placed(question: Rank, draft: Answer | None, key: str, *, wanted: bool) -> Move:
    order = question.order(draft)
    if key not in {option.key for option in question.options}:
        return Unwelcome.STALE
    if wanted:
        return Answered(ChosenSeveral(order if key in order else (*order, key)))
    # Only the last one is taken back, so ten presses of the button take back one.
    return Answered(ChosenSeveral(order[:-1])) if order and order[-1] == key else Unwelcome.STALE


def _if_accepted(asking: Asking, answer: Answer) -> Move:
    return Answered(answer) if asking.question.accepts(answer) else Unwelcome.STALE


def _done(asking: Asking) -> Move:
    if isinstance(asking.question, Several):
        keys = asking.draft.keys if isinstance(asking.draft, ChosenSeveral) else ()
        return Answered(ChosenSeveral(keys, done=True))
    if isinstance(asking.question, ShareOut):
        return _if_accepted(asking, Shared(asking.question.given(asking.draft), done=True))
    if isinstance(asking.question, Rank):
        return _if_accepted(asking, ChosenSeveral(asking.question.order(asking.draft), done=True))
    parts = asking.draft.parts if isinstance(asking.draft, Told) else ()
    return _if_accepted(asking, Told(parts, done=True))


def _toggled(question: Several, draft: Answer | None, key: str, *, wanted: bool) -> Move:
    # The button says what it will do, so ten presses of it do the same as one.
    if key not in {option.key for option in question.options}:
        return Unwelcome.STALE
    chosen = set(draft.keys if isinstance(draft, ChosenSeveral) else ())
    chosen = chosen | {key} if wanted else chosen - {key}
    return Answered(ChosenSeveral(tuple(option.key for option in question.options if option.key in chosen)))


def heard(
    asking: Asking,
    part: Part,
    say: Callable[[Text], str],
    allowed: frozenset[Kind],
    *,
    typed: bool = True,
) -> Move:
    """The move that a message means at this question.

    ``say`` renders a text in the person's language, to compare what was typed with the options.
    ``allowed`` are the kinds that the person's consents of today let the project keep. They hold inside a
    question too: a consent may have been taken back since the run began. Words that were not ``typed`` by
    themselves are never taken for a button.
    """
    if part.kind == "text" and typed:
        action = recognised(asking, part.words, say)
        if action is not None:
            return pressed(asking, action)
    if isinstance(asking.question, Telling):
        return _told(asking.question, asking.draft, part, allowed)
    if part.kind not in allowed:
        return Unwelcome.NOT_ALLOWED
    return Aside(part) if asking.asides < MOST_PARTS else Unwelcome.TOO_MANY


def _told(question: Telling, draft: Answer | None, part: Part, allowed: frozenset[Kind]) -> Move:
    if part.kind not in allowed:
        return Unwelcome.NOT_ALLOWED
    if part.kind not in question.allowed:
        return Unwelcome.NOT_HERE
    if isinstance(question, Words):
        return Answered(Told((part,), done=True))
    # Not done: an answer that was done and then lost its parts is told anew.
    told = Told(draft.parts if isinstance(draft, Told) else ())
    if len(told.parts) >= MOST_PARTS and part.id not in {each.id for each in told.parts}:
        return Unwelcome.TOO_MANY
    return Answered(told.with_part(part))


def after(
    flow: FlowFunction, context: object, answers: Answers, asking: Asking, move: Move
) -> dict[str, Answer]:
    """The answers that ``move`` leaves. Unwelcome moves leave them as they are."""
    left = dict(answers)
    match move:
        case Answered(answer):
            left[asking.question.name] = answer
        case Aside(part):
            kept = left.get(ASIDES, Told())
            left[ASIDES] = (kept if isinstance(kept, Told) else Told()).with_part(part)
        case Back():
            _reopen(flow, context, left, asking.path[-1])
        case Change(name):
            # The last one first: without the answers before it the path no longer leads to it.
            for each in [*(key for key in reversed(asking.path) if key.startswith(f"{name}.")), name]:
                _reopen(flow, context, left, each)
        case Unwelcome() | Aid():
            pass
    return left


def _reopen(flow: FlowFunction, context: object, left: dict[str, Answer], name: str) -> None:
    # "Back" and "change" drop one key only: every other answer stays where it is.
    question = question_named(flow, context, left, name)
    remains = question.reopened(left[name]) if question is not None and name in left else None
    if remains is None:
        left.pop(name, None)
    else:
        left[name] = remains

"""Small flows and questions for tests of the engine and of what can be done at a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings

from bot.codesign.consent import KINDS
from bot.codesign.story import Kind, Part
from bot.flows.actions import offers
from bot.flows.answers import Answer, Chosen, Told
from bot.flows.engine import Asking, FlowFunction, replay
from bot.flows.moves import Move, heard
from bot.flows.questions import (
    CHANGE,
    Choice,
    Confirm,
    Gather,
    Option,
    Page,
    Question,
    ReadBack,
    Several,
    Words,
)
from bot.flows.weighing import Rank, ShareOut
from bot.i18n.texts import Quote, Text
from bot.i18n.translator import Translator

unhurried = settings(deadline=None)
"""For properties: a busy machine makes no test fail."""

TRANSLATOR = Translator()
ALL_KINDS: frozenset[Kind] = frozenset(KINDS)


def said(words: str) -> Text:
    """A text that is the same in every language."""
    return Quote(words)


def options(*labels: str) -> tuple[Option, ...]:
    """Options whose keys are their labels in small letters, with hyphens."""
    return tuple(Option(label.lower().replace(" ", "-"), said(label)) for label in labels)


EVERY_QUESTION: dict[str, Question[Any]] = {
    "choice": Choice("here", said("Which?"), options("Morning", "The night")),
    "read back": ReadBack(
        "here",
        said("Right?"),
        options=(*options("Send it"), Option(f"{CHANGE}first", said("Change the first"))),
    ),
    "confirm": Confirm("here", said("Really?")),
    "page": Page("here", said("Read this.")),
    "several": Several("here", said("Which ones?"), options=options("Calm", "Alone", "In pain")),
    "share out": ShareOut("here", said("What matters?"), options=options("Noise", "Light", "Food"), dots=3),
    "rank": Rank("here", said("In what order?"), options=options("Noise", "Light", "Food")),
    "words": Words("here", said("In a few words?"), allowed=ALL_KINDS),
    "gather": Gather("here", said("What happened?"), allowed=ALL_KINDS, optional=False),
    "gather if you like": Gather("here", said("Anything else?"), allowed=ALL_KINDS),
}
"""One question of every kind, each named "here" and asked after a page named "first"."""


def flow_of(*questions: Question[Any]) -> FlowFunction:
    """A flow that asks these questions and returns what they gave."""

    async def asks_all(ctx: object) -> list[Any]:
        del ctx
        return [await question for question in questions]

    return asks_all


FIRST = Page("first", said("Hello."))
READ = Chosen("on")


def asking_of(question: Question[Any], draft: Answer | None = None) -> Asking:
    """Where somebody is who has come from a first page to ``question``."""
    answers = {} if draft is None else {question.name: draft}
    scene = replay(flow_of(FIRST, question), None, {"first": READ, **answers})
    assert isinstance(scene, Asking)
    return scene


def part(number: int, kind: Kind = "text", words: str = "Something", order: int | None = None) -> Part:
    """A part of a telling."""
    file = None if kind == "text" else f"f{number}"
    return Part(f"p{number}", kind, number if order is None else order, words, file)


def told(*numbers: int, done: bool = False) -> Told:
    """Parts by their numbers."""
    return Told(tuple(part(number) for number in numbers), done)


def in_language(language: str = "en") -> Callable[[Text], str]:
    """Renders texts."""
    return lambda text: TRANSLATOR.render(text, language)


def typed(asking: Asking, words: str, language: str = "en") -> Move:
    """What it means when somebody types ``words`` here."""
    return heard(asking, Part("typed", "text", 99, words), in_language(language), ALL_KINDS)


def labels(asking: Asking) -> dict[str, str]:
    """Each button's action by its English words."""
    rows = offers(asking, pausable=True)
    return {TRANSLATOR.render(offer.label, "en"): offer.action for row in rows for offer in row}

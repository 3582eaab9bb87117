"""Drives a flow by replaying the recorded answers, without an event loop.

State is the answers, keyed by question name. Where the replay meets a question without a valid
answer, there the person is. Routing written as plain code is the approach that alphagov/smart-answers
records in its ADR-002.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import msgspec

from bot.flows.answers import Answer, Told
from bot.flows.questions import Asides, Progress, Question, Say, Show, Step

MOST_STEPS = 2_000
"""Steps a replay may take: a flow that never ends is broken, not endless."""

ASIDES = "asides"
"""The reserved name under which off-script parts are kept."""

FlowFunction = Callable[[Any], Coroutine[Any, Any, Any]]
Answers = Mapping[str, Answer]


class FlowBroken(Exception):
    """A run that can no longer be replayed. The message names the step, never an answer."""


class Asking(msgspec.Struct, frozen=True):
    """The replay stopped at a question.

    ``path`` names the answered questions in order; ``said`` is what comes between the last of them and
    this one; ``progress`` is (at, of) when the flow tells it; ``draft`` is an answer not yet finished;
    ``asides`` counts what was said outside any question.
    """

    question: Question[Any]
    path: tuple[str, ...]
    said: tuple[Say | Show, ...]
    progress: tuple[int, int] | None
    draft: Answer | None
    asides: int = 0


class Finished(msgspec.Struct, frozen=True):
    """The flow returned ``value``; ``said`` came after the last question."""

    value: Any
    path: tuple[str, ...]
    said: tuple[Say | Show, ...]


Scene = Asking | Finished


def replay(flow: FlowFunction, context: Any, answers: Answers) -> Scene:
    """Run ``flow`` over ``answers`` to where the person is.

    Raises FlowBroken when the flow raises, awaits something foreign, asks one name twice or never ends.
    """
    try:
        running = flow(context)
        try:
            return _drive(running, answers)
        finally:
            running.close()
    except FlowBroken as broken:
        problem = broken
    except Exception as error:
        # Only the kind of error: its message may hold an answer.
        problem = FlowBroken(f"the flow raised {type(error).__name__}")
    # Raised out here, so that it does not carry the error, and with it an answer, as its context.
    raise problem


def _drive(running: Coroutine[Any, Any, Any], answers: Answers) -> Scene:
    path: list[str] = []
    said: list[Say | Show] = []
    progress: tuple[int, int] | None = None
    reply: Any = None
    for _step in range(MOST_STEPS):
        try:
            step: Step[Any] = running.send(reply)
        except StopIteration as end:
            return Finished(end.value, tuple(path), tuple(said))
        reply = None
        match step:
            case Say() | Show():
                said.append(step)
            case Progress(at, of):
                progress = (at, of)
            case Asides():
                reply = _asides(answers)
            case Question():
                if step.name == ASIDES:
                    raise FlowBroken(f"the name {ASIDES!r} is reserved")
                if step.name in path:
                    raise FlowBroken(f"the question {step.name!r} is asked twice")
                answer = answers.get(step.name)
                if answer is None or not step.accepts(answer):
                    return Asking(step, tuple(path), tuple(said), progress, answer, len(_asides(answers)))
                path.append(step.name)
                said.clear()
                reply = step.value(answer)
            case _:
                raise FlowBroken(f"the flow awaits {type(step).__name__}")
    raise FlowBroken("the flow does not end")


def _asides(answers: Answers) -> tuple[Any, ...]:
    kept = answers.get(ASIDES)
    return kept.parts if isinstance(kept, Told) else ()


def question_named(flow: FlowFunction, context: Any, answers: Answers, name: str) -> Question[Any] | None:
    """The question ``name`` on the path of ``answers``, or None if the path does not lead there."""
    without = {key: value for key, value in answers.items() if key != name}
    scene = replay(flow, context, without)
    return scene.question if isinstance(scene, Asking) and scene.question.name == name else None

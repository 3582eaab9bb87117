"""Moves a person through a flow: loads their run, applies a move, saves what changed, asks what is next."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import structlog

from bot.codesign.story import Part
from bot.flows import answers as stored_answers
from bot.flows.actions import Offer, offers
from bot.flows.answers import Answer, Told
from bot.flows.engine import Asking, Finished, FlowBroken, Scene, replay
from bot.flows.moves import Move, after
from bot.flows.questions import Say, Show
from bot.flows.registry import FLOWS, Flow
from bot.i18n.texts import Text, _
from bot.services.messages import Acknowledge, Ask, Attach, Button, Note, Settle
from bot.services.step import Step
from storage import media, runs
from storage.runs import Run

log = structlog.get_logger()

QUESTION = "q"
"""Button data of a question: this letter, the question's mark, and the action, with colons between."""


@dataclass(frozen=True)
class Talk:
    """A run with its answers, replayed to where the person is."""

    run: Run
    flow: Flow
    context: Any
    answers: Mapping[str, Answer]
    scene: Scene

    @property
    def asking(self) -> Asking:
        """The question the person is at. Only for a run that has not finished."""
        assert isinstance(self.scene, Asking)
        return self.scene


End = Callable[[Step, Talk, Any], Awaitable[None]]

_ENDS: dict[str, End] = {}


def when_over(flow: str) -> Callable[[End], End]:
    """Name the service that turns the value of ``flow`` into rows and says what comes next."""

    def remember(end: End) -> End:
        _ENDS[flow] = end
        return end

    return remember


Guard = Callable[[Step, Talk], Awaitable[Text | None]]

_GUARDS: dict[str, Guard] = {}


def guarded(flow: str) -> Callable[[Guard], Guard]:
    """Name the service that says, at each step of ``flow``, why it cannot go on; None when it can."""

    def remember(guard: Guard) -> Guard:
        _GUARDS[flow] = guard
        return guard

    return remember


async def hindrance(step: Step, talk: Talk) -> Text | None:
    """Why this conversation cannot go on now (its round is over, a right is gone), or None."""
    guard = _GUARDS.get(talk.flow.name)
    return None if guard is None else await guard(step, talk)


async def current(step: Step) -> Talk | None:
    """The conversation that the person is in, or None. A run that cannot be replayed is marked stuck."""
    run = await runs.current(step.tx, step.house.keys, step.participant.id)
    return None if run is None else await replayed(step, run)


async def replayed(step: Step, run: Run) -> Talk | None:
    """``run`` at the point where the person is; None when it is stuck, which the person is told."""
    flow = FLOWS.get(run.flow)
    try:
        if flow is None:
            raise FlowBroken("no flow has this name")
        context = flow.decode(run.context)
        found = await runs.answers(step.tx, step.house.keys, run)
        answers = {name: stored_answers.decode(answer) for name, answer in found.items()}
        return Talk(run, flow, context, answers, replay(flow.run, context, answers))
    except (FlowBroken, msgspec.MsgspecError) as problem:
        await _stuck(step, run, problem)
        return None


async def _stuck(step: Step, run: Run, problem: Exception) -> None:
    # The kind of trouble only: a decoding error quotes what it met.
    reason = str(problem) if isinstance(problem, FlowBroken) else type(problem).__name__
    log.error("run.stuck", run=run.id, flow=run.flow, reason=reason)
    await runs.becomes(step.tx, run.id, "stuck", step.now)
    await step.say(
        _(
            "Something has changed on our side and this conversation cannot go on. "
            "What you told is safe. The people who look after the bot have been told."
        )
    )


async def prepare(step: Step, flow_name: str, context: Any) -> Run:
    """Begin a conversation without asking yet: another one comes first."""
    return await runs.add(
        step.tx,
        step.house.keys,
        participant_id=step.participant.id,
        membership_id=step.place.membership_id,
        project_id=step.place.project_id,
        flow=flow_name,
        context=FLOWS[flow_name].encode(context),
        waits=FLOWS[flow_name].waits,
        reopens=FLOWS[flow_name].reopens,
        now=step.now,
    )


async def begin(step: Step, flow_name: str, context: Any, given: Mapping[str, Answer] | None = None) -> Run:
    """Begin a conversation and ask its first question. ``given`` are answers that exist already."""
    run, flow, answers = await prepare(step, flow_name, context), FLOWS[flow_name], dict(given or {})
    await _save(step, run, {}, answers)
    await go_on(step, Talk(run, flow, context, answers, replay(flow.run, context, answers)))
    return run


async def go_on(step: Step, talk: Talk) -> None:
    """Say what comes next and ask the question after it, or end the conversation when there is none left."""
    if isinstance(talk.scene, Finished):
        await _finish(step, talk, talk.scene)
    else:
        await _say_all(step, talk, talk.asking.said)
        await ask(step, talk)


async def ask(step: Step, talk: Talk) -> None:
    """Show the current question at the bottom of the chat; its earlier copy loses its buttons."""
    if talk.run.asked:
        await step.queue(Settle(talk.run.asked))
    mark = secrets.token_urlsafe(8)
    asked = await step.queue(message_of(talk, mark))
    await runs.asks(step.tx, talk.run.id, mark, asked, step.now)


async def take(step: Step, talk: Talk, move: Move) -> Talk:
    """Apply a move to a run, save what it changes, and return the run as it is then.

    Files of parts that were taken away, or told anew, are forgotten with them, unless something was sent from
    this run before: what was sent stands as it is until it is sent anew.
    """
    answers = after(talk.flow.run, talk.context, talk.answers, talk.asking, move)
    await _save(step, talk.run, talk.answers, answers)
    gone = _files(talk.answers) - _files(answers)
    if gone and not await runs.sent(step.tx, talk.run.id):
        for file in gone:
            await media.forget(step.tx, file)
    scene = replay(talk.flow.run, talk.context, answers)
    return replace(talk, answers=answers, scene=scene)


async def keep_only(step: Step, run: Run, parts: Iterable[Part]) -> None:
    """Let go of the files of a run that are not among the parts that were sent from it anew."""
    kept = {part.file for part in parts}
    for file in await media.of_run(step.tx, run.id) - kept:
        await media.forget(step.tx, file)


def _files(answers: Mapping[str, Answer]) -> set[str]:
    told = [answer for answer in answers.values() if isinstance(answer, Told)]
    return {part.file for answer in told for part in answer.parts if part.file is not None}


async def settle(step: Step, talk: Talk, choice: Text | None = None) -> Talk:
    """Take the buttons off the question; with ``choice`` leave it standing there."""
    if talk.run.asked:
        await step.queue(
            Settle(talk.run.asked, message_of(talk, talk.run.mark or ""), choice)
            if choice is not None
            else Settle(talk.run.asked)
        )
    return replace(talk, run=msgspec.structs.replace(talk.run, asked=None))


async def acknowledge(step: Step, press: str | None, text: Text | None = None) -> None:
    """Let the pressed button rest; nothing to do when no button was pressed."""
    if press is not None:
        await step.queue(Acknowledge(press, text))


def message_of(talk: Talk, mark: str) -> Ask:
    """The question as a message, every button carrying the question's mark."""
    asking = talk.asking
    rows = offers(asking, pausable=talk.flow.waits)
    return Ask(
        asking.question.shown(asking.draft),
        tuple(tuple(_button(offer, mark) for offer in row) for row in rows),
        asking.progress,
    )


def _button(offer: Offer, mark: str) -> Button:
    return Button(offer.label, f"{QUESTION}:{mark}:{offer.action}")


async def _say_all(step: Step, talk: Talk, said: tuple[Say | Show, ...]) -> None:
    for each in said:
        if isinstance(each, Say):
            await step.queue(Note(each.text))
        else:
            await step.queue(
                Attach(
                    each.file, talk.run.project_id, each.membership, each.kind, each.kind, each.alternative
                )
            )


async def _finish(step: Step, talk: Talk, scene: Finished) -> None:
    await runs.becomes(step.tx, talk.run.id, "finished", step.now)
    await _say_all(step, talk, scene.said)
    await _ENDS[talk.flow.name](step, talk, scene.value)


async def _save(step: Step, run: Run, before: Mapping[str, Answer], now: Mapping[str, Answer]) -> None:
    put = {name: stored_answers.encode(answer) for name, answer in now.items() if before.get(name) != answer}
    await runs.save(step.tx, step.house.keys, run, put, frozenset(before) - frozenset(now), step.now)

"""What somebody of the team is half way through: its answers are gone on with in a conversation made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flows import answers as stored_answers
from bot.flows.answers import Answer
from bot.services import talking
from bot.services.step import Step
from storage import runs
from storage.runs import Run


@dataclass(frozen=True)
class Left:
    """What was answered in conversations that were let go of."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()


NOTHING_LEFT = Left()


async def let_go(here: Step, flow: str) -> Left:
    """Let go of what this person began and left, so that it waits no more; returns what they answered."""
    given: dict[str, Answer] = {}
    left: list[Run] = []
    while run := await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, flow):
        found = await runs.answers(here.tx, here.house.keys, run)
        given = given or {name: stored_answers.decode(answer) for name, answer in found.items()}
        await runs.becomes(here.tx, run.id, "dropped", here.now)
        left.append(run)
    return Left(given, tuple(left))


async def begin(here: Step, flow: str, context: Any, left: Left) -> None:
    """Begin a conversation with what was answered before. The files that were sent then belong to it now."""
    begun = await talking.begin(here, flow, context, left.answers)
    for run in left.runs:
        await runs.carry_on(here.tx, run.id, begun.id)

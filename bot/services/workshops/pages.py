"""What people said to a workshop in words or by voice, as the team reads it: apart from what they pressed."""

from __future__ import annotations

from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.flows.workshops import WorkshopAnswersContext, WorkshopAnswerShown
from bot.services import contexts
from bot.services.step import Step
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import media
from storage.workshop_answers import StoredAnswer

ON_A_PAGE = 5
"""Answers that a facilitator sees at once."""


async def page(here: Step, told: Told, newer: int) -> WorkshopAnswersContext:
    """What was said to a workshop, after ``newer`` of the newest."""
    found = list(reversed(await workshops.from_outside(here.house, here.tx, told)))
    spoken = [each for each in found if workshops.said(each).parts]
    shown = [await _shown(here, each) for each in spoken[newer : newer + ON_A_PAGE]]
    return WorkshopAnswersContext(
        told.number,
        tuple(shown),
        newer,
        older=len(spoken) > newer + ON_A_PAGE,
        silent=len(found) - len(spoken),
    )


async def _shown(here: Step, answer: StoredAnswer) -> WorkshopAnswerShown:
    files = await media.of_membership(here.tx, here.house.keys, answer.project_id, answer.membership_id)
    kept = {each.id for each in files if each.status == "kept"}
    parts = workshops.said(answer).parts
    return WorkshopAnswerShown(
        teller=contexts.pseudonym(answer.role, answer.teller_number),
        membership=answer.membership_id,
        words=tuple(part_line(part) for part in parts),
        files=tuple(KeptFile(part.file, part.kind, part_line(part)) for part in parts if part.file in kept),
    )

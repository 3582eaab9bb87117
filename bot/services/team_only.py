"""Holds every conversation about themes and priorities to the facilitators of its project, at each step."""

from __future__ import annotations

from bot.i18n.texts import Text
from bot.services import teamwork
from bot.services.step import Step
from bot.services.talking import Talk, guarded


@guarded("proposals")
@guarded("priorities")
@guarded("themes")
@guarded("code_story")
async def _no_facilitator(here: Step, talk: Talk) -> Text | None:
    mine = talk.run.project_id == here.place.project_id and teamwork.is_facilitator(here)
    return None if mine else teamwork.NO_RIGHT

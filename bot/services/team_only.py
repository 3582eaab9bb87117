"""Holds every conversation about themes, priorities and the map to the facilitators, at each step."""

from __future__ import annotations

from bot.i18n.texts import Text, _
from bot.services import teamwork
from bot.services.step import Step
from bot.services.talking import Talk, guarded

UNKNOWN = _("I do not know that. Here is what you can do:")
"""What anybody hears of what there is not, and of what they may not see: both look the same."""


@guarded("map")
@guarded("proposals")
@guarded("priorities")
@guarded("themes")
@guarded("code_story")
async def _no_facilitator(here: Step, talk: Talk) -> Text | None:
    del talk
    return None if teamwork.is_facilitator(here) else UNKNOWN

"""Which conversations are the team's alone: whoever may not have one any more is asked no further in it.

A story that a facilitator has open must not go on being shown to somebody who was taken off the team.
"""

from __future__ import annotations

from bot.i18n.texts import Text
from bot.services import guiding, teamwork
from bot.services.step import Step
from bot.services.talking import Talk, guarded

FACILITATORS = (
    "team",
    "owed",
    "held_back",
    "read_story",
    "read_comment",
    "moderate",
    "decline",
    "desk",
    "see_answer",
    "concern",
    "reach_lead",
    "audit",
    "rounds",
    "open_round",
    "map",
    "proposals",
    "priorities",
    "themes",
    "code_story",
    "health",
    "actions",
    "write_action",
    "edit_action",
    "action_step",
    "action_answers",
    "queue_words",
    "questions",
    "answer_question",
    "reply_to_story",
    "updates",
    "write_update",
    "correct_update",
    "update_answers",
    "packs",
    "workshops",
    "tell_workshop",
    "correct_workshop",
    "workshop_answers",
    "reply_to_workshop",
    "assisting",
    "assisting_person",
    "assisting_story",
    "assisting_told",
    "assisting_consents",
    "assisting_leaving",
)

SAFETY = ("look_after", "answer_call", "see_concern")
"""Also for those who look after safety."""


async def no_facilitator(here: Step, talk: Talk) -> Text | None:
    """Why somebody cannot go on in a conversation of facilitators, or None."""
    mine = talk.run.project_id == here.place.project_id and teamwork.is_facilitator(here)
    return None if mine else guiding.UNKNOWN


async def _nobody_of_the_team(here: Step, talk: Talk) -> Text | None:
    mine = talk.run.project_id == here.place.project_id and teamwork.looks_after(here)
    return None if mine else guiding.UNKNOWN


for _flow in FACILITATORS:
    guarded(_flow)(no_facilitator)
for _flow in SAFETY:
    guarded(_flow)(_nobody_of_the_team)

"""A facilitator's step as it would be the person's own: the same services, rows and keys.

What is said in such a step is said to the facilitator, because the person has no chat to say it in.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from bot.flows.assisting import Taken
from bot.flows.registry import FLOWS
from bot.i18n.texts import Text
from bot.services import team_only, teamwork
from bot.services.contexts import pseudonym
from bot.services.step import Step
from bot.services.talking import Talk
from storage import assisted, runs
from storage.assisted import AssistedPerson


async def somebody(here: Step, membership_id: str) -> AssistedPerson | None:
    """Somebody of the facilitator's project who has no phone, also after they left; None for anybody else."""
    if not teamwork.is_facilitator(here):
        return None
    found = await assisted.person(here.tx, here.house.keys, membership_id)
    return found if found is not None and found.place.project_id == here.place.project_id else None


def step_of(here: Step, person: AssistedPerson) -> Step:
    """The step as this person's: their place, in the language that is spoken with them."""
    return replace(
        here,
        participant=msgspec.structs.replace(here.participant, language=person.language, place=person.place),
    )


async def of_talk(here: Step, talk: Talk) -> Step | None:
    """The step as that of the person whose conversation a facilitator leads; None when it cannot go on."""
    if await team_only.no_facilitator(here, talk) is not None:
        return None
    person = await somebody(here, talk.run.membership_id)
    return None if person is None or person.place.left else step_of(here, person)


def called(person: AssistedPerson) -> Text:
    """How the team calls them."""
    return pseudonym(person.place.role, person.place.number)


async def becomes_theirs(here: Step, talk: Talk, flow: str, context: object) -> None:
    """What was entered is the person's own from now on, as if they had told it in ``flow``."""
    person = await assisted.person(here.tx, here.house.keys, talk.run.membership_id)
    assert person is not None
    await runs.becomes_theirs(
        here.tx, here.house.keys, talk.run, person.participant_id, flow, FLOWS[flow].encode(context)
    )


async def mark(here: Step, membership_id: str, taken: Taken, kind: str, subject_id: str = "") -> None:
    """Note that something of this person was entered for them, how it was taken, and by whom."""
    await assisted.entered(
        here.tx,
        membership_id,
        kind=kind,
        subject_id=subject_id,
        how=taken.how,
        taken_on=taken.on,
        entered_by=here.place.membership_id,
        now=here.now,
    )

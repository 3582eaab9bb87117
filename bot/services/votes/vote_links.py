"""A link to one vote, such as stands on a voting sheet of paper: who may vote there lands in it.

The link says which vote, and opens nothing: whoever follows it is held to the same rules as on the menu. To
those who do not take part in its project a vote that there is and one that there is not look the same.
"""

from __future__ import annotations

import base64
import re
import uuid
from datetime import datetime

import msgspec

from bot.codesign.rounds import Ask
from bot.i18n.texts import Text, _
from bot.services import guiding, projects, talking
from bot.services.rounds import round_plans, rounds
from bot.services.rounds.rounds import Round
from bot.services.step import Step
from bot.services.votes import voting
from storage import memberships, participants, planned_rounds, runs
from storage.memberships import Membership

_PAYLOAD = re.compile(r"v-([A-Za-z0-9_-]{22})")
"""“v-” and the 16 bytes of a round's id. Invitations are of another length."""

NOT_YOURS = _(
    "I do not know of such a vote for you. If somebody gave you this link, please ask them how to take part."
)
IS_OVER = _("This vote is over, so nobody can vote in it any more. Thank you for wanting to take part.")
OTHERS_ARE_ASKED = _("This vote asks other people than you. Thank you for wanting to take part.")
FIRST_JOIN = _("First please go through the questions about taking part. Then you find the vote on the menu.")


def payload(round_id: str) -> str:
    """What stands behind “start=” in a link to a round, or to a plan of one."""
    return "v-" + base64.urlsafe_b64encode(uuid.UUID(round_id).bytes).rstrip(b"=").decode()


def round_in(payload: str) -> str | None:
    """The id of the round that a link leads to; None where it is no such link."""
    found = _PAYLOAD.fullmatch(payload)
    return None if found is None else str(uuid.UUID(bytes=base64.urlsafe_b64decode(found.group(1) + "==")))


class _Found(msgspec.Struct, frozen=True):
    """A vote: open or over, or one that is planned."""

    project_id: str
    ask: Ask
    round: Round | None
    opens_at: datetime | None


async def follow(here: Step, round_id: str) -> None:
    """Open the vote for whoever may vote in it now; everybody else hears one sentence, and goes on."""
    found = await _find(here, round_id)
    place = (
        None if found is None else await memberships.within(here.tx, found.project_id, here.participant.id)
    )
    if found is None or place is None or place.left:
        await _not_in_it(here)
    elif not place.joined:
        await _still_joining(here, place)
    elif (why := await _hindrance(here, found, place)) is not None:
        await here.say(why)
        await guiding.go_on(here)
    else:
        await _open(here, found, place)


async def _find(here: Step, round_id: str) -> _Found | None:
    round_ = await rounds.by_id(here.house, here.tx, round_id)
    if round_ is not None:
        votes = round_.stored.kind == "votes"
        return _Found(round_.stored.project_id, round_.ask, round_, None) if votes else None
    stored = await planned_rounds.by_id(here.tx, here.house.keys, round_id)
    plan = None if stored is None else round_plans.read(stored)
    if stored is None or plan is None or plan.kind != "votes":
        return None
    return _Found(stored.project_id, plan.ask, None, stored.opens_at)


async def _not_in_it(here: Step) -> None:
    """Strangers hear how to join, those who left how to come back, and others that it is not for them."""
    place = here.participant.place
    if place is None or place.left:
        await guiding.at_rest(here)
        return
    await here.say(NOT_YOURS)
    await guiding.go_on(here)


async def _still_joining(here: Step, place: Membership) -> None:
    if here.participant.place is None or here.place.membership_id != place.id:
        await _not_in_it(here)
        return
    await here.say(FIRST_JOIN)
    await guiding.at_rest(here)


async def _hindrance(here: Step, found: _Found, place: Membership) -> Text | None:
    """Why somebody who takes part cannot vote here now, or None."""
    if place.role not in found.ask.roles:
        return OTHERS_ARE_ASKED
    if found.opens_at is not None:
        project = await projects.load(here.house, here.tx, found.project_id)
        day = projects.day_in(project, found.opens_at)
        return _("This vote has not begun. It opens on {day}; then you find it on the menu.", day=day)
    return None if found.round is not None and found.round.state(here.now) == "open" else IS_OVER


async def _open(here: Step, found: _Found, place: Membership) -> None:
    """Show the ballot on top of what they are in the middle of, which waits, in the vote's project."""
    talk = await talking.current(here)
    if talk is not None:
        await talking.settle(here, talk)
        await runs.becomes(here.tx, talk.run.id, "open" if talk.flow.waits else "dropped", here.now)
    if here.participant.place is None or here.place.membership_id != place.id:
        if here.participant.place is not None:
            await runs.set_aside(here.tx, here.place.membership_id)
        await participants.goes_to(here.tx, here.participant.id, place.id)
        await here.reload()
    assert found.round is not None
    if await guiding.to_agree_anew(here) or not rounds.takes_answers(here, found.round):
        await guiding.menu(here)
    else:
        await voting.begin(here, found.round)

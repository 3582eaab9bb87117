"""Telling people something they did not ask for: within their consent, and outside the quiet hours.

What arrives unasked never quotes a story, a condition or a clinic; opening it shows the rest.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.codesign.project import Project
from bot.codesign.quiet_hours import next_allowed
from bot.i18n.texts import Text
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Ask, Button, Note
from bot.services.projects import TEAM
from storage.database import Transaction
from storage.memberships import Member


def may_be_told(member: Member) -> bool:
    """Whether somebody may be told a thing unasked: the team always, others as they agreed."""
    return member.role in TEAM or (member.takes_part and member.contact_me)


def earliest(house: House, project: Project) -> datetime:
    """The first moment from now on at which anybody of a project is told a thing unasked."""
    return next_allowed(house.clock.now(), project.quiet_hours, ZoneInfo(project.time_zone))


async def tell(house: House, tx: Transaction, project: Project, member: Member, *texts: Text) -> bool:
    """Queue messages for one person after all that they asked for; False when they may not be told.

    They wait for the end of the project's quiet hours, and do not go out to whoever leaves meanwhile or no
    longer wants to be contacted.
    """
    if not may_be_told(member):
        return False
    due = _due(house, project, member)
    for text in texts:
        await outbox.queue(
            house,
            tx,
            member.participant_id,
            Note(text),
            membership_id=member.id,
            priority=outbox.BROADCAST,
            due_at=due,
        )
    return True


async def offer(
    house: House, tx: Transaction, project: Project, member: Member, text: Text, button: Button
) -> str | None:
    """Queue a notice with one button that opens the rest, as :func:`tell` does; its outbox id, or None."""
    if not may_be_told(member):
        return None
    return await outbox.queue(
        house,
        tx,
        member.participant_id,
        Ask(text, ((button,),)),
        membership_id=member.id,
        priority=outbox.BROADCAST,
        due_at=_due(house, project, member),
    )


def _due(house: House, project: Project, member: Member) -> datetime:
    """When a notice goes to somebody: after the quiet hours; to whoever is away, when they are back."""
    return earliest(house, project) if member.reachable else outbox.AWAY


async def alert(house: House, tx: Transaction, member: Member, *texts: Text) -> None:
    """Queue messages that cannot wait, also in the quiet hours: for the team, about somebody's safety."""
    for text in texts:
        await outbox.queue(house, tx, member.participant_id, Note(text), membership_id=member.id)

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
from bot.services.messages import Note
from bot.services.projects import NOT_ASKED
from storage.database import Transaction
from storage.memberships import Member
from storage.words_told import Purpose


def may_be_told(member: Member) -> bool:
    """Whether somebody may be told a thing unasked: the team and sponsors always, others as they agreed."""
    return member.role in NOT_ASKED or (member.takes_part and member.contact_me)


def earliest(house: House, project: Project) -> datetime:
    """The first moment from now on at which anybody of a project is told a thing unasked."""
    return next_allowed(house.clock.now(), project.quiet_hours, ZoneInfo(project.time_zone))


async def tell(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    *texts: Text,
    until: datetime | None = None,
) -> bool:
    """Queue messages that tell one person something; False when they may not be told.

    They go out after all that the person asked for. They wait for the end of the project's quiet hours, and
    do not go out to whoever leaves meanwhile or no longer wants to be contacted, nor from ``until`` on.
    """
    return await _queue(house, tx, project, member, "word", texts, until)


async def ask(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    *texts: Text,
    until: datetime | None = None,
) -> bool:
    """The same for messages that ask somebody for something: they are no word of what became of things."""
    return await _queue(house, tx, project, member, "ask", texts, until)


async def _queue(
    house: House,
    tx: Transaction,
    project: Project,
    member: Member,
    purpose: Purpose,
    texts: tuple[Text, ...],
    until: datetime | None,
) -> bool:
    if not may_be_told(member):
        return False
    due = earliest(house, project)
    for text in texts:
        await outbox.queue(
            house,
            tx,
            member.participant_id,
            Note(text),
            membership_id=member.id,
            priority=outbox.BROADCAST,
            due_at=due,
            purpose=purpose,
            until=until,
        )
    return True


async def alert(house: House, tx: Transaction, member: Member, *texts: Text) -> None:
    """Queue messages that cannot wait, also in the quiet hours: for the team, about somebody's safety."""
    for text in texts:
        await outbox.queue(house, tx, member.participant_id, Note(text), membership_id=member.id)

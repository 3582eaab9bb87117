"""Updates as the rest of the product sees them: read, found, and told in words."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.codesign.project import Project
from bot.codesign.update_report import Report, counted
from bot.flows.update_words import Named, subject_line, told
from bot.i18n.texts import Day, Text, _
from bot.services.house import House
from bot.services.updates import occasions, subjects
from bot.services.updates.broadcasts import Broadcast, read
from storage import stories, update_recipients, updates
from storage.database import Transaction

__all__ = ["Broadcast", "by_id", "every", "numbered", "read", "report", "text_for"]

BUTTON = "u"
"""Button data of a notice: this letter, a colon, and the id of the update."""


async def by_id(house: House, tx: Transaction, update_id: str) -> Broadcast | None:
    """The update with this id, or None."""
    stored = await updates.by_id(tx, house.keys, update_id)
    return read(stored) if stored else None


async def numbered(house: House, tx: Transaction, project_id: str, number: int) -> Broadcast | None:
    """The update of a project with this number, or None."""
    stored = await updates.numbered(tx, house.keys, project_id, number)
    return read(stored) if stored else None


async def every(house: House, tx: Transaction, project_id: str) -> list[Broadcast]:
    """All updates of a project, in the order in which they were made."""
    return [read(each) for each in await updates.of_project(tx, house.keys, project_id)]


async def report(tx: Transaction, update_id: str) -> Report:
    """How an update stands with those it is for, at this moment."""
    standing = await update_recipients.progress(tx, update_id)
    return counted(
        {state: each.people for state, each in standing.items()},
        sum(each.opened for each in standing.values()),
        sum(each.replied for each in standing.values()),
        await update_recipients.reactions(tx, update_id),
    )


async def text_for(
    house: House, tx: Transaction, project: Project, broadcast: Broadcast, membership_id: str
) -> Text:
    """An update as one person reads it: of the stories behind it they see only their own."""
    update = broadcast.update
    if update.occasion is not None and update.occasion.kind in occasions.WORDS:
        return await occasions.WORDS[update.occasion.kind](house, tx, project, broadcast)
    about = await subjects.named(house, tx, broadcast.stored.project_id, update.about)
    mine = {each.number for each in await stories.of_membership(tx, house.keys, membership_id)}
    corrected = update.corrected_at
    day = corrected.astimezone(ZoneInfo(project.time_zone)).date() if corrected else None
    return told(update.text, _for_reader(about, mine), Day(day) if day else None)


def _for_reader(about: Iterable[Named], mine: set[int]) -> list[Text]:
    return [
        _("Your story {number}", number=each.subject.number)
        if each.subject.kind == "story"
        else subject_line(each)
        for each in about
        if each.subject.kind != "story" or each.subject.number in mine
    ]

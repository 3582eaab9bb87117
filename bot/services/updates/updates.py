"""Updates as the rest of the product sees them: read, found, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from bot.codesign.project import Project
from bot.codesign.update_report import Report, counted
from bot.flows.update_words import Named, subject_line, told
from bot.i18n.texts import Day, Text, _
from bot.services.house import House
from bot.services.updates import occasions, subjects
from bot.services.updates.broadcasts import Broadcast, read
from storage import themes, update_recipients, updates
from storage.database import Transaction

__all__ = ["Broadcast", "by_id", "every", "numbered", "read", "report", "text_for", "texts"]

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
    return (await texts(house, tx, project, broadcast))(membership_id)


async def texts(
    house: House, tx: Transaction, project: Project, broadcast: Broadcast
) -> Callable[[str], Text]:
    """An update as each person reads it, by their membership, within this transaction.

    What all of them read alike is looked up once, however many they are.
    """
    update, project_id = broadcast.update, broadcast.stored.project_id
    if update.occasion is not None and update.occasion.kind in occasions.WORDS:
        same = await occasions.WORDS[update.occasion.kind](house, tx, project, broadcast)
        return lambda _membership_id: same
    about = await subjects.named(house, tx, project_id, update.about)
    told_by = await _tellers(tx, project_id, about)
    corrected = update.corrected_at
    day = Day(corrected.astimezone(ZoneInfo(project.time_zone)).date()) if corrected else None
    return lambda membership_id: told(update.text, _for_reader(about, told_by, membership_id), day)


async def _tellers(tx: Transaction, project_id: str, about: Iterable[Named]) -> dict[int, str]:
    """Whose the stories among these subjects are: memberships by the number of the story."""
    numbers = [each.subject.number for each in about if each.subject.kind == "story"]
    found = [await themes.read_story(tx, project_id, number) for number in numbers]
    return {story.number: story.teller_id for story in found if story is not None}


def _for_reader(about: Iterable[Named], told_by: Mapping[int, str], membership_id: str) -> list[Text]:
    return [
        _("Your story {number}", number=each.subject.number)
        if each.subject.kind == "story"
        else subject_line(each)
        for each in about
        if each.subject.kind != "story" or told_by.get(each.subject.number) == membership_id
    ]

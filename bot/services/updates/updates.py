"""Updates as the rest of the product sees them: read, found, and told in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import Project
from bot.codesign.update_report import Report, counted
from bot.codesign.updates import Status, Update
from bot.flows.update_words import Named, subject_line, told
from bot.i18n.texts import Day, Text, _
from bot.services.house import House
from bot.services.updates import subjects
from storage import stories, update_recipients, updates
from storage.database import Transaction
from storage.updates import StoredUpdate

BUTTON = "u"
"""Button data of a notice: this letter, a colon, and the id of the update."""


@dataclass(frozen=True)
class Broadcast:
    """An update with its content read. ``stored`` is the row it stands in."""

    stored: StoredUpdate
    update: Update

    @property
    def status(self) -> Status:
        """Where it stands."""
        status: Status = self.stored.status  # type: ignore[assignment]  # only our own are stored
        return status


def read(stored: StoredUpdate) -> Broadcast:
    """The update that a row holds."""
    return Broadcast(stored, msgspec.json.decode(stored.content, type=Update))


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

"""Updates by command: sent from a file, listed, reported, taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.audience import Group, Reach, grouped, reach, without_translation
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import Problem, stopping
from bot.codesign.update_file import UpdateFile, update_problems
from bot.codesign.update_report import Report
from bot.codesign.updates import Picture, Update
from bot.services import (
    conversations,  # noqa: F401  # with it, everything that an update can be about is known
    projects,
)
from bot.services.files.toml_files import BadFile, Found, load, placed
from bot.services.house import House
from bot.services.media import is_paper
from bot.services.projects import Refused
from bot.services.rounds import rounds
from bot.services.rounds.round_files import COMMAND
from bot.services.updates import audiences, making, pictures, subjects, taking_back, updates
from bot.services.updates.taking_back import TakenBack
from bot.services.updates.updates import Broadcast
from storage.database import Transaction

LARGEST_PICTURE = 10_000_000
"""Bytes; Telegram shows no larger photos."""

Cleaner = Callable[[bytes], Awaitable[bytes]]
"""Builds a picture or document anew, without what hides in it. Raises ValueError for what is neither."""


class Prepared(msgspec.Struct, frozen=True):
    """An update that a file describes and that can be sent. ``warnings`` do not stop it."""

    project_id: str
    project: Project
    update: Update
    at: datetime | None
    groups: tuple[Group, ...]
    picture: bytes | None
    warnings: tuple[Found, ...]

    @property
    def reach(self) -> Reach:
        """How many people it is for, and how many of them get a message."""
        return reach(self.update.audience, self.groups)

    @property
    def fallbacks(self) -> dict[str, int]:
        """How many people of each language read it in the first one instead."""
        return without_translation(self.update.audience, self.groups, self.update.text)


async def prepare(house: House, key: str, path: Path, clean: Cleaner) -> Prepared:
    """Read an update from a file. Raises BadFile with all that is wrong, Refused without such a project."""
    file, misfitting, lines = load(path, UpdateFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        project = projects.read(stored)
        known = await subjects.every(house, tx, stored.id)
        opened = [each.stored.number for each in await rounds.every(house, tx, stored.id)]
        now = house.clock.now()
        problems = list(update_problems(file, project, now, opened, [each.subject for each in known]))
        picture, trouble = await _picture(file, path, clean)
        problems += trouble
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        everybody = await audiences.everybody(house, tx, stored.id)
    text = {code: file.text[code].strip() for code in project.languages if file.text.get(code, "").strip()}
    shows = {code: file.picture_shows[code] for code in project.languages if code in file.picture_shows}
    shown = _shown(picture, shows) if picture is not None else None
    update = Update(text, file.audience(), COMMAND, file.about(), shown)
    groups = grouped(traits for _member, traits in everybody)
    at = file.send_at(ZoneInfo(project.time_zone))
    return Prepared(stored.id, project, update, at, groups, picture, placed(problems, lines))


def _shown(picture: bytes, shows: LocalText) -> Picture:
    kind: Literal["photo", "document"] = "document" if is_paper(picture) else "photo"
    return Picture(kind, pictures.name_for(picture), shows)


async def _picture(file: UpdateFile, path: Path, clean: Cleaner) -> tuple[bytes | None, list[Problem]]:
    if file.picture is None:
        return None, []
    wanted = "a JPEG, PNG or WebP picture, or a PDF, of at most 10 MB"
    content = b""
    try:
        content = (path.parent / file.picture).read_bytes()
        if len(content) > LARGEST_PICTURE:
            return None, [Problem("picture", "it is larger than 10 MB", wanted)]
        return await clean(content), []
    except OSError as error:
        why = (error.strerror or "no such file").lower()
        return None, [Problem("picture", f"it cannot be read ({why})", wanted)]
    except ValueError:
        if is_paper(content):
            wrong = "not everything that hides in this PDF can be taken out"
            again = "one that was printed anew, without a password, layers, fields or notes"
            return None, [Problem("picture", wrong, again)]
        return None, [Problem("picture", "it is no picture that can be opened", wanted)]


async def send(house: House, prepared: Prepared) -> Broadcast:
    """Send it, or plan it. Raises Refused when the same went out a moment ago, or to nobody."""
    async with house.database.transaction() as tx:
        made = await making.make(house, tx, prepared.project_id, prepared.update, prepared.at)
    if made == "twin":
        raise Refused("the same words went to the same people within a day, so nothing was sent again")
    if made == "nobody":
        raise Refused("nobody is in this choice of people; “--dry-run” shows how many there are")
    assert isinstance(made, Broadcast)
    if prepared.picture is not None:
        await pictures.keep(house, made, prepared.picture)
    return made


async def every(house: House, key: str) -> list[tuple[Broadcast, Report]]:
    """Every update of a project with its report."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        found = await updates.every(house, tx, project.id)
        return [(each, await updates.report(tx, each.stored.id)) for each in found]


async def report(house: House, key: str, number: int) -> tuple[Broadcast, Report]:
    """One update with its report. Raises Refused when there is none of this number."""
    async with house.database.snapshot() as tx:
        found = await _find(house, tx, key, number)
        return found, await updates.report(tx, found.stored.id)


async def cancel(house: House, key: str, number: int) -> TakenBack:
    """Take an update back as far as it has not gone out. Raises Refused when it is out, or was taken back."""
    async with house.database.transaction() as tx:
        found = await _find(house, tx, key, number)
        taken = await taking_back.take_back(house, tx, found, COMMAND)
        if taken is None:
            how = (
                "was taken back already"
                if found.status == "cancelled"
                else "has gone out to everybody already"
            )
            raise Refused(f"update {number} {how}")
        return taken


async def _find(house: House, tx: Transaction, key: str, number: int) -> Broadcast:
    project = await projects.find(house, tx, key)
    found = await updates.numbered(house, tx, project.id, number)
    if found is None:
        raise Refused(f"project {key!r} has no update {number}; “in-the-room update list {key}” shows them")
    return found

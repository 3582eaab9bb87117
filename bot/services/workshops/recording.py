"""A workshop told by a record that was filled in: every cell is checked before anything is stored."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.codesign.rounds import lengths_until
from bot.codesign.workshop_record import read
from bot.codesign.workshops import Workshop
from bot.services import projects
from bot.services.files import workbooks
from bot.services.files.toml_files import BadFile, Found
from bot.services.house import House
from bot.services.projects import Refused
from bot.services.workshops import entering, workshops
from bot.services.workshops.workshops import Told

BY_COMMAND = 0
"""In place of a facilitator's number, where a workshop is told by command."""

WHY = {
    "twin": "this workshop is told already: the same day and the same decisions",
    "nobody": "nobody takes part whom it could be told; invite people first",
}


async def enter_record(house: House, key: str, path: Path) -> Told:
    """Store the workshop that a file tells, with the update that brings it to people.

    Raises BadFile with every cell that is wrong, and Refused for no such project and for what cannot be told.
    """
    record = workbooks.load(path)
    async with house.database.transaction() as tx:
        stored = await projects.find(house, tx, key)
        project, now = projects.read(stored), house.clock.now()
        zone = ZoneInfo(project.time_zone)
        known = [each.subject for each in await workshops.can_belong(house, tx, stored.id)]
        possible = lengths_until(now, projects.last_day(project).on, zone)
        found = read(record, project.languages, now.astimezone(zone).date(), possible, known)
        if found.told is None:
            raise BadFile(path, [Found(each) for each in found.problems])
        told = found.told
        workshop = Workshop(told.held_on, told.present, told.decisions, BY_COMMAND)
        made = await entering.enter(house, tx, stored.id, workshop, None, told.days)
        if not isinstance(made, Told):
            raise Refused(WHY[made])
        return made

"""The end of retention: the team and everybody else are told in time that all is going to be erased."""

from __future__ import annotations

from bot.codesign.ending import PEOPLE_DAYS, TEAM_DAYS, warning
from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines
from bot.services import notices, projects, recurring
from bot.services.house import House
from bot.services.projects import NOT_ASKED, TEAM, day_in
from storage import job_slots, memberships
from storage.database import Transaction

WARNING = "ending_"
"""How the names begin under which it is kept which warnings were given."""


def slot_of(who: str, days: int) -> str:
    """The name under which it is kept that these people were warned, so many days before."""
    return f"{WARNING}{who}_{days}"


def is_warning(job: str) -> bool:
    """Whether a slot with this name is of a warning."""
    return job.startswith(WARNING)


@recurring.every("day", "ending")
async def warn(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell them, each warning once; not sponsors, who have nothing to export and told nothing.

    A project that is given another last day warns anew before that one.
    """
    last, now = projects.last_day(project), house.clock.now()
    for who, days in (("team", TEAM_DAYS), ("people", PEOPLE_DAYS)):
        due = warning(days, last.on, day_in(project, now).on)
        if due is None or not await job_slots.ran(tx, slot_of(who, due), project_id, f"{last.on}", now):
            continue
        for member in await memberships.members(tx, project_id):
            if member.role in TEAM if who == "team" else member.role not in NOT_ASKED:
                words = _words(project, team=who == "team")
                await notices.tell(house, tx, project, member, words, about="me", subject="ending")


def _words(project: Project, *, team: bool) -> Text:
    last = projects.last_day(project)
    if team:
        return lines(
            _("After {day}, everything in this project is erased.", day=last),
            _("What you need from it has to be exported before. Send /team to do it."),
        )
    return lines(
        _("This project comes to its end. After {day}, everything that you told here is erased.", day=last),
        _("If you would like a copy of it, send /mydata before that day."),
    )

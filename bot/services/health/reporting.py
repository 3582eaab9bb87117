"""Who hears of the health of a project by the calendar: facilitators every week, sponsors every month.

Both messages name no person, no story and no clinic, and lead to where the rest is read.
"""

from __future__ import annotations

from bot.codesign.drift import Facts, levels
from bot.codesign.drift_words import LEVEL_WORDS, signs
from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines, n_
from bot.services import recurring
from bot.services.health import decisions, facts
from bot.services.house import House
from bot.services.projects import SPONSOR
from bot.services.safety import team_notices
from storage.database import Transaction


@recurring.every("week", "health_for_facilitators")
async def tell_facilitators(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell facilitators what is owed, how much of it is overdue, and the sign that most needs somebody."""
    found = await facts.gather(house, tx, project_id, project)
    await team_notices.tell(house, tx, project, project_id, weekly(found), roles=("facilitator",))


def weekly(found: Facts) -> Text:
    """The week in one message."""
    worst = signs(found)[0]
    calls = levels(found)[worst.key] in ("act", "watch")
    return lines(
        _("Your week in the project:"),
        lines(
            n_("{n} answer is owed", "{n} answers are owed", found.overdue + found.waiting),
            n_("{n} of them is overdue", "{n} of them are overdue", found.overdue) if found.overdue else None,
            gap=0,
        ),
        _("{level}: {figure}", level=LEVEL_WORDS[worst.level], figure=worst.figure) if calls else None,
        _("To see the whole picture, send /team and press “Health of the project”."),
    )


@recurring.every("month", "decisions_for_sponsors")
async def tell_sponsors(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell sponsors how many decisions wait: which, whose and for how long, they read when they open it."""
    count = len(await decisions.waiting(house, tx, project_id))
    await team_notices.tell(house, tx, project, project_id, monthly(count), roles=(SPONSOR,))


def monthly(waiting: int) -> Text:
    """The month in one message."""
    return lines(
        n_("{n} decision waits in the project.", "{n} decisions wait in the project.", waiting)
        if waiting
        else _("No decision waits in the project."),
        _("To see them, and how the project is doing, send /start."),
    )

"""Alarms: the team hears of a silence that is too long, and of co-design that is long in coming."""

from __future__ import annotations

from bot.codesign import alarms
from bot.codesign.drift import gap_days, silent_days
from bot.codesign.project import Project
from bot.i18n.texts import Text, _, lines, n_
from bot.services import recurring
from bot.services.health import facts
from bot.services.house import House
from bot.services.projects import SPONSOR
from bot.services.safety import team_notices
from storage import job_slots
from storage.database import Transaction


@recurring.every("day", "alarms")
async def raise_alarms(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell facilitators of a silence, and them and sponsors of a gap, as often as they get worse."""
    found, now = await facts.gather(house, tx, project_id, project), house.clock.now()
    silence, gap = alarms.silence(found), alarms.gap(found)
    if silence and await job_slots.ran(tx, "alarm_silence", project_id, silence, now):
        words = _silent(silent_days(found) or 0)
        await team_notices.tell(house, tx, project, project_id, words, roles=("facilitator",))
    if gap and await job_slots.ran(tx, "alarm_gap", project_id, gap, now):
        words = _long_gap(gap_days(found))
        await team_notices.tell(house, tx, project, project_id, words, roles=("facilitator", SPONSOR))


def _silent(days: int) -> Text:
    return lines(
        n_(
            "People have heard nothing from you for {n} day.",
            "People have heard nothing from you for {n} days.",
            days,
        ),
        _("Whoever hears nothing believes that nothing came of it. A few words are enough."),
        _("To write to them, send /team."),
    )


def _long_gap(days: int) -> Text:
    return lines(
        n_(
            "Between gathering stories and working on them together lies {n} day.",
            "Between gathering stories and working on them together lie {n} days.",
            days,
        ),
        _("The longer it is, the fewer people come back. Can a first meeting be set?"),
        _("To see how the project is doing, send /start."),
    )

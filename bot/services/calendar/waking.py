"""Half-told stories: whoever left one is told once, and once more, that it waits for them."""

from __future__ import annotations

from bot.codesign.project import Project
from bot.codesign.waking import is_last, wakes
from bot.i18n.texts import Text, _, lines
from bot.services import notices, recurring
from bot.services.house import House
from storage import memberships, runs
from storage.database import Transaction


@recurring.every("day", "half_told")
async def wake(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Tell everybody whose story has waited long enough, if they may be told things unasked."""
    people = {each.id: each for each in await memberships.members(tx, project_id)}
    for begun in await runs.half_told(tx, project_id):
        member = people.get(begun.membership_id)
        if member is None or not wakes(begun.touched_at, begun.woken, house.clock.now()):
            continue
        if await notices.tell(house, tx, project, member, _waits(last=is_last(begun.woken))):
            await runs.woken(tx, begun.run_id)


def _waits(*, last: bool) -> Text:
    return lines(
        _("Something that you began here waits for you. It is safe, and there is no time limit."),
        _("To go on, send /start. You do not have to."),
        _("This is the last time that I remind you of it.") if last else None,
    )

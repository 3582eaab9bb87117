"""An update as its facilitators see it, with how it stands at this moment."""

from __future__ import annotations

from bot.codesign.project import Project
from bot.flows.calling import Due
from bot.flows.update_words import subject_line
from bot.flows.updates import UpdateShown
from bot.i18n.texts import Moment
from bot.services import projects
from bot.services.house import House
from bot.services.updates import subjects, updates
from bot.services.updates.updates import Broadcast
from storage import update_replies
from storage.database import Transaction


async def shown(
    house: House, tx: Transaction, project: Project, broadcast: Broadcast, unseen: int
) -> UpdateShown:
    """One update. ``unseen``: answers that nobody of the team has seen."""
    stored, update = broadcast.stored, broadcast.update
    about = await subjects.named(house, tx, stored.project_id, update.about)
    when = stored.sent_at if broadcast.status == "sent" and stored.sent_at else stored.send_at
    point = next((each for each in project.touchpoints if each.id == update.audience.touchpoint), None)
    return UpdateShown(
        number=stored.number,
        status=broadcast.status,
        text=update.text,
        when=Due(projects.day_in(project, when), Moment(when, project.time_zone)),
        audience=update.audience,
        report=await updates.report(tx, stored.id),
        place=point.name if point else None,
        about=tuple(subject_line(each) for each in about),
        answers=len(await update_replies.of_update(tx, house.keys, stored.id)),
        unseen=unseen,
        title=None if update.text else broadcast.words,
    )

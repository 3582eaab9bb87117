"""What a sponsor sees: the decisions that wait, who has to make them, and for how long they have waited."""

from __future__ import annotations

from bot.flows.decisions import DecisionsContext, WaitingDecision
from bot.i18n.texts import Text, _, n_
from bot.services import contexts, guiding, menus, talking
from bot.services.health import decisions
from bot.services.projects import SPONSOR
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over

MOST_SHOWN = 10
"""Decisions on the one screen, the longest first: with more, a sponsor needs a meeting and no list."""


def is_sponsor(here: Step) -> bool:
    """Whether somebody is, now, a sponsor of the project they look at."""
    place = here.participant.place
    return place is not None and place.joined and not place.left and place.role == SPONSOR


@guarded("decisions")
async def _not_theirs(here: Step, talk: Talk) -> Text | None:
    mine = talk.run.project_id == here.place.project_id and is_sponsor(here)
    return None if mine else guiding.UNKNOWN


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not is_sponsor(here):
        return []
    count = len(await decisions.waiting(here.house, here.tx, here.place.project_id))
    return [("", n_("{n} decision waits", "{n} decisions wait", count) if count else _("Decisions"))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    if not is_sponsor(here):
        await guiding.menu(here)
        return
    project = await contexts.project_of(here)
    found = await decisions.waiting(here.house, here.tx, here.place.project_id)
    shown = tuple(
        WaitingDecision(each.what, each.owner, (here.now - each.since).days) for each in found[:MOST_SHOWN]
    )
    context = DecisionsContext(project.title, shown, max(0, len(found) - MOST_SHOWN))
    await talking.begin(here, "decisions", context)


@when_over("decisions")
async def _read(here: Step, talk: Talk, value: None) -> None:
    del talk, value
    await guiding.go_on(here)


menus.put("home", "decisions", _offer, _serve)

"""What came of rounds, for those who were asked: on their menu once the outcome stands."""

from __future__ import annotations

from bot.flows.outcomes import Heard, OutcomesContext
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, menus, projects, talking
from bot.services.projects import NOT_ASKED
from bot.services.rounds import rounds
from bot.services.rounds.rounds import BUSINESS, Round
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships

MOST_SHOWN = 10
"""Outcomes that can be chosen from at one time, the newest first; a button leads to older ones."""


async def _known_to(here: Step) -> list[Round]:
    """The closed rounds in which this person's role was asked, the newest first."""
    place = here.place
    if place.role in NOT_ASKED or place.left or not place.joined:
        return []
    found = await rounds.every(here.house, here.tx, place.project_id)
    closed = [each for each in found if each.outcome is not None and each.asks(place.role)]
    return sorted(closed, key=lambda each: each.stored.closed_at or here.now, reverse=True)


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("What came of what you were asked"))] if await _known_to(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    await _show(here, 0)


async def _show(here: Step, skipped: int) -> None:
    known = await _known_to(here)
    shown = known[skipped : skipped + MOST_SHOWN]
    if not shown:
        await guiding.menu(here)
        return
    found = tuple([await _heard(here, each) for each in shown])
    older = len(known) > skipped + len(shown)
    await talking.begin(here, "outcomes", OutcomesContext(found, skipped, older))


async def _heard(here: Step, round_: Round) -> Heard:
    project = await contexts.project_of(here)
    me = await memberships.member(here.tx, here.place.membership_id)
    business = BUSINESS.get(round_.kind)
    assert round_.outcome is not None
    return Heard(
        number=round_.stored.number,
        closed_on=projects.day_in(project, round_.stored.closed_at or here.now),
        text=round_.ask.text,
        result=await business.heard(here.house, here.tx, round_, me) if business and me else (),
        outcome=round_.outcome,
        candidates=round_.ask.candidates,
    )


@when_over("outcomes")
async def _read(here: Step, talk: Talk, value: int | None) -> None:
    del talk
    if value is None:
        await guiding.go_on(here)
    else:
        await _show(here, value)


menus.put("home", "result", _offer, _serve)

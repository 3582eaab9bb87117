"""The emotional map on the team's menu: put into words at once, drawn by and by."""

from __future__ import annotations

from bot.codesign.emotional_map import EmotionalMap
from bot.flows.map_words import JOINED, map_lines
from bot.flows.mapping import TOGETHER, MapContext, MapWish, RatedRound
from bot.i18n.texts import Text, _, lines
from bot.services import contexts, guiding, menus, orders, projects, talking, teamwork
from bot.services.ratings import joined, mapping, sources
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.teamwork import is_facilitator


async def _rated(here: Step) -> list[Round]:
    every = await rounds.every(here.house, here.tx, here.place.project_id)
    return [each for each in reversed(every) if each.stored.kind == "ratings"]


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Emotional map"))] if await _rated(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    found = await _rated(here)
    if not is_facilitator(here) or not found:
        await guiding.unknown(here)
        return
    project = await contexts.project_of(here)
    known = tuple(
        RatedRound(
            each.stored.number,
            projects.day_in(project, each.stored.closes_at),
            sources.frozen(each) is not None,
        )
        for each in found
    )
    newest = sources.newest(await sources.over(here.house, here.tx, here.place.project_id))
    await talking.begin(here, "map", MapContext(known, joined.joins(newest)))


@when_over("map")
async def _wished(here: Step, talk: Talk, wish: MapWish) -> None:
    del talk
    round_ = None if wish.round is None else await rounds.find(here, wish.round)
    if not is_facilitator(here) or (wish.round is not None and round_ is None):
        await guiding.unknown(here)
        return
    if wish.form == "words":
        await _say(here, round_, wish)
    else:
        about = f"{round_.stored.id if round_ else TOGETHER} {wish.whose}"
        await orders.place(here.house, here.tx, here.place.membership_id, wish.form, about)
        await here.say(_("I am drawing the map. It comes into this chat in a moment."))
    await teamwork.open_team(here)


async def _made(here: Step, round_: Round | None, wish: MapWish) -> EmotionalMap:
    """The map of a round, or of all roles together where there is none."""
    house, tx, project_id = here.house, here.tx, here.place.project_id
    if round_ is None:
        return await (joined.to_share if wish.whose == "share" else joined.exact)(house, tx, project_id)
    shared = sources.frozen(round_) if wish.whose == "share" else None
    return shared or await mapping.exact(house, tx, round_)


async def _say(here: Step, round_: Round | None, wish: MapWish) -> None:
    drawn = await _made(here, round_, wish)
    project = await contexts.project_of(here)
    head = (
        _("The emotional map in words, to share: small numbers are hidden.")
        if drawn.shared
        else _("The emotional map in words. It is exact, and for the team only.")
    )
    told = JOINED if drawn.asked else None
    await here.say(lines(head, told, *map_lines(project.touchpoints, project.feelings, drawn)))


menus.put("team", "map", _offer, _serve)

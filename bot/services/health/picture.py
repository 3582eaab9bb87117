"""The health picture in the chat: for facilitators, for sponsors, and for everybody where so chosen."""

from __future__ import annotations

from bot.codesign.drift import Facts, SignKey
from bot.codesign.drift_for_people import for_people
from bot.codesign.drift_verdict import VERDICT_WORDS, verdict
from bot.codesign.drift_words import signs
from bot.codesign.project import Project
from bot.flows.health import HealthContext, HealthWish, SharedHealthContext, reason
from bot.flows.home import Entry
from bot.i18n.texts import Day, Text, _
from bot.services import contexts, guiding, menus, orders, talking, teamwork
from bot.services.health import facts
from bot.services.projects import SPONSOR
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over

WHERE: dict[SignKey, tuple[str, Text]] = {
    "silence": ("updates", _("Write to people")),
    "in_time": ("owed", _("See what we owe")),
    "unheard": ("owed", _("See what we owe")),
    "both_ways": ("updates", _("Write to people")),
    "priorities": ("priorities", _("Look at the priorities")),
    "actions": ("actions", _("Look at the actions")),
    "phases": ("rounds", _("Go to the rounds")),
    "gap": ("rounds", _("Go to the rounds")),
    "overrides": ("owed", _("See what we owe")),
}
"""Where on the team's menu something can be done about a sign, and the words of the button there."""

MOST_REASONS = 5
"""Overrides that are shown with their reasons, the newest first; the audit record has them all."""


async def _now(here: Step) -> tuple[Project, Facts]:
    project = await contexts.project_of(here)
    return project, await facts.gather(here.house, here.tx, here.place.project_id, project)


async def _open_for_team(here: Step) -> None:
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    project, found = await _now(here)
    await talking.begin(
        here,
        "health",
        HealthContext(
            title=project.title,
            verdict=VERDICT_WORDS[verdict(found)],
            signs=signs(found),
            reasons=tuple(
                reason(
                    Day(each.day),
                    contexts.pseudonym("facilitator", each.by) if each.by else _("by command"),
                    each.reason,
                )
                for each in found.overrides[: -MOST_REASONS - 1 : -1]
            ),
            ways=await _ways(here),
        ),
    )


async def _ways(here: Step) -> dict[SignKey, Entry]:
    """For each sign the entry of the team's menu where something can be done about it, if there is one."""
    there = {entry.key.partition(":")[0]: entry.key for entry in await menus.entries(here, "team")}
    return {sign: Entry(there[name], words) for sign, (name, words) in WHERE.items() if name in there}


@when_over("health")
async def _read(here: Step, talk: Talk, wish: HealthWish) -> None:
    context: HealthContext = talk.context
    if wish.form is not None:
        await orders.place(here.house, here.tx, here.place.membership_id, wish.form, wish.whose)
        await here.say(_("I am drawing it. It comes into this chat in a moment."))
        await teamwork.open_team(here)
    elif wish.entry in {entry.key for entry in context.ways.values()}:
        await menus.serve(here, "team", wish.entry)
    else:
        await teamwork.open_team(here)


async def may_see(here: Step) -> bool:
    """Whether this person may read the picture in words: sponsors always, others by the project's choice."""
    place = here.participant.place
    if place is None or not place.joined or place.left:
        return False
    if place.role == SPONSOR:
        return True
    return place.role in facts.PARTICIPANTS and (await contexts.project_of(here)).health_for_everyone


@guarded("shared_health")
async def _not_theirs(here: Step, talk: Talk) -> Text | None:
    mine = talk.run.project_id == here.place.project_id and await may_see(here)
    return None if mine else guiding.UNKNOWN


async def _open_shared(here: Step) -> None:
    if not await may_see(here):
        await guiding.menu(here)
        return
    project, found = await _now(here)
    context = SharedHealthContext(project.title, for_people(found), project.responsible.facilitators_contact)
    await talking.begin(here, "shared_health", context)


@when_over("shared_health")
async def _shared_read(here: Step, talk: Talk, value: None) -> None:
    del talk, value
    await guiding.go_on(here)


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Health of the project"))] if teamwork.is_facilitator(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    await _open_for_team(here)


async def _offer_shared(here: Step) -> list[tuple[str, Text]]:
    return [("", _("How the project is doing"))] if await may_see(here) else []


async def _serve_shared(here: Step, detail: str) -> None:
    del detail
    await _open_shared(here)


menus.put("team", "health", _offer, _serve)
menus.put("home", "health", _offer_shared, _serve_shared)

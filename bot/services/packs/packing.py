"""Packs on the team's menu: ordered here and made by and by, listed while they are about."""

from __future__ import annotations

from bot.codesign.packs import KINDS
from bot.flows.packing import PackAbout, PacksContext, PackWish
from bot.i18n.texts import Day, Text, _, lines
from bot.i18n.translator import LANGUAGE_NAMES, SHIPPED_LANGUAGES
from bot.services import contexts, guiding, menus, orders, projects, talking, teamwork
from bot.services.packs import calling_back
from bot.services.packs.calling_back import About
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.teamwork import is_facilitator


async def _offer(here: Step) -> list[tuple[str, Text]]:
    del here
    return [("", _("Export for the workshop"))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    if not is_facilitator(here):
        await guiding.unknown(here)
        return
    project = await contexts.project_of(here)
    found = await calling_back.about(here.house, here.tx, here.place.project_id)
    found.sort(key=lambda each: (not each.codes and not each.people, each.pack.number))
    await talking.begin(
        here,
        "packs",
        PacksContext(
            tuple(_listed(each, projects.day_in(project, each.pack.made_at)) for each in found),
            tuple((code, LANGUAGE_NAMES[code]) for code in project.languages if code in SHIPPED_LANGUAGES),
        ),
    )


def _listed(about: About, made: Day) -> PackAbout:
    kind = next(each for each in KINDS if each == about.pack.kind)
    return PackAbout(about.pack.number, kind, made, Day(about.pack.destroy_by), about.codes, about.people)


@when_over("packs")
async def _wished(here: Step, talk: Talk, wish: PackWish) -> None:
    del talk
    if not is_facilitator(here):
        await guiding.unknown(here)
        return
    if wish.destroyed is not None:
        await calling_back.destroyed(here.house, here.tx, here.place.project_id, wish.destroyed)
        await here.say(_("Thank you. Pack {number} is off the list.", number=wish.destroyed))
    elif wish.kind is not None:
        await orders.place(
            here.house, here.tx, here.place.membership_id, "export", f"{wish.kind} {wish.language}"
        )
        await here.say(_making(shared=wish.kind == "share"))
    await teamwork.open_team(here)


def _making(*, shared: bool) -> Text:
    return lines(
        _("I am putting the pack together. It comes into this chat in a few minutes."),
        _("You may show it in the workshop. Please read what it may be used for before you do.")
        if shared
        else _("It is for the team only. Please save it where only the team can open it."),
    )


menus.put("team", "packs", _offer, _serve)

"""Themes on the team's menu: named, merged, made candidates, and stories put under them."""

from __future__ import annotations

import msgspec

from bot.codesign.priorities import Wording
from bot.codesign.project import Project
from bot.codesign.provenance import exact, in_words
from bot.flows.brief import Languages
from bot.flows.priorities import NamedStory
from bot.flows.themes import (
    Added,
    Again,
    Coding,
    Joined,
    Left,
    MadeCandidate,
    Renamed,
    ThemesContext,
    ThemesWish,
    ThemeView,
)
from bot.i18n.texts import Quote, Text, _, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, menus, talking, teamwork
from bot.services.priorities import coding, quoting, themes
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.thread.news import noticing
from storage import priorities
from storage import themes as stored

MOST_OFFERED = 60
"""Stories on one screen: as many buttons as Telegram shows together, with room for the ways on."""

THERE_IS_ONE = _("There is a theme of that name already.")


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    count = len(await themes.standing(here.house, here.tx, here.place.project_id))
    return [("", n_("Themes ({n})", "Themes ({n})", count))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    if not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    await talking.begin(here, "themes", await _context(here))


menus.put("team", "themes", _entries, _serve)


async def _context(here: Step) -> ThemesContext:
    project_id = here.place.project_id
    by_theme = await stored.stories_by_theme(here.tx, project_id)
    quotes = await quoting.of_project(here.house, here.tx, project_id)
    return ThemesContext(
        themes=tuple(
            ThemeView(
                number=each.number,
                name=each.name,
                origin=in_words(exact(themes.sources(by_theme.get(each.id, [])))),
                stories=tuple(story.number for story in by_theme.get(each.id, [])),
                quotes=tuple(one.stored.words for one in quotes if one.stored.theme_id == each.id),
            )
            for each in await themes.standing(here.house, here.tx, project_id)
        ),
        stories=await _to_code(here, {one.id for tagged in by_theme.values() for one in tagged}),
        languages=languages(await contexts.project_of(here)),
    )


async def _to_code(here: Step, tagged: set[str]) -> tuple[NamedStory, ...]:
    """The stories that can be put under themes, those without one first."""
    tellers = await themes.tellers(here)
    read = await stored.read_stories(here.tx, here.place.project_id)
    ordered = sorted(read, key=lambda each: (each.id in tagged, each.number))
    return tuple(
        NamedStory(each.number, tellers.get(each.teller_id, _("somebody who has left")))
        for each in ordered[:MOST_OFFERED]
    )


def languages(project: Project) -> Languages:
    """The languages of a project, each named in itself."""
    return tuple((code, LANGUAGE_NAMES[code]) for code in project.languages)


@when_over("themes")
async def _wished(here: Step, talk: Talk, wish: ThemesWish) -> None:
    del talk
    if isinstance(wish, Left) or not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    if isinstance(wish, Coding):
        await coding.begin_coding_number(here, wish.story)
        return
    if not isinstance(wish, Again):
        await here.say(await _done(here, wish))
    await _serve(here, "")


async def _done(here: Step, wish: Added | Renamed | Joined | MadeCandidate) -> Text:
    """Do what was wished for, and say what came of it."""
    project_id, keys = here.place.project_id, here.house.keys
    if isinstance(wish, Added):
        if await themes.add(here.house, here.tx, project_id, wish.name) is None:
            return THERE_IS_ONE
        return _("The theme is added: {name}", name=Quote(wish.name))
    theme = await themes.numbered(here.house, here.tx, project_id, wish.number)
    if theme is None:
        return _("There is no such theme any more.")
    if isinstance(wish, MadeCandidate):
        return await _make_candidate(here, theme, wish)
    if isinstance(wish, Joined):
        into = await themes.numbered(here.house, here.tx, project_id, wish.into)
        return await _join(here, theme, into)
    known = themes.called(await themes.standing(here.house, here.tx, project_id), wish.name)
    if known is not None and known.id != theme.id:
        return THERE_IS_ONE
    await stored.rename(here.tx, keys, theme, wish.name)
    return _("The theme has a new name: {name}", name=Quote(wish.name))


async def _join(here: Step, one: stored.StoredTheme, into: stored.StoredTheme | None) -> Text:
    if into is None or not await themes.join(here.tx, one, into):
        return _("They are the same theme already.")
    return _("{one} is part of {into} now.", one=Quote(one.name), into=Quote(into.name))


async def _make_candidate(here: Step, theme: stored.StoredTheme, wish: MadeCandidate) -> Text:
    added = await priorities.add(
        here.tx,
        here.house.keys,
        here.place.project_id,
        owner_id=None,
        status="candidate",
        content=msgspec.json.encode(Wording(wish.words)),
        now=here.now,
    )
    async with noticing(here.house, here.tx, here.place.project_id):
        await priorities.link(here.tx, added, (), (theme.id,))
    return _("Candidate {number} is on the list, with all stories of its theme.", number=added.number)

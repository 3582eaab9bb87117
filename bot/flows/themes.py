"""The themes that the team finds in the stories: named, merged, and made into candidate priorities."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.project_texts import LABEL
from bot.flows.brief import TYPED, Brief, Languages, in_first_language, in_other_languages, written
from bot.flows.priorities import NamedStory
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Quote, Text, _, lines, n_


class ThemeView(msgspec.Struct, frozen=True):
    """A theme with the numbers of its stories, by whom they were told, and what may be quoted of them."""

    number: int
    name: str
    origin: Text
    stories: tuple[int, ...]
    quotes: tuple[str, ...]


class ThemesContext(msgspec.Struct, frozen=True):
    """The themes of a project, and the stories that can be put under them: those without a theme first."""

    themes: tuple[ThemeView, ...]
    stories: tuple[NamedStory, ...]
    languages: Languages


class Added(msgspec.Struct, frozen=True, tag="added"):
    """A new theme."""

    name: str


class Renamed(msgspec.Struct, frozen=True, tag="renamed"):
    """A theme gets another name."""

    number: int
    name: str


class Joined(msgspec.Struct, frozen=True, tag="joined"):
    """One theme becomes part of another."""

    number: int
    into: int


class MadeCandidate(msgspec.Struct, frozen=True, tag="made candidate"):
    """A theme becomes a candidate priority, in these words."""

    number: int
    words: LocalText


class Coding(msgspec.Struct, frozen=True, tag="coding"):
    """A story is to be put under themes."""

    story: int


class Again(msgspec.Struct, frozen=True, tag="again"):
    """Nothing is changed; the list is shown again."""


class Left(msgspec.Struct, frozen=True, tag="left"):
    """Back to the team's menu."""


ThemesWish: TypeAlias = Added | Renamed | Joined | MadeCandidate | Coding | Again | Left


async def themes(ctx: ThemesContext) -> ThemesWish:
    """Return what is to be done with a theme, if anything."""
    which = await Choice("which", _counted(ctx), options=tuple(_list(ctx)))
    if which == "new":
        return Added(await name_of_theme("new", _("What is the new theme called?")))
    if which == "story":
        return await _story(ctx)
    one = next((each for each in ctx.themes if str(each.number) == which), None)
    return Left() if one is None else await _with(ctx, one)


def _counted(ctx: ThemesContext) -> Text:
    return lines(
        n_("There is {n} theme.", "There are {n} themes.", len(ctx.themes))
        if ctx.themes
        else _("There is no theme yet."),
        None if ctx.stories else _("Once a story has been read, it can be put under themes."),
    )


def _list(ctx: ThemesContext) -> list[Option]:
    listed = [
        Option(
            str(each.number),
            n_("{name}: {n} story", "{name}: {n} stories", len(each.stories), name=Quote(each.name)),
        )
        for each in ctx.themes
    ]
    if ctx.stories:
        listed.append(Option("story", _("Put a story under themes")))
    return [*listed, Option("new", _("Add a theme")), Option("left", _("Back to the team"))]


async def name_of_theme(name: str, question: Text) -> str:
    """Ask for the name of a theme: short enough for a button."""
    asked = lines(question, _("The people whose stories are under it can read this name."))
    parts = await Brief(name, asked, allowed=TYPED, optional=False, longest=LABEL)
    return written(parts)


async def _story(ctx: ThemesContext) -> ThemesWish:
    which = await Choice(
        "story",
        _("Which story? Those without a theme stand first."),
        options=(
            *(
                Option(
                    str(each.number), _("Story {number}, {teller}", number=each.number, teller=each.teller)
                )
                for each in ctx.stories
            ),
            Option("again", _("Back to the themes")),
        ),
    )
    return Again() if which == "again" else Coding(int(which))


async def _with(ctx: ThemesContext, one: ThemeView) -> ThemesWish:
    do = await Choice(f"do.{one.number}", _shown(one), options=tuple(_ways(ctx)))
    if do == "name":
        asked = _("What shall it be called? It is now: {name}", name=Quote(one.name))
        return Renamed(one.number, await name_of_theme(f"name.{one.number}", asked))
    if do == "join":
        return await _join(ctx, one)
    if do == "candidate":
        name = f"words.{one.number}"
        first = await in_first_language(name, ctx.languages)
        others = await in_other_languages(name, next(iter(first.values())), ctx.languages[1:])
        return MadeCandidate(one.number, first | others)
    return Again()


def _shown(one: ThemeView) -> Text:
    return lines(
        _("Theme: {name}", name=Quote(one.name)),
        one.origin,
        lines(*(_("Story {number}", number=each) for each in one.stories), gap=0) if one.stories else None,
        lines(_("What may be quoted:"), *(Quote(each) for each in one.quotes)) if one.quotes else None,
    )


def _ways(ctx: ThemesContext) -> list[Option]:
    ways = [Option("candidate", _("Make it a candidate priority")), Option("name", _("Rename it"))]
    if len(ctx.themes) > 1:
        ways.append(Option("join", _("Make it part of another theme")))
    return [*ways, Option("again", _("Back to the themes"))]


async def _join(ctx: ThemesContext, one: ThemeView) -> ThemesWish:
    into = await Choice(
        f"into.{one.number}",
        _("Of which theme is it a part? All its stories come along. This cannot be undone."),
        options=(
            *(Option(str(each.number), Quote(each.name)) for each in ctx.themes if each != one),
            Option("none", _("None of them")),
        ),
    )
    return Again() if into == "none" else Joined(one.number, int(into))

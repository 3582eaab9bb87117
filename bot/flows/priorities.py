"""The candidates as the team looks after them: their words, where they come from, merging, taking off."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.flows.brief import TYPED, Brief, Languages, in_first_language, in_other_languages, written
from bot.flows.proposals import Listed
from bot.flows.questions import Choice, Confirm, Option, Several
from bot.i18n.texts import Own, Quote, Text, _, lines, n_

FEWEST, MOST = 4, 6
"""Priorities that a project usually works on (doi 10.1017/9781009237024)."""


class NamedTheme(msgspec.Struct, frozen=True):
    """A theme by its number and name."""

    number: int
    name: str


class NamedStory(msgspec.Struct, frozen=True):
    """A story by its number, and who told it."""

    number: int
    teller: Text


class CandidateView(msgspec.Struct, frozen=True):
    """A candidate as the team sees it. ``stories`` are linked by themselves, ``themes`` bring theirs along.

    ``languages`` are those that the team may write; one that stands in a vote is ``fixed``.
    """

    number: int
    words: LocalText
    origin: Text
    stories: tuple[int, ...]
    themes: tuple[int, ...]
    languages: Languages
    fixed: bool


class PrioritiesContext(msgspec.Struct, frozen=True):
    """The candidates of a project, and the stories and themes that they can come from."""

    candidates: tuple[CandidateView, ...]
    languages: Languages
    themes: tuple[NamedTheme, ...]
    stories: tuple[NamedStory, ...]


class Written(msgspec.Struct, frozen=True, tag="written"):
    """A new candidate in the team's words."""

    words: LocalText


class Reworded(msgspec.Struct, frozen=True, tag="reworded"):
    """New words in some languages."""

    number: int
    words: LocalText


class Linked(msgspec.Struct, frozen=True, tag="linked"):
    """Where a candidate comes from: exactly these stories and themes, by their numbers."""

    number: int
    stories: tuple[int, ...]
    themes: tuple[int, ...]


class Merged(msgspec.Struct, frozen=True, tag="merged"):
    """One candidate becomes part of another."""

    number: int
    into: int


class TakenOff(msgspec.Struct, frozen=True, tag="taken off"):
    """A candidate is taken off the list, with a reason."""

    number: int
    reason: str


class Again(msgspec.Struct, frozen=True, tag="again"):
    """Nothing is changed; the list is shown again."""


class Left(msgspec.Struct, frozen=True, tag="left"):
    """Back to the team's menu."""


PrioritiesWish: TypeAlias = Written | Reworded | Linked | Merged | TakenOff | Again | Left


async def priorities(ctx: PrioritiesContext) -> PrioritiesWish:
    """Return what is to be done with a candidate, if anything."""
    which = await Choice(
        "which",
        _counted(len(ctx.candidates)),
        options=(
            *(
                Option(str(each.number), _("{number}: {words}", number=each.number, words=Own(each.words)))
                for each in ctx.candidates
            ),
            Option("new", _("Write a new candidate")),
            Option("left", _("Back to the team")),
        ),
    )
    if which == "new":
        first = await in_first_language("new", ctx.languages)
        others = await in_other_languages("new", next(iter(first.values())), ctx.languages[1:])
        return Written(first | others)
    one = next((each for each in ctx.candidates if str(each.number) == which), None)
    return Left() if one is None else await _with(ctx, one)


def _counted(count: int) -> Text:
    return lines(
        n_("There is {n} candidate.", "There are {n} candidates.", count)
        if count
        else _("There is no candidate yet."),
        n_(
            "A project usually works on {fewest} to {n} priority.",
            "A project usually works on {fewest} to {n} priorities.",
            MOST,
            fewest=FEWEST,
        ),
    )


async def _with(ctx: PrioritiesContext, one: CandidateView) -> PrioritiesWish:
    do = await Choice(f"do.{one.number}", _shown(ctx, one), options=tuple(_ways(ctx, one)))
    if do == "words":
        return await _new_words(one)
    if do == "from":
        return await _links(ctx, one)
    if do == "merge":
        return await _merge(ctx, one)
    if do == "off":
        return await _take_off(one)
    return Again()


def _shown(ctx: PrioritiesContext, one: CandidateView) -> Text:
    names = {each.number: each.name for each in ctx.themes}
    return lines(
        _("Candidate {number}:", number=one.number),
        lines(*(Quote(words) for words in one.words.values()), gap=0),
        one.origin,
        lines(_("Themes:"), *(Quote(names[each]) for each in one.themes if each in names), gap=0)
        if one.themes
        else None,
        _("It has been in a vote, so its words stay as they are.") if one.fixed else None,
    )


def _ways(ctx: PrioritiesContext, one: CandidateView) -> list[Option]:
    ways: list[Option] = []
    if not one.fixed:
        ways.append(Option("words", _("Change the words")))
    if ctx.themes or ctx.stories:
        ways.append(Option("from", _("Change where it comes from")))
    if not one.fixed and _others(ctx, one):
        ways.append(Option("merge", _("Make it part of another")))
    if not one.fixed:
        ways.append(Option("off", _("Take it off the list, with a reason")))
    return [*ways, Option("again", _("Back to the candidates"))]


def _others(ctx: PrioritiesContext, one: CandidateView) -> tuple[Listed, ...]:
    return tuple(Listed(each.number, each.words) for each in ctx.candidates if each != one and not each.fixed)


async def _new_words(one: CandidateView) -> PrioritiesWish:
    words: LocalText = {}
    for code, called in one.languages:
        parts = await Brief(
            f"words.{one.number}.{code}",
            lines(
                _("New words in this language: {language}", language=Quote(called)),
                lines(_("They are now:"), Quote(one.words[code]), gap=0) if code in one.words else None,
            ),
            allowed=TYPED,
        )
        if parts:
            words[code] = written(parts)
    return Reworded(one.number, words) if words else Again()


async def _links(ctx: PrioritiesContext, one: CandidateView) -> Linked:
    themes: tuple[str, ...] = ()
    if ctx.themes:
        themes = await Several(
            f"themes.{one.number}",
            _("Which themes does it come from? They bring their stories along."),
            options=tuple(Option(str(each.number), Quote(each.name)) for each in ctx.themes),
            none=_("No theme"),
        )
    stories: tuple[str, ...] = ()
    if ctx.stories:
        stories = await Several(
            f"stories.{one.number}",
            _("Which stories does it come from, beside those of its themes?"),
            options=tuple(
                Option(
                    str(each.number), _("Story {number}, {teller}", number=each.number, teller=each.teller)
                )
                for each in ctx.stories
            ),
            none=_("No further story"),
        )
    return Linked(one.number, tuple(map(int, stories)), tuple(map(int, themes)))


async def _merge(ctx: PrioritiesContext, one: CandidateView) -> PrioritiesWish:
    into = await Choice(
        f"into.{one.number}",
        _("Of which is it a part? The words of that one stay, and all stories come together."),
        options=(
            *(
                Option(str(each.number), _("{number}: {words}", number=each.number, words=Own(each.words)))
                for each in _others(ctx, one)
            ),
            Option("none", _("None of them")),
        ),
    )
    return Again() if into == "none" else Merged(one.number, int(into))


async def _take_off(one: CandidateView) -> PrioritiesWish:
    parts = await Brief(
        f"reason.{one.number}",
        _("Why is it taken off? Whoever suggested it reads this."),
        allowed=TYPED,
        optional=False,
    )
    sure = await Confirm(
        f"sure.{one.number}",
        lines(_("They will read this:"), Quote(written(parts))),
        yes=_("Take it off the list"),
        no=_("Leave it on the list"),
    )
    return TakenOff(one.number, written(parts)) if sure else Again()

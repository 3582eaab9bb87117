"""Putting one story under parts of care and themes, and marking what may be quoted of it.

A quote is picked from the shared wording, sentence by sentence, and never typed: so it says what its teller
said yes to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.flows.brief import TYPED, Brief, Languages, written
from bot.flows.priorities import NamedTheme
from bot.flows.questions import Choice, Option, Several
from bot.flows.themes import name_of_theme
from bot.i18n.texts import Own, Quote, Text, _, lines

LONGEST_TRANSLATION = 1000
"""In letters: longer quotes are cut into several cards anyway."""

AT_ONCE = 20
"""Sentences in one question: as many as fit a phone."""


class MarkedQuote(msgspec.Struct, frozen=True):
    """A quote that was marked before; ``theme`` is the name of what it stands for, if anything."""

    id: str
    words: str
    theme: str = ""
    translations: dict[str, str] = {}


class CodingContext(msgspec.Struct, frozen=True):
    """One story as it is put in order. Without ``sentences`` nothing of it may be quoted now."""

    story: int
    teller: Text
    touchpoints: tuple[tuple[str, LocalText], ...]
    told: str | None
    """The part of care that the teller chose; None where they were not sure."""
    found: tuple[str, ...]
    themes: tuple[NamedTheme, ...]
    chosen: tuple[int, ...]
    sentences: tuple[str, ...]
    quotes: tuple[MarkedQuote, ...]
    languages: Languages = ()
    """Those that a quote can be translated into."""


class InPlaces(msgspec.Struct, frozen=True, tag="places"):
    """The parts of care that the story is about, by id."""

    touchpoints: tuple[str, ...]


class Under(msgspec.Struct, frozen=True, tag="under"):
    """The themes of the story by number, and the name of a new one, if any."""

    themes: tuple[int, ...]
    new: str = ""


class Marked(msgspec.Struct, frozen=True, tag="marked"):
    """Sentences to be quoted, counted from one, and the number of the theme that they stand for."""

    sentences: tuple[int, ...]
    theme: int | None


class Unmarked(msgspec.Struct, frozen=True, tag="unmarked"):
    """Quotes that are taken away, by id."""

    quotes: tuple[str, ...]


class Translated(msgspec.Struct, frozen=True, tag="translated"):
    """What a quote (its id) says in another language; no words take the translation away."""

    quote: str
    language: str
    words: str


class Coded(msgspec.Struct, frozen=True, tag="coded"):
    """That is all for this story."""


class ReadAgain(msgspec.Struct, frozen=True, tag="read again"):
    """The story is to be shown again."""


CodingWish: TypeAlias = InPlaces | Under | Marked | Unmarked | Translated | ReadAgain | Coded


async def code_story(ctx: CodingContext) -> CodingWish:
    """Return one thing that is to be noted of the story."""
    do = await Choice("do", _shown(ctx), options=tuple(_ways(ctx)))
    if do == "places":
        return InPlaces(
            await Several(
                "touchpoints",
                _("Which parts of care is story {number} about?", number=ctx.story),
                options=tuple(Option(key, Own(name)) for key, name in ctx.touchpoints),
            )
        )
    if do == "themes":
        return await _under(ctx)
    if do == "mark":
        return await _mark(ctx)
    if do == "translate":
        return await _translate(ctx)
    if do == "unmark":
        return Unmarked(
            await Several(
                "unmark",
                _("Which quotes shall be taken away?"),
                options=tuple(Option(each.id, Quote(each.words)) for each in ctx.quotes),
            )
        )
    return ReadAgain() if do == "read" else Coded()


def _shown(ctx: CodingContext) -> Text:
    places, names = dict(ctx.touchpoints), {each.number: each.name for each in ctx.themes}
    own = (ctx.told,) if ctx.told is not None and ctx.told not in ctx.found else ()
    found = [Own(places[key]) for key in (*own, *ctx.found) if key in places]
    under = [Quote(names[number]) for number in ctx.chosen if number in names]
    return lines(
        _("Story {number}, from {teller}", number=ctx.story, teller=ctx.teller),
        lines(_("Parts of care:"), *found, gap=0) if found else _("No part of care yet"),
        lines(_("Themes:"), *under, gap=0) if under else _("No theme yet"),
        lines(_("Quotes:"), *map(_quote, ctx.quotes), gap=0) if ctx.quotes else None,
        None if ctx.sentences else _("Nothing of this story can be quoted now."),
    )


def _quote(quote: MarkedQuote) -> Text:
    words: Text = Quote(quote.words)
    if quote.theme:
        words = _("{quote} (theme: {theme})", quote=Quote(quote.words), theme=Quote(quote.theme))
    return lines(words, *map(Quote, quote.translations.values()), gap=0)


def _ways(ctx: CodingContext) -> list[Option]:
    ways = [Option("read", _("Read the story again"))]
    ways += [Option("themes", _("Choose themes")), Option("places", _("Choose parts of care"))]
    if ctx.sentences:
        ways.append(Option("mark", _("Mark a quote")))
    if ctx.quotes:
        ways.append(Option("unmark", _("Take a quote away")))
    if ctx.quotes and ctx.languages:
        ways.append(Option("translate", _("Translate a quote")))
    return [*ways, Option("done", _("That is all for this story"))]


async def _under(ctx: CodingContext) -> Under:
    chosen = await Several(
        "themes",
        _("Under which themes does story {number} belong?", number=ctx.story),
        options=(
            *(Option(str(each.number), Quote(each.name)) for each in ctx.themes),
            Option("new", _("A new theme")),
        ),
        none=_("No theme"),
    )
    new = ""
    if "new" in chosen:
        new = await name_of_theme("name", _("What is the new theme called?"))
    return Under(tuple(int(each) for each in chosen if each != "new"), new)


async def _mark(ctx: CodingContext) -> Marked:
    picked: list[int] = []
    for start in range(0, len(ctx.sentences), AT_ONCE):
        numbered = list(enumerate(ctx.sentences[start : start + AT_ONCE], start + 1))
        chosen = await Several(
            f"sentences.{start}",
            lines(
                _("Which sentences shall be quoted? Those that follow one another stay together."),
                *(_("{number}. {sentence}", number=n, sentence=Quote(words)) for n, words in numbered),
            ),
            options=tuple(Option(str(n), _("Sentence {number}", number=n)) for n, _words in numbered),
            none=_("None of these"),
        )
        picked += map(int, chosen)
    return Marked(tuple(picked), await _stands_for(ctx) if picked and ctx.chosen else None)


async def _translate(ctx: CodingContext) -> Translated:
    quote = await _one_of("quote", _("Which quote?"), [(each.id, each.words) for each in ctx.quotes])
    language = await _one_of("language", _("Into which language?"), ctx.languages)
    marked = next(each for each in ctx.quotes if each.id == quote)
    parts = await Brief(
        f"translation.{quote}.{language}",
        lines(
            _("Please write what this says in {language}:", language=Quote(dict(ctx.languages)[language])),
            Quote(marked.words),
            _("It stands under the quote on the card. Press “Skip this” to show the quote alone."),
        ),
        allowed=TYPED,
        optional=True,
        longest=LONGEST_TRANSLATION,
    )
    return Translated(quote, language, written(parts))


async def _one_of(name: str, ask: Text, offered: Sequence[tuple[str, str]]) -> str:
    """One of these; not asked where there is but one."""
    if len(offered) == 1:
        return offered[0][0]
    return await Choice(name, ask, options=tuple(Option(key, Quote(words)) for key, words in offered))


async def _stands_for(ctx: CodingContext) -> int | None:
    names = {each.number: each.name for each in ctx.themes}
    theme = await Choice(
        "for",
        _("For which theme does it stand?"),
        options=(
            *(Option(str(each), Quote(names[each])) for each in ctx.chosen if each in names),
            Option("none", _("For none of them")),
        ),
    )
    return None if theme == "none" else int(theme)

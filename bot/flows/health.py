"""The health picture of a project on few screens: signs for the team, plain words for everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypeVar

import msgspec

from bot.codesign.drift import SignKey
from bot.codesign.drift_words import LEVEL_WORDS, Sign
from bot.codesign.project import LocalText
from bot.flows.home import Entry
from bot.flows.questions import Choice, Option, Page, Progress
from bot.i18n.texts import Own, Quote, Text, _, lines

T = TypeVar("T")

A_SCREEN = 3
"""Signs on one screen of the team: what is read without scrolling for long."""

SENTENCES = 4
"""Sentences on one screen of everybody else."""


Form: TypeAlias = Literal["health_phone", "health_wall"]
Whose: TypeAlias = Literal["team", "share"]

SHARE: Whose = "share"

_FORMS: dict[Form, Text] = {
    "health_phone": _("A picture in this chat"),
    "health_wall": _("A page for the wall (PDF, A3)"),
}
_FOR_WHOM: dict[Whose, Text] = {
    "team": _("For the team only: exact"),
    "share": _("To share: it says nothing of any one person"),
}


class HealthWish(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a facilitator wants after looking: an entry of the team's menu, or the picture to keep.

    ``entry`` is "back" for the menu itself, and empty where ``form`` and ``whose`` say what is ordered.
    """

    entry: str = ""
    form: Form | None = None
    whose: Whose = "team"


class HealthContext(msgspec.Struct, frozen=True):
    """The picture on one day: what it comes to, and every sign, the worst first."""

    title: LocalText
    verdict: Text
    signs: tuple[Sign, ...]
    reasons: tuple[Text, ...] = ()
    """Why people were asked for more while answers were overdue, each with its day and who wrote it."""
    ways: dict[SignKey, Entry] = {}
    """Where on the team's menu something can be done about a sign."""


class SharedHealthContext(msgspec.Struct, frozen=True):
    """The picture in words that tell on nobody, and whom to ask about it."""

    title: LocalText
    sentences: tuple[Text, ...]
    contact: str


async def health(ctx: HealthContext) -> HealthWish:
    """Return where the facilitator goes from the picture, or in which form they want it."""
    screens = _screens(ctx.signs, A_SCREEN)
    for at, signs in enumerate(screens, 1):
        await Progress(at, len(screens))
        last = at == len(screens)
        do = await Choice(
            f"screen.{at}",
            lines(
                lines(Own(ctx.title), ctx.verdict) if at == 1 else None,
                *(sign_lines(each, ctx.reasons) for each in signs),
            ),
            options=(
                *_ways(ctx, signs),
                *(() if last else (Option("on", _("Go on")),)),
                Option("page", _("As a picture or a page")),
                Option("back", _("Back to the team's menu")),
            ),
        )
        if do == "page":
            return await _page()
        if do != "on":
            return HealthWish(do)
    return HealthWish("back")


async def _page() -> HealthWish:
    await Progress(1, 2)
    chosen = await Choice(
        "whose",
        lines(
            _("For whom is it?"),
            _("What hangs on a wall is read by everybody who passes."),
        ),
        options=tuple(Option(whose, words) for whose, words in _FOR_WHOM.items()),
    )
    whose = next(each for each in _FOR_WHOM if each == chosen)
    await Progress(2, 2)
    chosen = await Choice(
        "form",
        _("How would you like it?"),
        options=tuple(Option(form, words) for form, words in _FORMS.items()),
    )
    return HealthWish(form=next(each for each in _FORMS if each == chosen), whose=whose)


def _screens(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def sign_lines(sign: Sign, reasons: tuple[Text, ...] = ()) -> Text:
    """One sign as it is read: how it stands and its figure, what it means, what to do next."""
    return lines(
        _("{level}: {figure}", level=LEVEL_WORDS[sign.level], figure=sign.figure),
        sign.meaning,
        what_next(sign.next) if sign.next is not None else None,
        *(reasons if sign.key == "overrides" else ()),
        gap=0,
    )


def what_next(what: Text) -> Text:
    """What to do about a sign, called so."""
    return _("What to do next: {what}", what=what)


def _ways(ctx: HealthContext, signs: Sequence[Sign]) -> tuple[Option, ...]:
    """One button for each place to go, where something is to be done, also when two signs lead there."""
    found = {
        ctx.ways[each.key].key: ctx.ways[each.key].words
        for each in signs
        if each.next is not None and each.key in ctx.ways
    }
    return tuple(Option(key, words) for key, words in found.items())


def reason(day: Text, who: Text, words: str) -> Text:
    """One override as it stands in the picture."""
    return _("{day}, {who}: {words}", day=day, who=who, words=Quote(words))


async def shared_health(ctx: SharedHealthContext) -> None:
    """The picture in plain words, a few sentences at a time."""
    screens = _screens(ctx.sentences, SENTENCES)
    for at, sentences in enumerate(screens, 1):
        if len(screens) > 1:
            await Progress(at, len(screens))
        last = at == len(screens)
        await Page(
            f"screen.{at}",
            lines(
                Own(ctx.title) if at == 1 else None,
                *sentences,
                _(
                    "If you want to say something about it, ask the team: {contact}",
                    contact=Quote(ctx.contact),
                )
                if last
                else None,
            ),
            on=_("Back to the menu") if last else _("Go on"),
        )

"""The teller sees the wording beside their own words, and says yes, changes it, or says no."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.flows.looking_after import TEXT
from bot.flows.questions import Choice, Option, Say, Words
from bot.i18n.texts import Day, Quote, Text, _, lines


class Pair(msgspec.Struct, frozen=True):
    """One part as it was told, and the words that may be shared instead."""

    part: str
    told: Text
    shared: str


class WordingContext(msgspec.Struct, frozen=True):
    """A wording that was offered. ``silent_on`` is the day on which silence counts as a yes; None: never."""

    number: int
    wording: str
    pairs: tuple[Pair, ...]
    silent_on: Day | None


class Verdict(msgspec.Struct, frozen=True):
    """What the teller says to a wording; ``words`` by part, where they put it in their own."""

    did: Literal["accept", "change", "refuse", "object", "later"]
    words: dict[str, str] = {}


WITHOUT_WORDS: tuple[Literal["accept", "refuse", "object"], ...] = ("accept", "refuse", "object")
"""What can be said to a wording as it stands."""


async def see_wording(ctx: WordingContext) -> Verdict:
    """Return what the teller says to the wording of one story."""
    await Say(
        _(
            "The team would like to share some of story {number}. Your own words stay as they are.",
            number=ctx.number,
        )
    )
    for pair in ctx.pairs:
        await Say(
            lines(
                lines(_("You told:"), pair.told, gap=0),
                lines(_("They would share:"), Quote(pair.shared), gap=0),
            )
        )
    do = await Choice(
        "do",
        lines(_("May they share it like this, without your name?"), _what_silence_means(ctx)),
        options=(
            Option("accept", _("Yes, like this")),
            Option("change", _("Yes, but I change the words")),
            Option("refuse", _("No, do not share it")),
            Option("object", _("No, this is not what I meant")),
            Option("later", _("I decide later")),
        ),
    )
    if do == "change":
        return Verdict("change", await _changed(ctx))
    return Verdict(next((each for each in WITHOUT_WORDS if each == do), "later"))


def _what_silence_means(ctx: WordingContext) -> Text:
    if ctx.silent_on is None:
        return _("Nothing is shared before you say yes.")
    return _("If we hear nothing from you by {day}, we take it as a yes.", day=ctx.silent_on)


async def _changed(ctx: WordingContext) -> dict[str, str]:
    words = {pair.part: pair.shared for pair in ctx.pairs}
    for turn in range(1, len(ctx.pairs) * 3 + 1):
        part = ctx.pairs[await _which(ctx, turn)].part
        told = await Words(
            f"words.{turn}",
            lines(_("It would say:"), Quote(words[part]), _("Write it the way you want it, in one message.")),
            allowed=TEXT,
            optional=False,
        )
        words[part] = "\n".join(each.words for each in told)
        more = await Choice(
            f"more.{turn}",
            lines(_("Then it says:"), *(Quote(each) for each in words.values())),
            options=(
                Option("send", _("Send it to the team")),
                Option("again", _("Change something else")),
            ),
        )
        if more == "send":
            break
    return words


async def _which(ctx: WordingContext, turn: int) -> int:
    if len(ctx.pairs) == 1:
        return 0
    chosen = await Choice(
        f"which.{turn}",
        _("Which part would you like to change?"),
        options=tuple(Option(str(at), _("Part {at}", at=at + 1)) for at in range(len(ctx.pairs))),
    )
    return int(chosen)

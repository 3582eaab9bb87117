"""The team makes a workshop pack, sees which ones are about, and says which one is destroyed."""

from __future__ import annotations

import msgspec

from bot.codesign.packs import Kind
from bot.flows.questions import Choice, Confirm, Option
from bot.i18n.texts import Day, Quote, Text, _, lines, n_

MOST_LISTED = 10
"""Packs that are listed, those that have to go first: about what a phone shows."""

KIND_NAMES: dict[Kind, Text] = {"team": _("for the team only"), "share": _("to share")}

_KINDS: dict[str, Kind] = {"team": "team", "share": "share"}


class PackAbout(msgspec.Struct, frozen=True):
    """A pack that is not destroyed yet. ``codes`` are of cards that have to go; ``people`` are in its tables
    and do not take part any more."""

    number: int
    kind: Kind
    made: Day
    destroy_by: Day
    codes: tuple[str, ...] = ()
    people: int = 0


class PacksContext(msgspec.Struct, frozen=True):
    """The packs of a project that are about, and the languages a pack can be in, by code and name."""

    packs: tuple[PackAbout, ...]
    languages: tuple[tuple[str, str], ...]


class PackWish(msgspec.Struct, frozen=True):
    """A pack to be made, or the number of one that is destroyed; neither: back to the team's menu."""

    kind: Kind | None = None
    language: str = ""
    destroyed: int | None = None


async def workshop_packs(ctx: PacksContext) -> PackWish:
    """Return what the facilitator wants."""
    listed = ctx.packs[:MOST_LISTED]
    do = await Choice(
        "do",
        lines(
            _("A pack is what you carry into the workshop: quote cards, pages for the wall, tables."),
            _("For the team only: exact, with all that people let the team have."),
            _("To share: only what people let go beyond the team, and small numbers are hidden."),
            *(about(each) for each in listed),
        ),
        options=(
            Option("team", _("Make a pack for the team only")),
            Option("share", _("Make a pack to share")),
            *(
                Option(f"destroyed.{each.number}", _("Pack {number} is destroyed", number=each.number))
                for each in listed
            ),
            Option("back", _("Back to the team")),
        ),
    )
    if do in _KINDS:
        return PackWish(kind=_KINDS[do], language=await _language(ctx))
    if do == "back":
        return PackWish()
    number = int(do.removeprefix("destroyed."))
    return PackWish(destroyed=number if await _sure(number) else None)


async def _language(ctx: PacksContext) -> str:
    if len(ctx.languages) == 1:
        return ctx.languages[0][0]
    return await Choice(
        "language",
        _("In which language? Quotes stay as they were told."),
        options=tuple(Option(code, Quote(name)) for code, name in ctx.languages),
    )


async def _sure(number: int) -> bool:
    return await Confirm(
        "sure",
        lines(
            _("Are all papers and files of pack {number} destroyed, and all copies of them?", number=number),
            _("It is taken off this list then."),
        ),
        yes=_("Yes, all of it"),
        no=_("No, not all"),
    )


def about(pack: PackAbout) -> Text:
    """What a facilitator reads of a pack that is about: what it is, until when, and what has to go now."""
    return lines(
        _(
            "Pack {number}, {kind}, made on {day}. Destroy it by {by}.",
            number=pack.number,
            kind=KIND_NAMES[pack.kind],
            day=pack.made,
            by=pack.destroy_by,
        ),
        n_(
            "{n} person in it does not take part any more. Destroy the whole pack, and make a new one.",
            "{n} people in it do not take part any more. Destroy the whole pack, and make a new one.",
            pack.people,
        )
        if pack.people
        else None,
        _("These may not be used any more. Destroy them: {codes}", codes=Quote(", ".join(pack.codes)))
        if pack.codes
        else None,
        gap=0,
    )

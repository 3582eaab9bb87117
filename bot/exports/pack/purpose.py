"""What a pack may be used for: who made it, by which consents, what is left out, who destroys it when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

from bot.codesign.small_numbers import SMALLEST_SHOWN
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page
from bot.exports.read_me import not_agreed
from bot.exports.typesetting import typeset
from bot.i18n.texts import Day, Own, Text, _, n_
from bot.services.contexts import pseudonym
from bot.services.house import House
from bot.services.packs.making import Pack

TITLE = _("What this pack may be used for")


async def purpose(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The page that is read before anything of the pack is shown."""
    del house
    sections = [
        _section(names, _("For whom it is"), *_for_whom(pack)),
        _section(names, _("Who made it"), *_made(pack)),
        _section(names, _("What people agreed to"), *_agreed(pack), points=_consents(pack)),
        _section(names, _("What was left out, and why"), points=_left_out(pack)),
        _section(names, _("When it is destroyed"), *_destroyed(pack)),
    ]
    data = page(pack, names, TITLE) | {"sections": sections}
    made = await asyncio.to_thread(typeset, "purpose.typ", data, "pdf")
    yield File("FIRST-what-this-pack-is-for.pdf", made[0], TITLE)


def _section(names: Names, heading: Text, *words: Text, points: Iterable[Text] = ()) -> dict[str, Any]:
    return {
        "heading": names.said(heading),
        "words": [names.said(each) for each in words],
        "points": [names.said(each) for each in points],
    }


def _for_whom(pack: Pack) -> tuple[Text, ...]:
    if pack.kind == "team":
        return (
            _("For the team only. It is exact: people can be known again by what they tell."),
            _(
                "Only the quotes on the cards and the voting sheets may be shown in the workshop. Please do "
                "not show anything else, and do not leave it lying about."
            ),
        )
    return (
        _("It may be shown in the workshop, to everybody who is there."),
        _(
            "Please do not print it in a report, put it on the internet, or give it to somebody who was not "
            "there. That needs its own consent."
        ),
    )


def _made(pack: Pack) -> tuple[Text, ...]:
    by = pack.stored.made_by
    return (
        _("Pack {number}, made on {day}.", number=pack.stored.number, day=Day(pack.made_on)),
        _("It was made by {who}.", who=pseudonym("facilitator", by))
        if by is not None
        else _("It was made on the computer where the bot runs."),
    )


def _agreed(pack: Pack) -> tuple[Text, ...]:
    return (
        n_(
            "There is {n} quote in it. Its teller agreed to its words, and agrees to this today:",
            "There are {n} quotes in it. Their tellers agreed to their words, and agree to this today:",
            len(pack.cards),
        ),
    )


def _consents(pack: Pack) -> tuple[Text, ...]:
    consent = pack.project.consent
    return tuple(Own(consent.words(key)) for key in ("take_part", "keep_words", "quote_workshop"))


def _left_out(pack: Pack) -> list[Text]:
    found: list[Text] = [_("Names, Telegram accounts and phone numbers.")]
    if pack.quotes_left_out or pack.kind == "share":
        found.append(_quotes_left_out(pack))
    if pack.exact is not None:
        return [*found, *(text for number, text in not_agreed(pack.exact.left_out) if number)]
    return [
        *found,
        _("All stories, voices and photos, and who told what."),
        _("Numbers of people under {n}. Other numbers are rounded to 5.", n=SMALLEST_SHOWN),
    ]


def _quotes_left_out(pack: Pack) -> Text:
    if pack.kind == "share":
        # Without a number: one that is counted anew in each pack tells who withdrew between two of them.
        return _("Quotes whose tellers do not agree, today, that they are shown in the workshop.")
    return n_(
        "{n} quote whose teller does not agree, today, that it is shown in the workshop.",
        "{n} quotes whose tellers do not agree, today, that they are shown in the workshop.",
        pack.quotes_left_out,
    )


def _destroyed(pack: Pack) -> tuple[Text, ...]:
    by = pack.stored.made_by
    who = pseudonym("facilitator", by) if by is not None else _("whoever made it")
    return (
        _(
            "By {day} all of it is destroyed, papers and files, by {who}.",
            who=who,
            day=Day(pack.stored.destroy_by),
        ),
        _(
            "When somebody withdraws before, the bot tells the facilitators which cards have to go. Each "
            "card has its code at the bottom."
        ),
        _(
            "Then, in the chat: /team, “Export for the workshop”, “Pack {number} is destroyed”.",
            number=pack.stored.number,
        ),
    )

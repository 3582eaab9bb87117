"""Quote cards for the wall: one quote each, four to a sheet, and in two larger kinds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from bot.codesign.sentences import sentences
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page
from bot.exports.pack.wrapping import breakable, direction, language, pieces
from bot.exports.typesetting import showable, typeset
from bot.flows.joining import ROLE_NAMES
from bot.flows.story import feeling_options
from bot.i18n.texts import Own, Text, _
from bot.services.house import House
from bot.services.packs.cards import Card
from bot.services.packs.making import Pack


@dataclass(frozen=True)
class Layout:
    """How cards lie on an A4 sheet. Sizes of letters are in points; ``most`` are letters that fit a card.

    ``by_sentence``: each sentence begins a line.
    """

    file: str
    title: Text
    columns: int
    rows: int
    largest: float
    smallest: float
    small: float
    most: int
    by_sentence: bool = False


LAYOUTS = (
    Layout("quote-cards.pdf", _("Quote cards"), 2, 2, 20, 9, 9, 800),
    Layout("quote-cards-large.pdf", _("Quote cards in large print"), 1, 2, 44, 22, 14, 300),
    Layout(
        "quote-cards-easy-read.pdf", _("Quote cards, easy to read"), 1, 2, 30, 18, 16, 260, by_sentence=True
    ),
)
"""A6, four to a sheet. A5, for a wall that is read from two metres: letters of 22 points and more. And A5
with a line for each sentence and the feelings large, as easy-read pages have it (NHS England, accessible
information: one idea a line, large print of 16 points and more)."""


async def quote_cards(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The cards of a pack in each layout."""
    del house
    for layout in LAYOUTS:
        content = await asyncio.to_thread(set_cards, pack, names, layout)
        yield File(f"print/{layout.file}", content, layout.title)


def set_cards(pack: Pack, names: Names, layout: Layout) -> bytes:
    """The cards of a pack as one document (PDF)."""
    return typeset(
        "quote_cards.typ",
        {
            **page(pack, names, layout.title),
            "grid": {
                "columns": layout.columns,
                "rows": layout.rows,
                "largest": layout.largest,
                "smallest": layout.smallest,
                "small": layout.small,
            },
            "empty": names.said(_("No quote may be shown yet: see the page about quotes.")),
            "cards": [one for card in pack.cards for one in _card(pack, names, layout, card)],
        },
        "pdf",
    )[0]


def _card(pack: Pack, names: Names, layout: Layout, card: Card) -> Iterator[dict[str, Any]]:
    """A card, or as many as its words need."""
    parts = pieces(showable(card.words), layout.most)
    for at, words in enumerate(parts, start=1):
        said = sentences(words) if layout.by_sentence else (words,)
        yield {
            "code": card.code,
            "place": place_in_words(pack, names, card.touchpoint),
            "feelings": feelings_in_words(pack, names, card),
            "role": _role(names, card.role) if card.role else None,
            "part": names.said(_("{step} of {total}", step=at, total=len(parts))) if len(parts) > 1 else None,
            "words": [_said(each, card, names) for each in said],
        }


def _role(names: Names, role: str) -> dict[str, str]:
    called = names.said(ROLE_NAMES[role])
    return {"key": role, "name": called[:1].upper() + called[1:]}


def _said(words: str, card: Card, names: Names) -> dict[str, str]:
    likely = card.language or names.language
    return {"words": breakable(words), "dir": direction(words), "lang": language(words, likely)}


def place_in_words(pack: Pack, names: Names, touchpoint: str | None) -> str:
    """The name of the part of care that a card is about."""
    point = next((each for each in pack.project.touchpoints if each.id == touchpoint), None)
    return names.said(Own(point.name) if point else _("About the care as a whole"))


def feelings_in_words(pack: Pack, names: Names, card: Card) -> list[str]:
    """The feelings of a card, as they are called."""
    labels = {option.key: option.label for option in feeling_options(pack.project.feelings)}
    return [names.said(labels[key]) for key in card.feelings if key in labels]

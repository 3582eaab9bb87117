"""Quote cards for the wall: one quote each, four to a sheet, and in two larger kinds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from bot.codesign.sentences import sentences
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page, place, role_name, told
from bot.exports.pack.wrapping import pieces
from bot.exports.typesetting import showable, typeset
from bot.flows.story import feeling_options
from bot.i18n.texts import Text, _
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
            "empty": names.said(
                _(
                    "No quote may be shown yet. Quotes are marked under “Themes”, in words that their "
                    "tellers agreed to share."
                )
            ),
            "translation": names.said(_("Translated by the team:")),
            "cards": [one for card in pack.cards for one in _card(pack, names, layout, card)],
        },
        "pdf",
    )[0]


def _card(pack: Pack, names: Names, layout: Layout, card: Card) -> Iterator[dict[str, Any]]:
    """A card, or as many as its words need."""
    most = layout.most // 2 if card.translation else layout.most
    words = pieces(showable(card.words), most)
    translated = pieces(showable(card.translation), most) if card.translation else []
    parts = list(zip_longest(words, translated, fillvalue=""))
    for at, (said, meaning) in enumerate(parts, start=1):
        yield {
            "code": card.code,
            "place": names.said(place(pack, card.touchpoint)),
            "feelings": feelings_in_words(pack, names, card),
            "role": {"key": card.role, "name": role_name(names, card.role)} if card.role else None,
            "part": names.said(_("{step} of {total}", step=at, total=len(parts))) if len(parts) > 1 else None,
            "words": [told(each, card.language, names) for each in _by_line(said, layout)],
            "translated": [told(each, names.language, names) for each in _by_line(meaning, layout)],
        }


def _by_line(words: str, layout: Layout) -> tuple[str, ...]:
    if not words:
        return ()
    return sentences(words) if layout.by_sentence else (words,)


def feelings_in_words(pack: Pack, names: Names, card: Card) -> list[str]:
    """The feelings of a card, as they are called."""
    labels = {option.key: option.label for option in feeling_options(pack.project.feelings)}
    return [names.said(labels[key]) for key in card.feelings if key in labels]

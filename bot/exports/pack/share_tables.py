"""The tables of a pack to share: its cards, the map and the results of votes, each as it may leave the team.

No row stands for a person or a story, and no code leads to another pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.exports import map_tables
from bot.exports.cells import Cell
from bot.exports.names import Names
from bot.exports.pack.page import place
from bot.exports.pack.quote_cards import feelings_in_words
from bot.exports.sheets import Heading, Sheet
from bot.flows import result_for_people
from bot.flows.result_words import Words
from bot.i18n.texts import Own, _
from bot.services.packs.figures import Figures
from bot.services.packs.making import Pack


def share_sheets(pack: Pack, figures: Figures, names: Names) -> tuple[Sheet, ...]:
    """Every table of a pack to share; the map and the votes are empty until there are any."""
    return (_cards(pack, names), _map(figures, names), _results(figures, names))


def _cards(pack: Pack, names: Names) -> Sheet:
    def rows() -> Iterator[Sequence[Cell]]:
        for card in pack.cards:
            yield [
                card.code,
                card.touchpoint,
                names.said(place(pack, card.touchpoint)),
                "; ".join(card.feelings),
                "; ".join(feelings_in_words(pack, names, card)),
                card.role,
                card.words,
            ]

    return Sheet(
        "cards",
        _("One row for each quote card."),
        (
            Heading("code", _("The code at the bottom of the card. It is new in every pack."), "code"),
            Heading("touchpoint", _("Id of the part of care. Empty: not sure."), "code"),
            Heading("touchpoint_name", _("Name of the part of care."), "text"),
            Heading("feelings", _("Keys of the feelings chosen."), "code"),
            Heading("feelings_words", _("The same feelings in words."), "text"),
            Heading(
                "role",
                _("patient, carer or staff. Empty on all cards where some roles have few people."),
                "code",
            ),
            Heading("words", _("The words that may be shown in the workshop."), "words"),
        ),
        rows,
    )


def _map(figures: Figures, names: Names) -> Sheet:
    return Sheet(
        "emotional-map",
        _("One row for each group at each part of care, as it was when the round was over. *: hidden."),
        map_tables.HEADINGS,
        lambda: iter(() if figures.map is None else map_tables.cells(figures.map, names)),
    )


def _results(figures: Figures, names: Names) -> Sheet:
    def rows() -> Iterator[Sequence[Cell]]:
        for round_, result in figures.votes:
            words = Words(round_.ask.candidates)
            turnout = names.said(result_for_people.turnout(result))
            for each in result.standings:
                figure = result_for_people.figure(result, each)
                yield [
                    round_.stored.number,
                    names.said(Own(round_.ask.text)),
                    turnout,
                    each.place,
                    names.said(words.of(each.candidate)),
                    "" if figure is None else names.said(figure),
                ]

    return Sheet(
        "results",
        _("One row for each candidate in each vote that is over, as it was when it was counted."),
        (
            Heading("round", _("Number of the round."), "number"),
            Heading("question", _("What was asked."), "text"),
            Heading("turnout", _("How many voted, as far as it may be said."), "text"),
            Heading("place", _("Its place by all votes. Equals have the same one."), "number"),
            Heading("words", _("What it says."), "words"),
            Heading(
                "figure", _("What its place comes from. Empty where only the place may be told."), "text"
            ),
        ),
        rows,
    )

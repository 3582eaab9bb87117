"""The touchpoint wall: A3 pages that join side by side to the whole pathway, and what belongs where on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

from bot.codesign.emotional_map import ROLES
from bot.exports.contents import File
from bot.exports.map_picture import levels, map_data, points_of
from bot.exports.names import Names
from bot.exports.pack.page import page
from bot.exports.paper import panels
from bot.exports.typesetting import typeset
from bot.flows.map_words import GROUP_NAMES, map_lines
from bot.i18n.texts import Own, Quote, Text, _, lines, n_
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.packs.mapped import newest_map
from bot.services.ratings.mapping import Drawn

TITLE = _("Touchpoint wall")

TO_A_PAGE = 2
"""Touchpoints side by side on a page: an A6 card and the words beside it need half of an A3 page."""

CARDS_BESIDE = {1: 3, 2: 1}
"""Cards of full size that fit below a touchpoint, by how many touchpoints there are on the page."""

MOST_CODES = 12
"""Codes of further cards that are named on the wall; all of them stand in the words on the last pages."""


async def wall(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The wall as one document."""
    drawn = await newest_map(house, pack.project_id, pack.kind)
    content = await asyncio.to_thread(set_wall, pack, drawn, names)
    yield File("print/wall.pdf", content, TITLE)


def set_wall(pack: Pack, drawn: Drawn | None, names: Names) -> bytes:
    """The wall of a pack (PDF): the pages to join, then the same in words. ``drawn`` is None: no map yet."""
    said = names.said
    shown = panels(list(_points(pack, drawn, names)), TO_A_PAGE)
    of = len(shown)
    chart = map_data(drawn, names, []) if drawn else _no_map(names)
    return typeset(
        "wall.typ",
        page(pack, names, TITLE)
        | chart
        | {
            "title": said(TITLE),
            "levels": levels(names),
            "draw": None if _has_lines(shown) else said(_("Draw here how it felt.")),
            "pages": [_page(names, points, at, of) for at, points in enumerate(shown, start=1)],
            "words-title": said(_("The same in words")),
            "words": [said(each) for each in _words(pack, drawn)],
        },
        "pdf",
    )[0]


def _page(names: Names, points: list[dict[str, Any]], at: int, of: int) -> dict[str, Any]:
    said = names.said
    return {
        "points": [_with_places(names, point, len(points)) for point in points],
        "part": said(_("Page {step} of {total}", step=at, total=of)),
        "cut": said(_("Cut here. This edge lies on the line of page {number}.", number=at + 1))
        if at < of
        else None,
        "join": said(_("Page {number} lies over this strip, up to the line.", number=at - 1))
        if at > 1
        else None,
        "alt": said(
            _(
                "The emotional map, part {step} of {total}. All that it shows stands in words on the last "
                "pages.",
                step=at,
                total=of,
            )
        ),
    }


def _points(pack: Pack, drawn: Drawn | None, names: Names) -> Iterator[dict[str, Any]]:
    """Every touchpoint of the pathway as it is now, with what the map shows of it and its cards."""
    known = {point["id"]: point for point in points_of(drawn, names)} if drawn else {}
    for number, point in enumerate(pack.project.touchpoints, start=1):
        shown = known.get(point.id, {"groups": [], "disagree": [], "moved": None})
        yield {
            **shown,
            "number": number,
            "name": names.said(Own(point.name)),
            "codes": _codes(pack, point.id),
        }
    if whole := _codes(pack, None):
        name = names.said(_("About the care as a whole"))
        yield {"number": None, "name": name, "groups": [], "disagree": [], "moved": None, "codes": whole}


def _codes(pack: Pack, touchpoint: str | None) -> list[str]:
    """The codes of the cards of a touchpoint; those of none of the pathway's for None."""
    points = {point.id for point in pack.project.touchpoints}
    return [
        card.code
        for card in pack.cards
        if (card.touchpoint if card.touchpoint in points else None) == touchpoint
    ]


def _with_places(names: Names, point: dict[str, Any], beside: int) -> dict[str, Any]:
    codes = point["codes"]
    placed = codes[: CARDS_BESIDE[beside]]
    further = codes[len(placed) :]
    return point | {
        "codes": placed,
        "below": names.said(_("Hang these cards below: {codes}", codes=_listed(further)))
        if further
        else None,
    }


def _listed(codes: list[str]) -> Text:
    named = Quote(", ".join(codes[:MOST_CODES]))
    more = len(codes) - MOST_CODES
    return n_("{codes} and {n} more", "{codes} and {n} more", more, codes=named) if more > 0 else named


def _has_lines(shown: list[list[dict[str, Any]]]) -> bool:
    return any(
        group["median"] is not None for points in shown for point in points for group in point["groups"]
    )


def _words(pack: Pack, drawn: Drawn | None) -> Iterator[Text]:
    """All that the wall shows: the map, then the cards of each touchpoint."""
    project = pack.project
    if drawn is not None:
        yield from map_lines(project.touchpoints, project.feelings, drawn.map)
    else:
        yield _("Nobody has rated the pathway yet. There is room on the wall to draw how it felt.")
        for number, point in enumerate(project.touchpoints, start=1):
            yield _("{number}. {touchpoint}", number=number, touchpoint=Own(point.name))
    for point in project.touchpoints:
        if codes := _codes(pack, point.id):
            yield lines(_("Cards: {touchpoint}", touchpoint=Own(point.name)), Quote(", ".join(codes)), gap=0)
    if codes := _codes(pack, None):
        yield lines(_("Cards about the care as a whole"), Quote(", ".join(codes)), gap=0)


def _no_map(names: Names) -> dict[str, Any]:
    """What a wall takes of a map that is not there yet: who draws in which kind of line."""
    return {
        "roles": [{"key": role, "name": names.said(GROUP_NAMES[role]), "people": None} for role in ROLES],
        "audience": None,
        "empty": names.said(_("Nobody has rated it yet.")),
        "signs": [],
    }

"""The emotional map as files: a person's own, and the project's for a phone, for a wall and as data."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.exports import map_tables
from bot.exports.contents import File as Made
from bot.exports.map_picture import my_pictures, phone_pictures, wall_page
from bot.exports.names import Names
from bot.exports.paper import photos
from bot.flows.map_words import JOINED, map_lines, my_map_lines
from bot.flows.mapping import TOGETHER
from bot.i18n.texts import Text, _, lines
from bot.services.house import House
from bot.services.orders import File, Order
from bot.services.ratings import mapping
from bot.services.ratings.mapping import Drawn


async def my_map(house: House, order: Order, language: str) -> list[File]:
    """Somebody's own map as pictures, and the same in words."""
    mine = await mapping.mine(house, order.membership_id, order.about.partition(" ")[0])
    if mine is None:
        return []
    names = Names(house.translator, language)
    pictures = await asyncio.to_thread(my_pictures, mine, names)
    first = _("This is your own map of how the care felt to you.")
    words = my_map_lines(mine.project.touchpoints, mine.project.feelings, mine.ratings, mine.earlier)
    return photos("my-map", pictures, first, lines(_("The same in words:"), *words))


async def _drawn(house: House, order: Order) -> Drawn | None:
    """The map that an order is about: ``<id of the round> team`` or ``<id of the round> share``.

    In place of the id of a round may stand that it joins each role's newest one.
    """
    round_id, _space, whose = order.about.partition(" ")
    if round_id == TOGETHER:
        join = mapping.draw_joined_to_share if whose == "share" else mapping.draw_joined
        return await join(house, order.project_id)
    draw = mapping.draw_to_share if whose == "share" else mapping.draw_exact
    return await draw(house, order.project_id, round_id)


def caption(drawn: Drawn) -> Text:
    """For whom a map is."""
    shared = _("The emotional map to share. Small numbers are hidden: see the page about the emotional map.")
    whose = shared if drawn.map.shared else _("The emotional map. It is exact, and for the team only.")
    return lines(whose, JOINED if drawn.map.asked else None)


async def map_for_phone(house: House, order: Order, language: str) -> list[File]:
    """The project's map as pictures for a phone, and the same in words."""
    drawn = await _drawn(house, order)
    if drawn is None:
        return []
    pictures = await asyncio.to_thread(phone_pictures, drawn, Names(house.translator, language))
    words = map_lines(drawn.project.touchpoints, drawn.project.feelings, drawn.map)
    return photos("map", pictures, caption(drawn), lines(_("The same in words:"), *words))


async def map_for_wall(house: House, order: Order, language: str) -> list[File]:
    """The project's map as an A3 page to print, with the same in words on the pages after it."""
    drawn = await _drawn(house, order)
    if drawn is None:
        return []
    page = await asyncio.to_thread(wall_page, drawn, Names(house.translator, language))
    return [File(page, "document", "emotional-map.pdf", caption(drawn))]


async def map_as_data(house: House, order: Order, language: str) -> list[File]:
    """The project's map as a table and as JSON."""
    drawn = await _drawn(house, order)
    if drawn is None:
        return []
    names = Names(house.translator, language)
    return [
        File(map_tables.as_csv(drawn, names), "document", "emotional-map.csv", caption(drawn)),
        File(map_tables.as_json(drawn), "document", "emotional-map.json", caption(drawn)),
    ]


async def every_form(drawn: Drawn, names: Names) -> AsyncIterator[Made]:
    """The map in every form, as files for a folder."""
    for at, picture in enumerate(await asyncio.to_thread(phone_pictures, drawn, names), start=1):
        yield Made(f"map-{at}.png", picture)
    yield Made("emotional-map.pdf", await asyncio.to_thread(wall_page, drawn, names))
    yield Made("emotional-map.csv", map_tables.as_csv(drawn, names))
    yield Made("emotional-map.json", map_tables.as_json(drawn))
    yield Made("DATA-DICTIONARY.md", map_tables.dictionary(drawn, names))
    words = map_lines(drawn.project.touchpoints, drawn.project.feelings, drawn.map)
    said = names.said(lines(caption(drawn), *words))
    yield Made("emotional-map.txt", (said + "\n").encode("utf-8-sig", errors="replace"))

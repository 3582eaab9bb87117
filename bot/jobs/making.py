"""How each kind of order is made. It needs much that a bot does not need before somebody orders something.

So this is loaded with the first order, not at the start (``bot/jobs/orders.py``).
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

from bot.codesign.packs import Kind
from bot.exports import health_picture, maps
from bot.exports.archive import TooLarge, pack_files
from bot.exports.my_data import my_data_archive
from bot.i18n.texts import Text, _, lines
from bot.services import collecting_mine
from bot.services.house import House
from bot.services.orders import File, Order
from bot.services.packs import making

_MY_DATA_CAPTION = lines(
    _("This is everything you told us, and what you agreed to."),
    _("Open the page called my-data.html to read it."),
    _("Keep this file somewhere safe: whoever has it can read it."),
)

_PACK_CAPTIONS: dict[Kind, Text] = {
    "team": lines(
        _("This is your workshop pack, all of it in one file. It is for the team only."),
        _("Please read the page about what it may be used for before you show anything."),
    ),
    "share": lines(
        _("This is your workshop pack, all of it in one file. You may show it in the workshop."),
        _("Please read the page about what it may be used for before you show anything."),
    ),
}


async def make(house: House, order: Order, language: str) -> list[File]:
    """The files of an order; none where there is nothing to give, or too much for one message."""
    try:
        return await _MAKERS[order.kind](house, order, language)
    except TooLarge:
        return []


async def _pack(house: House, order: Order, language: str) -> list[File]:
    """A workshop pack: ``about`` is its kind and its language. Made again, it is the same pack."""
    named, _space, chosen = order.about.partition(" ")
    kind: Kind = "share" if named == "share" else "team"
    pack = await making.make(
        house,
        order.project_id,
        kind,
        chosen or language,
        made_by=order.membership_id,
        pack_id=str(uuid.uuid5(uuid.UUID(order.id), "pack")),
    )
    try:
        files = await pack_files(house, pack)
    except TooLarge:
        await making.unmake(house, pack)
        raise
    whole, *pages = files
    return [
        File(whole.content, "document", whole.path, _PACK_CAPTIONS[kind]),
        *(
            File(page.content, "document", PurePosixPath(page.path).name, page.title)
            for page in pages
            if page.title is not None
        ),
    ]


async def _my_data(house: House, order: Order, language: str) -> list[File]:
    mine = await collecting_mine.collect_mine(house, order.project_id, order.membership_id)
    if mine is None:
        return []
    packed = await my_data_archive(house, mine, language)
    return [File(packed, "document", "my-data.zip", _MY_DATA_CAPTION)]


_MAKERS: dict[str, Callable[[House, Order, str], Awaitable[list[File]]]] = {
    "my_data": _my_data,
    "export": _pack,
    "my_map": maps.my_map,
    "map": maps.map_for_phone,
    "map_wall": maps.map_for_wall,
    "map_data": maps.map_as_data,
    "health_phone": health_picture.for_phone,
    "health_wall": health_picture.for_wall,
}

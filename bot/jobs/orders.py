"""Makes what people ordered in a chat: their own data and map, or a facilitator's exports and maps."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

import structlog

from bot.codesign.packs import Kind
from bot.exports import health_picture, maps
from bot.exports.archive import TooLarge, pack_files
from bot.exports.my_data import my_data_archive
from bot.i18n.texts import Text, _, lines
from bot.jobs.working_off import work_off
from bot.services import collecting_mine, orders
from bot.services.house import House
from bot.services.orders import File, Order
from bot.services.packs import making

log = structlog.get_logger()

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


async def fulfil_orders(house: House, stopping: asyncio.Event) -> None:
    """Make what is ordered until ``stopping`` is set; what is under way then is brought to its end.

    Cancelling it instead is safe at any point: what was under way is due again when its lease ends.
    """
    await work_off(
        lambda: fulfil_due(house), lambda: orders.next_due(house), house, house.bells.orders, stopping
    )


async def fulfil_due(house: House) -> int:
    """Make the order that has waited longest; how many were taken up. One at a time: they are large."""
    taken = await orders.take(house, 1)
    for order in taken:
        try:
            await _fulfil(house, order)
        except Exception as error:  # one order fails alone
            log.error("order.failed", order=order.id, attempt=order.attempts, error=type(error).__name__)
            await orders.postpone(house, order)
    return len(taken)


async def _fulfil(house: House, order: Order) -> None:
    who = await orders.customer(house, order)
    if who is None:
        await orders.fail(house, order)
        return
    try:
        made = await _MAKERS[order.kind](house, order, who.language)
    except TooLarge:
        made = []
    if made:
        await orders.fulfil(house, order, made)
    else:
        await orders.fail(house, order)


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

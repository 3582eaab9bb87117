"""Makes what people ordered in a chat: their own data, or a facilitator's export."""

from __future__ import annotations

import asyncio

import structlog

from bot.exports.archive import TooLarge, project_archive
from bot.exports.my_data import my_data_archive
from bot.jobs.working_off import work_off
from bot.services import collecting, orders
from bot.services.house import House
from bot.services.orders import Order

log = structlog.get_logger()

_NAMES = {"my_data": "my-data.zip", "export": "export.zip"}


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
        made = await _made(house, order, who.language)
    except TooLarge:
        made = None
    if made is None:
        await orders.fail(house, order)
    else:
        await orders.fulfil(house, order, made, _NAMES[order.kind])


async def _made(house: House, order: Order, language: str) -> bytes | None:
    if order.kind == "export":
        collected = await collecting.collect(house, order.project_id)
        return await project_archive(house, collected, language)
    mine = await collecting.collect_mine(house, order.project_id, order.membership_id)
    return await my_data_archive(house, mine, language) if mine else None

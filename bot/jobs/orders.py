"""Makes what people ordered in a chat: their own data and map, or a facilitator's exports and maps."""

from __future__ import annotations

import asyncio

import structlog

from bot.jobs.working_off import work_off
from bot.services import orders
from bot.services.house import House
from bot.services.orders import Order

log = structlog.get_logger()


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
    from bot.jobs.making import make  # only now: see there

    made = await make(house, order, who.language)
    if made:
        await orders.fulfil(house, order, made)
    else:
        await orders.fail(house, order)

"""How much is under way: for the operator's check-up and for the rehearsal, numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.house import House
from storage import counting, inbox, outbox, runs


@dataclass(frozen=True)
class UnderWay:
    """Rows that wait: updates, messages, files and orders; and what needs a person to look at it."""

    updates: int
    messages: int
    files: int
    orders: int
    failed_updates: int
    failed_messages: int
    stuck_runs: int

    @property
    def nothing(self) -> bool:
        """Nothing waits to be done now."""
        return not (self.updates or self.messages or self.files or self.orders)


async def under_way(house: House) -> UnderWay:
    """Count what waits, at one moment."""
    async with house.database.snapshot() as tx:
        updates, failed_updates = await inbox.counts(tx)
        messages = await outbox.counts(tx)
        files, orders = await counting.waiting(tx)
        return UnderWay(
            updates,
            messages.get("waiting", 0) + messages.get("sending", 0),
            files,
            orders,
            failed_updates,
            messages.get("failed", 0),
            await runs.stuck(tx),
        )

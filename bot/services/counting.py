"""How much is under way: for the operator's check-up and for the rehearsal, numbers only."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.services import recurring
from bot.services.house import House
from bot.services.updates import following
from storage import counting, inbox, notices, outbox, planned_rounds, rounds, runs, updates

MOMENT = timedelta(seconds=5)
"""An update that goes on within it is under way: it only waits for the outbox to empty a little."""


class UnderWay(msgspec.Struct, frozen=True):
    """Rows that wait: what arrived, what is told, files, orders, rounds, updates, jobs; what needs a look.

    ``broadcasts`` counts updates, and reports of them that are behind. ``put_off`` counts messages that wait
    on purpose, such as for the end of the quiet hours.
    """

    updates: int
    messages: int
    files: int
    orders: int
    rounds: int
    notices: int
    broadcasts: int
    jobs: int
    put_off: int
    failed_updates: int
    failed_messages: int
    stuck_runs: int

    @property
    def nothing(self) -> bool:
        """Nothing waits to be done now."""
        return not any(
            (
                self.updates,
                self.messages,
                self.files,
                self.orders,
                self.rounds,
                self.notices,
                self.broadcasts,
                self.jobs,
            )
        )


async def under_way(house: House) -> UnderWay:
    """Count what waits, at one moment."""
    jobs = len(await recurring.due(house))
    async with house.database.snapshot() as tx:
        arrived, failed_updates = await inbox.counts(tx)
        # After the first look: what is seen from here on was due by now, or is due later on purpose.
        now = house.clock.now()
        messages = await outbox.counts(tx)
        put_off = await outbox.put_off(tx, now)
        files, orders = await counting.waiting(tx)
        # In the same look: what goes out between two would leave its report behind, and nothing waiting.
        reports = len(await following.behind(house, tx))
        return UnderWay(
            arrived,
            messages.get("waiting", 0) + messages.get("sending", 0) - put_off,
            files,
            orders,
            await rounds.due_counted(tx, now) + len(await planned_rounds.due(tx, now)),
            await notices.due_counted(tx, now),
            await updates.due_counted(tx, now, now + MOMENT) + reports,
            jobs,
            put_off,
            failed_updates,
            messages.get("failed", 0),
            await runs.stuck(tx),
        )

"""The part of the walk that leads to what is owed, and to what is in the way of asking something new."""

from __future__ import annotations

from datetime import timedelta

from bot.flows.actions import PICK
from bot.rehearsal.phones import Phone
from tests.access.walking import Walk


async def owing(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Tell a story that nobody answers in time, look at what is owed, and try to ask something new."""
    await walk.room.write(owner, "/start")
    await walk.room.told(owner, "Nobody came.")
    walk.room.clock.turn(timedelta(days=walk.room.project.reply_days + 1))
    await walk.room.quiet()
    await walk.room.write(facilitator, "/team")
    await walk.do(
        facilitator, f"{PICK}owed:", f"{PICK}back", f"{PICK}rounds:", f"{PICK}open", f"{PICK}anyway"
    )

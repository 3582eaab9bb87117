"""The part of the walk that leads through the health picture and to what a sponsor sees."""

from __future__ import annotations

from bot.flows.actions import BACK, PICK
from bot.flows.questions import ON
from bot.rehearsal.phones import Phone
from tests.access.walking import Walk, open_link


async def sponsoring(walk: Walk, facilitator: Phone) -> None:
    """The picture as the team reads it; then a sponsor joins, and reads theirs."""
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, f"{PICK}health:", f"{PICK}on", f"{PICK}on", BACK, f"{PICK}on", f"{PICK}back")
    await walk.do(facilitator, f"{PICK}health:", f"{PICK}page", f"{PICK}share", f"{PICK}health_phone")
    sponsor = await open_link(walk.room, "Gwyn (example)", "sponsor")
    await walk.onward(sponsor, "language", "join_as_facilitator")
    await walk.do(sponsor, f"{PICK}decisions:", PICK + ON)
    await walk.do(sponsor, f"{PICK}health:")
    await walk.onward(sponsor, "shared_health")

"""The part of the walk that leads from a suggestion to a candidate."""

from __future__ import annotations

from bot.flows.actions import PICK, SKIP
from bot.flows.questions import NO
from bot.rehearsal.phones import Phone
from tests.access.walking import Walk


async def suggesting(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Suggest a priority, look at it, and have the team read it."""
    await walk.do(owner, f"{PICK}propose:")
    await walk.write(owner, "Quiet nights.")
    await walk.do(owner, f"{PICK}send", f"{PICK}propose:mine", f"{PICK}1", f"{PICK}back", PICK + NO)
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}proposals:", f"{PICK}decline")
    await walk.write(facilitator, "It is quiet since May.")
    await walk.do(facilitator, PICK + NO, f"{PICK}proposals:", f"{PICK}take", SKIP)

"""The part of the walk that leads through updates: written, read, answered, corrected."""

from __future__ import annotations

from bot.flows.actions import ADD, DONE, PICK, SKIP
from bot.rehearsal.phones import Phone
from tests.access.cast import STORY
from tests.access.walking import Walk
from tests.journeys.rounds import at


async def updating(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Two updates, from the wizard to what the team reads of the answers."""
    at(walk.room, 11)
    for words in ("The nights are quieter.", "There is a new bell."):
        await _write(walk, facilitator, words)
    await _read(walk, owner)
    await _look_after(walk, facilitator)


async def _desk(walk: Walk, facilitator: Phone) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, f"{PICK}updates:")


async def _write(walk: Walk, facilitator: Phone, words: str) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}write", f"{ADD}patient", DONE, DONE)
    if f"{PICK}all" in walk.stops[-1].actions:
        await walk.do(facilitator, f"{PICK}all")
    await walk.write(facilitator, words)
    while f"{PICK}right" not in walk.stops[-1].actions:
        await walk.do(facilitator, SKIP if SKIP in walk.stops[-1].actions else DONE)
    await walk.do(facilitator, f"{PICK}right", f"{PICK}now")


async def _read(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.stop(owner)
    await walk.do(owner, f"{PICK}news:")
    await walk.do(owner, walk.stops[-1].actions[0], f"{PICK}answer")
    await walk.write(owner, f"And the {STORY}?")


async def _look_after(walk: Walk, facilitator: Phone) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}2", f"{PICK}correct", SKIP, SKIP, SKIP, f"{PICK}leave")
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}2", f"{PICK}answers", f"{PICK}back")

"""The part of the walk that leads from a suggestion to a candidate."""

from __future__ import annotations

from bot.flows.actions import ADD, BACK, DONE, PICK, SKIP
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
    await walk.do(facilitator, PICK + NO, f"{PICK}proposals:", f"{PICK}take")
    await _skip(walk, facilitator)
    await _theming(walk, facilitator)


async def _theming(walk: Walk, facilitator: Phone) -> None:
    """Put the story under a theme, and make a candidate of that."""
    await walk.room.write(facilitator, "/team")
    await walk.do(
        facilitator, f"{PICK}themes:", f"{PICK}story", f"{PICK}1", f"{PICK}themes", f"{ADD}new", DONE
    )
    await walk.write(facilitator, "Nights")
    await walk.do(facilitator, f"{PICK}places", BACK, f"{PICK}done", f"{PICK}1", f"{PICK}candidate")
    await walk.write(facilitator, "Let the nights be quiet.")
    await _skip(walk, facilitator)
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}priorities:", f"{PICK}1", f"{PICK}from", DONE, DONE)


async def following(walk: Walk, owner: Phone) -> None:
    """Read what became of the story and the suggestion."""
    await walk.room.write(owner, "/start")
    await walk.stop(owner)
    await walk.do(owner, f"{PICK}thread:", f"{PICK}next", f"{PICK}menu")


async def _skip(walk: Walk, phone: Phone) -> None:
    """Leave out the other languages."""
    while SKIP in walk.stops[-1].actions:
        await walk.do(phone, SKIP)

"""The part of the walk that leads through actions: written, owned, done, answered about, closed and read."""

from __future__ import annotations

from bot.flows.actions import ADD, BACK, DONE, PICK, SKIP
from bot.flows.questions import NO, ON, YES
from bot.rehearsal.phones import Phone
from tests.access.walking import Walk


async def acting(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """An action, from the wizard to its close."""
    await _write(walk, facilitator)
    await _owned(walk, owner, facilitator)
    await _edit(walk, facilitator)
    await _step(walk, facilitator, "agreed", "Everybody agreed.")
    await _step(walk, facilitator, "done", "The bins are quiet.", "It was easy.")
    await _answer(walk, owner)
    await _desk(walk, facilitator, f"{PICK}answers", PICK + ON)
    await _desk(walk, facilitator, f"{PICK}back", PICK + NO)
    await _step(walk, facilitator, "closed", "It stays like this.")


async def _desk(walk: Walk, facilitator: Phone, *actions: str) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}actions:", f"{PICK}1", *actions)


async def _english_only(walk: Walk, facilitator: Phone) -> None:
    for _language in walk.room.project.languages[1:]:
        await walk.do(facilitator, PICK + NO)


async def _write(walk: Walk, facilitator: Phone) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}actions:", f"{PICK}new")
    await walk.write(facilitator, "Soft bins.")
    await walk.write(facilitator, "Ward 4")
    await walk.do(facilitator, SKIP)
    await walk.write(facilitator, "People told of it.")
    await walk.do(facilitator, f"{PICK}environment", f"{PICK}small", f"{PICK}none", PICK + YES)
    while SKIP in walk.stops[-1].actions:
        await walk.do(facilitator, SKIP)
    await walk.do(facilitator, PICK + NO, f"{PICK}send")
    if DONE in walk.stops[-1].actions and f"{ADD}1" not in walk.stops[-1].actions:
        await walk.do(facilitator, DONE)
    while f"{ADD}1" in walk.stops[-1].actions:
        await walk.do(facilitator, f"{ADD}1", DONE)


async def _owned(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    await _desk(walk, facilitator, f"{PICK}owner", f"{PICK}patient", f"{PICK}1")
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}own_action:1", f"{PICK}later", f"{PICK}own_action:1", f"{PICK}yes")


async def _edit(walk: Walk, facilitator: Phone) -> None:
    await _desk(walk, facilitator, f"{PICK}words", f"{ADD}what", f"{ADD}by_when", DONE)
    await walk.write(facilitator, "Soft bins for all.")
    await walk.do(facilitator, walk.stops[-1].actions[0])
    await _english_only(walk, facilitator)
    await walk.do(facilitator, f"{PICK}save")


async def _step(walk: Walk, facilitator: Phone, status: str, *words: str) -> None:
    await _desk(walk, facilitator, f"{PICK}step", PICK + status)
    await walk.do(facilitator, walk.stops[-1].actions[0])
    for each in words:
        await walk.write(facilitator, each)
    await _english_only(walk, facilitator)
    await walk.do(facilitator, BACK, PICK + NO, f"{PICK}take")


async def _answer(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}difference:1")
    while f"{PICK}cannot-tell" in walk.stops[-1].actions:
        await walk.do(owner, f"{PICK}cannot-tell")
    await walk.do(owner, SKIP, f"{PICK}send", f"{PICK}changes:", f"{PICK}1", f"{PICK}again", f"{PICK}menu")

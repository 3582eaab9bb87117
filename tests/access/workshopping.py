"""The part of the walk that leads through workshops: told, read, answered, and answered back."""

from __future__ import annotations

from bot.flows.actions import DONE, PICK, SKIP
from bot.flows.questions import NO
from bot.rehearsal.phones import Phone
from tests.access.cast import STORY
from tests.access.walking import Walk
from tests.journeys.rounds import at


async def workshopping(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Two workshops, from the wizard to the answer to those who spoke."""
    at(walk.room, 11)
    await _tell(walk, facilitator, "Quiet after ten.", "latest")
    await _tell(walk, facilitator, "A new bell.", "now")
    await _read(walk, owner)
    await _look_after(walk, facilitator)


async def _desk(walk: Walk, facilitator: Phone) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, f"{PICK}workshops:")


async def _tell(walk: Walk, facilitator: Phone, what: str, when: str) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}tell")
    await walk.do(facilitator, walk.stops[-1].actions[0])
    for words in ("1", "2", "3", what, "It was loud."):
        await walk.write(facilitator, words)
    if f"{PICK}nothing" in walk.stops[-1].actions:
        await walk.do(facilitator, f"{PICK}nothing")
    await walk.do(facilitator, PICK + NO)
    await walk.do(facilitator, SKIP)
    while PICK + NO in walk.stops[-1].actions:
        await walk.do(facilitator, PICK + NO)
    await walk.do(facilitator, f"{PICK}14", f"{PICK}right")
    times = [action for action in walk.stops[-1].actions if action.startswith(PICK)]
    await walk.do(facilitator, f"{PICK}now" if when == "now" else times[-1])


async def _read(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.stop(owner)
    await walk.do(owner, f"{PICK}news:")
    if walk.stops[-1].flow == "news":
        await walk.do(owner, walk.stops[-1].actions[0])
    await walk.do(owner, f"{PICK}answer", f"{PICK}differ")
    await walk.write(owner, f"And the {STORY}?")
    await walk.do(owner, f"{PICK}send")


async def _look_after(walk: Walk, facilitator: Phone) -> None:
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}1", f"{PICK}cancel", PICK + NO)
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}2", f"{PICK}correct")
    while f"{PICK}leave" not in walk.stops[-1].actions:
        await walk.do(facilitator, SKIP)
    await walk.do(facilitator, f"{PICK}leave")
    await _desk(walk, facilitator)
    await walk.do(facilitator, f"{PICK}2", f"{PICK}answers", f"{PICK}back", f"{PICK}reply")
    await walk.write(facilitator, "It comes on Monday.")
    while f"{PICK}send" not in walk.stops[-1].actions:
        await walk.do(facilitator, SKIP if SKIP in walk.stops[-1].actions else DONE)
    await walk.do(facilitator, f"{PICK}drop")

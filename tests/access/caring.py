"""The part of the walk that leads through help, safety, and the wording that may be shared."""

from __future__ import annotations

from bot.flows.actions import ADD, BACK, DONE, HELP, PICK, SKIP
from bot.rehearsal.phones import Phone
from tests.access.cast import STORY
from tests.access.walking import Walk

WORKSHOP = f"{ADD}quote_workshop"


async def caring(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """A call, a concern, a wording, and a no: each from its beginning to its end."""
    await _calling(walk, owner, facilitator)
    await _sharing(walk, owner, facilitator)
    await _declining(walk, owner, facilitator)
    await _worrying(walk, facilitator)
    await _record(walk, facilitator)


async def _team(walk: Walk, facilitator: Phone, *actions: str) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, *actions)


async def _calling(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, HELP, f"{PICK}help")
    await walk.write(owner, f"It is about the {STORY}.")
    await _team(walk, facilitator, f"{PICK}calls:", f"{PICK}call:1", f"{PICK}take", f"{PICK}answer", BACK)
    await walk.do(facilitator, f"{PICK}answer")
    await walk.write(facilitator, "I ring you.")
    await walk.do(facilitator, f"{PICK}close")
    await walk.write(facilitator, "We spoke.")


async def _tell(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}story", f"{PICK}not_sure")
    await walk.write(owner, f"Nurse Kelly knows the {STORY}.")
    await walk.do(owner, DONE, DONE, SKIP, SKIP, SKIP, WORKSHOP, DONE, f"{PICK}send")


async def _read(walk: Walk, facilitator: Phone, way: str) -> None:
    await _team(walk, facilitator, f"{PICK}read", f"{PICK}yes", PICK + way)


async def _sharing(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    await _tell(walk, owner)
    await _read(walk, facilitator, "share")
    await walk.do(facilitator, DONE, f"{PICK}as_it_is", f"{PICK}send")
    await walk.room.write(owner, "/start")
    await walk.stop(owner)
    offer = next(each for each in walk.stops[-1].actions if each.startswith(f"{PICK}wording:"))
    await walk.do(owner, offer, f"{PICK}change")
    await walk.write(owner, f"Somebody knows the {STORY}.")
    await walk.do(owner, f"{PICK}send")
    await _team(walk, facilitator, f"{PICK}queue:")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}accept")


async def _declining(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    await _tell(walk, owner)
    await _read(walk, facilitator, "decline")
    await walk.write(facilitator, "It is about another place.")
    await walk.do(facilitator, f"{PICK}send")
    await walk.room.write(owner, "/start")
    await walk.stop(owner)
    no = next(each for each in walk.stops[-1].actions if each.startswith(f"{PICK}declined:"))
    await walk.do(owner, no)
    await walk.write(owner, f"It is about the {STORY}.")
    await _team(walk, facilitator, f"{PICK}queue:")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}done")


async def _worrying(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, f"{PICK}reread", f"{PICK}yes", f"{PICK}worry")
    await walk.write(facilitator, "They are afraid.")
    await walk.do(facilitator, f"{PICK}nobody")
    await _team(walk, facilitator, f"{PICK}calls:", f"{PICK}concern:1", f"{PICK}call", f"{PICK}lead")


async def _record(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, f"{PICK}audit:", f"{PICK}back")
    await _team(walk, facilitator, f"{PICK}words:", f"{PICK}back")

"""The part of the walk that leads through a vote: cast, its order so far, and its result for the team."""

from __future__ import annotations

from bot.flows.actions import ADD, DONE, DROP, PICK, SKIP
from bot.rehearsal.phones import Phone
from tests.access.walking import Walk
from tests.votes.polling import open_vote, over


async def polling(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Vote in order, look at what is there, and read the result as the team."""
    round_ = await open_vote(walk.room, "ranking", roles=("patient",))
    number = round_.stored.number
    first = round_.ask.candidates[0].id
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}round:{number}", ADD + first, DROP + first, ADD + first, DONE)
    await walk.do(owner, SKIP, f"{PICK}cast", f"{PICK}votes:{number}", f"{PICK}on")
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}results:{number}", f"{PICK}on")
    await over(walk.room, round_)
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}votes:{number}")
    await walk.room.write(facilitator, "/team")
    await walk.do(facilitator, f"{PICK}results:{number}")

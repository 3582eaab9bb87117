"""The part of the walk that leads through rounds: asked, answered, drawn, ended, decided, read."""

from __future__ import annotations

import msgspec

from bot.codesign.priorities import Wording
from bot.codesign.rating import NOT_ME
from bot.flows.actions import ADD, BACK, DONE, PICK, SKIP
from bot.flows.questions import NO, ON, YES
from bot.rehearsal.phones import Phone
from bot.services import projects
from storage import priorities as stored_priorities
from tests.access.walking import Walk


async def asking(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """A round of ratings and a vote, from the wizard to what people read of them."""
    await _open(walk, facilitator, "ratings")
    await _rate(walk, owner)
    await _comments(walk, facilitator)
    await _draw(walk, facilitator)
    await _close(walk, facilitator, 1)
    await _vote_opens(walk, facilitator)
    await _vote(walk, owner)
    await _sheets(walk, facilitator)
    await _results_so_far(walk, facilitator)
    await _close(walk, facilitator, 2)
    await _read(walk, owner)


async def _team(walk: Walk, facilitator: Phone, entry: str) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, PICK + entry)


async def _open(walk: Walk, facilitator: Phone, *asked: str) -> None:
    await _team(walk, facilitator, "rounds:")
    await walk.do(facilitator, f"{PICK}open", *(PICK + each for each in asked))
    await _to_whom(walk, facilitator)


async def _to_whom(walk: Walk, facilitator: Phone) -> None:
    await walk.do(facilitator, f"{ADD}patient", DONE, f"{PICK}7")
    await walk.write(facilitator, "What do you think of it?")
    await walk.do(facilitator, SKIP, SKIP, f"{PICK}open")


async def _rate(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}round:1", f"{PICK}very-bad", DONE, BACK, DONE)
    await walk.write(owner, "Nobody came.")
    while PICK + NOT_ME in walk.stops[-1].actions:
        await walk.do(owner, PICK + NOT_ME)
    await walk.do(owner, f"{PICK}send", f"{PICK}not_now")


async def _comments(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, "comments:")
    await walk.do(facilitator, PICK + YES, f"{PICK}worry", SKIP)
    await _team(walk, facilitator, "comments:again")
    await walk.do(facilitator, PICK + NO)


async def _draw(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, "map:")
    await walk.do(facilitator, next(each for each in walk.stops[-1].actions if each.startswith(PICK)))


async def _close(walk: Walk, facilitator: Phone, number: int) -> None:
    await _team(walk, facilitator, "rounds:")
    await walk.do(facilitator, f"{PICK}{number}", f"{PICK}end", PICK + NO)
    await _team(walk, facilitator, "rounds:")
    await walk.do(facilitator, f"{PICK}{number}", f"{PICK}end", PICK + YES)
    await _team(walk, facilitator, f"outcome:{number}")
    if DONE in walk.stops[-1].actions:
        await walk.do(facilitator, walk.stops[-1].actions[0], DONE, f"{PICK}meant")
    for words in ("We begin at once.", "The group.", "Most asked for it."):
        await walk.write(facilitator, words)
        await walk.do(facilitator, SKIP, SKIP)
    await walk.do(facilitator, f"{PICK}close")


async def _candidates(walk: Walk) -> None:
    house = walk.room.house
    async with house.database.transaction() as tx:
        project, now = await projects.find(house, tx, walk.room.project.key), house.clock.now()
        for words in ("One person to ask", "A bell within reach"):
            wording = msgspec.json.encode(Wording({"en": words}))
            await stored_priorities.add(
                tx, house.keys, project.id, owner_id=None, status="candidate", content=wording, now=now
            )


async def _vote_opens(walk: Walk, facilitator: Phone) -> None:
    await _candidates(walk)
    await _team(walk, facilitator, "rounds:")
    await walk.do(facilitator, f"{PICK}open", f"{PICK}votes", f"{PICK}approval")
    for each in walk.stops[-1].actions:
        if each.startswith(ADD):
            await walk.do(facilitator, each)
    await walk.do(facilitator, DONE)
    await _to_whom(walk, facilitator)


async def _vote(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}round:2")
    while f"{PICK}agree" in walk.stops[-1].actions:
        await walk.do(owner, f"{PICK}agree")
    await walk.do(owner, SKIP, f"{PICK}cast")


async def _sheets(walk: Walk, facilitator: Phone) -> None:
    """Two sheets from paper: one that counts, one that does not; the first is taken out again."""
    await _team(walk, facilitator, "rounds:")
    await walk.do(facilitator, f"{PICK}2", f"{PICK}sheets", f"{PICK}enter", f"{PICK}patient", f"{PICK}A")
    while f"{PICK}agree" in walk.stops[-1].actions:
        await walk.do(facilitator, f"{PICK}agree")
    await walk.write(facilitator, "It was in writing.")
    await walk.do(facilitator, f"{PICK}next", f"{PICK}uncounted", f"{PICK}done", f"{PICK}take_out")
    await walk.write(facilitator, "1")
    await walk.do(facilitator, PICK + YES)


async def _results_so_far(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, "results:2")
    await walk.onward(facilitator, "vote_result")


async def _read(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}result:", f"{PICK}2", PICK + ON)

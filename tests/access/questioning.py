"""The part of the walk that leads through questions, replies to stories, and “this is not what I meant”."""

from __future__ import annotations

from bot.flows.actions import BACK, DONE, PICK, SKIP
from bot.flows.questions import CHANGE, NO, YES
from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from tests.access.cast import STORY
from tests.access.walking import Walk
from tests.journeys.for_the_workshop import workshops_begin


async def questioning(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """A question and its answer, a reply to a story, and an objection to it."""
    await _ask(walk, owner)
    await _answer(walk, facilitator)
    await _read(walk, owner)
    await _reply(walk, facilitator)
    await _object(walk, owner)
    await _team(walk, facilitator, f"{PICK}questions:")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}back", f"{PICK}back")
    await _for_workshop(walk, owner, facilitator)


async def _team(walk: Walk, facilitator: Phone, *actions: str) -> None:
    await walk.room.write(facilitator, "/team")
    await walk.stop(facilitator)
    await walk.do(facilitator, *actions)


async def _ask(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}ask:")
    await walk.write(owner, f"What about the {STORY}?")
    await walk.do(owner, f"{PICK}name")
    await walk.write(owner, "Olwen")
    await walk.do(owner, f"{PICK}{CHANGE}who", f"{PICK}number", f"{PICK}send")


async def _answer(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, f"{PICK}questions:")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}answer", BACK, f"{PICK}answer")
    facilitator.send_voice(example_voice(), 4)
    await walk.room.quiet()
    await walk.stop(facilitator)
    await walk.write(facilitator, f"The {STORY} is well.")
    await walk.do(facilitator, f"{PICK}name")
    await walk.write(facilitator, "Ffion")
    await walk.do(facilitator, f"{PICK}send")


async def _read(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}answers:", f"{PICK}more", SKIP, f"{PICK}my_questions:")
    await walk.do(owner, walk.stops[-1].actions[0], f"{PICK}take_back", PICK + NO)
    await walk.do(owner, f"{PICK}my_questions:")
    await walk.do(owner, walk.stops[-1].actions[0], f"{PICK}done")


async def _reply(walk: Walk, facilitator: Phone) -> None:
    await _team(walk, facilitator, f"{PICK}reread", PICK + YES, f"{PICK}reply")
    await walk.write(facilitator, f"Thank you for the {STORY}.")
    await walk.do(facilitator, f"{PICK}number", f"{PICK}send")


async def _object(walk: Walk, owner: Phone) -> None:
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}answers:", f"{PICK}object", SKIP, PICK + YES)


async def _for_workshop(walk: Walk, owner: Phone, facilitator: Phone) -> None:
    """Something to be read out, said anew, listed for the team, and read out; and another one that is not."""
    await workshops_begin(walk.room)
    for role in ("nobody", "role"):
        await walk.room.write(owner, "/start")
        await walk.do(owner, f"{PICK}for_workshop:")
        await walk.write(owner, f"Say this of the {STORY}.")
        await walk.do(owner, f"{PICK}{role}", f"{PICK}{CHANGE}message", DONE, f"{PICK}send")
    await walk.room.write(owner, "/start")
    await walk.do(owner, f"{PICK}my_questions:")
    await walk.do(owner, walk.stops[-1].actions[0], f"{PICK}change")
    await walk.write(owner, f"Say that of the {STORY}.")
    await walk.do(owner, f"{PICK}role", f"{PICK}send")
    await _team(walk, facilitator, f"{PICK}questions:", f"{PICK}workshop")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}read_out")
    await walk.do(facilitator, walk.stops[-1].actions[0])
    await _team(walk, facilitator, f"{PICK}questions:", f"{PICK}workshop")
    await walk.do(facilitator, walk.stops[-1].actions[0], f"{PICK}not_read_out")
    await walk.write(facilitator, f"The {STORY} is well.")

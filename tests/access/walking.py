"""A walk through every flow on the owner's and the facilitator's phones, with a stop at each question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import msgspec

from bot.flows.actions import ADD, BACK, DONE, PICK, SKIP, STOP
from bot.flows.questions import NO, ON, YES
from bot.rehearsal.phones import Phone
from bot.services import projects
from storage import participants, runs
from tests.access.cast import FACILITATOR, HALF, OWNER, STORY
from tests.room import Room

Visit = Callable[["Stop"], Awaitable[None]]

ONWARD = (f"{PICK}en", PICK + ON, PICK + YES, DONE)
"""What leads on through joining and agreeing, the likeliest first."""


@dataclass(frozen=True)
class Stop:
    """A question that stands on a phone: its flow and the data of each of its buttons."""

    phone: Phone
    flow: str
    buttons: tuple[str, ...]

    @property
    def actions(self) -> tuple[str, ...]:
        """What the buttons mean, without the mark of the question."""
        return tuple(data.split(":", 2)[2] for data in self.buttons)


async def press(room: Room, phone: Phone, action: str) -> None:
    """Press the newest button that means this, and wait until the bot has done all it has to do."""
    phone.press_where(lambda each: str(each.data).endswith(f":{action}"))
    await room.quiet()


@dataclass
class Walk:
    """Where the walk has been.

    ``visit`` is called while the person stands at a question with buttons that the walk has not yet met in
    this flow, and is given those.
    """

    room: Room
    visit: Visit
    stops: list[Stop] = field(default_factory=list)

    async def stop(self, phone: Phone) -> str:
        """Look at the question that stands on a phone; returns the name of its flow."""
        async with self.room.house.database.snapshot() as tx:
            person = await participants.at(tx, self.room.house.keys.vault, str(phone.id))
            assert person is not None
            run = await runs.current(tx, self.room.house.keys, person.id)
        assert run is not None
        data = tuple(each.data for each in phone.button_list() if each.data is not None)
        assert all(each.startswith(f"q:{run.mark}:") for each in data), "the buttons are not the run's"
        stop = Stop(phone, run.flow, data)
        known = {action for each in self.stops if each.flow == stop.flow for action in each.actions}
        new = tuple(data for data, action in zip(data, stop.actions, strict=True) if action not in known)
        self.stops.append(stop)
        if new:
            await self.visit(replace(stop, buttons=new))
        return run.flow

    async def do(self, phone: Phone, *actions: str) -> None:
        """Press buttons by what they mean, and look at the question that each leads to."""
        for action in actions:
            await press(self.room, phone, action)
            await self.stop(phone)

    async def write(self, phone: Phone, words: str) -> None:
        """Write, and look at the question that follows."""
        await self.room.write(phone, words)
        await self.stop(phone)

    async def onward(self, phone: Phone, *flows: str) -> None:
        """Say yes to everything for as long as one of these flows asks."""
        while await self.stop(phone) in flows:
            offered = self.stops[-1].actions
            action = next(each for each in ONWARD if each in offered)
            await press(self.room, phone, action)


async def nothing(stop: Stop) -> None:
    """Go on without doing anything at a question."""
    del stop


async def open_link(room: Room, name: str, role: str) -> Phone:
    """Somebody who has followed an invitation and is asked for the language."""
    phone = room.phone(name, role=role)
    phone.open_link(await room.link(role))
    await room.quiet()
    return phone


async def newcomers(room: Room) -> tuple[Phone, Phone]:
    """The owner and the facilitator to be, at the door."""
    return await open_link(room, OWNER, "patient"), await open_link(room, FACILITATOR, "facilitator")


async def through_everything(walk: Walk, owner: Phone, facilitator: Phone, other: str) -> None:
    """All flows, from the door on."""
    await walk.onward(owner, "language", "join")
    await walk.onward(facilitator, "language", "join_as_facilitator")
    await telling(walk, owner)
    await _my_data(walk, owner)
    await reading(walk, facilitator)
    await _another_project(walk, owner, other)
    await _agreeing_again(walk, owner)


async def telling(walk: Walk, owner: Phone) -> None:
    """Tell a story, change it, and begin another one."""
    await walk.do(owner, f"{PICK}story", f"{PICK}not_sure")
    await walk.write(owner, f"The {STORY} was loud at night.")
    await walk.do(owner, DONE)
    feeling = next(action for action in walk.stops[-1].actions if action.startswith(ADD))
    await walk.do(owner, feeling, DONE, SKIP, SKIP, SKIP, DONE, f"{PICK}send", f"{PICK}change_story", BACK)
    await walk.do(owner, DONE, f"{PICK}send")
    await walk.do(owner, f"{PICK}story", f"{PICK}not_sure")
    await walk.write(owner, f"The {HALF} too.")
    await walk.do(owner, STOP)


async def _my_data(walk: Walk, owner: Phone) -> None:
    await walk.do(owner, f"{PICK}my_data", f"{PICK}see", PICK + ON)
    await walk.do(owner, f"{PICK}my_data", f"{PICK}consents", f"{PICK}contact_me", BACK, BACK)
    await walk.do(owner, f"{PICK}often", f"{PICK}pause", f"{PICK}none")
    await walk.write(owner, "/mydata")
    await walk.do(owner, f"{PICK}leave", f"{PICK}erase", PICK + NO)
    await walk.write(owner, "/language")
    await walk.do(owner, f"{PICK}en")


async def reading(walk: Walk, facilitator: Phone) -> None:
    """Read the story as the team, put it off, and have everything exported."""
    await walk.do(facilitator, f"{PICK}team", f"{PICK}read", PICK + YES, f"{PICK}enough")
    await walk.do(facilitator, f"{PICK}reread", PICK + NO, f"{PICK}packs:")
    await walk.do(facilitator, f"{PICK}back", f"{PICK}packs:", f"{PICK}team", f"{PICK}en", f"{PICK}packs:")
    await walk.do(facilitator, f"{PICK}destroyed.1", PICK + NO)


async def _another_project(walk: Walk, owner: Phone, other: str) -> None:
    token = await projects.invite(walk.room.house, other, "facilitator", uses=1, days=9)
    owner.open_link(walk.room.stand.link(token))
    await walk.room.quiet()
    await walk.onward(owner, "language", "join_as_facilitator")
    await walk.do(owner, f"{PICK}other_project")
    first = walk.stops[-1].actions[0]
    await walk.do(owner, first)


async def _agreeing_again(walk: Walk, owner: Phone) -> None:
    project = walk.room.project
    consent = msgspec.structs.replace(project.consent, version="of the walk")
    await projects.add(walk.room.house, msgspec.structs.replace(project, consent=consent))
    await walk.room.write(owner, "/start")
    await walk.onward(owner, "agree_again")

"""The people of the access matrix: an owner with something to keep, and everybody who may not have it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from typing import Any

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import Shown, plain
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from storage import media, memberships, participants, runs, stories
from tests.room import Room

STORY, HALF = "Zebrafinch", "Quokkanut"
"""Words that only the owner's story, and only the owner's half-told story, hold."""

OWNER, FACILITATOR = "Olwen (example)", "Ffion (example)"

NOBODYS = (STORY, HALF, "Olwen", "Ffion", r"\bstory 1\b")
"""What nobody but the owner and their facilitator may see; the owner's pseudonym comes to it."""

OUTSIDE = ("Better stroke care",)
"""What nobody may see who has no place in the owner's project."""


@dataclass(frozen=True)
class Actor:
    """Somebody who tries, and what must never be in their chat."""

    who: str
    phone: Phone
    never: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """The owner, the facilitator of the owner's project, and everybody else."""

    owner: Phone
    facilitator: Phone
    actors: tuple[Actor, ...]

    @property
    def everybody(self) -> dict[str, Phone]:
        """All phones, by who holds them."""
        others = {actor.who: actor.phone for actor in self.actors}
        return {"owner": self.owner, "facilitator": self.facilitator, **others}


async def walk_in(room: Room, phone: Phone, project: str, role: str) -> None:
    """Somebody follows an invitation and says yes to everything."""
    phone.open_link(room.stand.link(await projects.invite(room.house, project, role, uses=1, days=9)))
    await room.quiet()
    await room.press(phone, "English")
    ways = ("Go on", "Yes, that is right", "Yes, I am", "Yes, I agree", "I promise", "I need nothing special")
    while label := next((way for way in ways if way in phone.buttons()), None):
        await room.press(phone, label)


async def other_project(room: Room) -> str:
    """Open a second project and return its key."""
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    return other.key


async def joining(room: Room) -> Phone:
    """Somebody who has followed an invitation and read the first page."""
    phone = room.phone("Jo (example)")
    phone.open_link(await room.link())
    await room.press(phone, "English")
    await room.press(phone, "Go on")
    return phone


async def stopped(room: Room) -> Phone:
    """Somebody who joined and asked for no more messages."""
    phone = await room.joined(name="Stu (example)")
    await room.write(phone, "/stop")
    await room.press(phone, "No more messages. Keep what I told")
    return phone


async def elsewhere(room: Room) -> Phone:
    """A facilitator of another project."""
    phone = room.phone("Elin (example)", role="facilitator")
    await walk_in(room, phone, await other_project(room), "facilitator")
    return phone


async def owner(room: Room) -> Phone:
    """Somebody who has told one story, and half of another one."""
    phone = await room.joined(name=OWNER)
    await room.told(phone, f"The {STORY} was loud at night.")
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    await room.write(phone, f"The {HALF} too.")
    return phone


async def others(room: Room) -> tuple[Actor, ...]:
    """Everybody who may have nothing of the owner's. They come in at the same time."""
    phones = await asyncio.gather(
        joining(room),
        room.joined(name="Pat (example)"),
        stopped(room),
        elsewhere(room),
        room.joined("staff", name="Tam (example)"),
        room.joined("sponsor", name="Spike (example)"),
    )
    names = ("joining", "patient", "stopped", "facilitator of another project", "staff", "sponsor")
    found = [Actor(who, phone, NOBODYS) for who, phone in zip(names, phones, strict=True)]
    found[3] = replace(found[3], never=NOBODYS + OUTSIDE)
    return (Actor("stranger", room.phone("Sam (example)"), NOBODYS + OUTSIDE), *found)


async def cast_of(room: Room, mine: Phone, team: Phone, actors: tuple[Actor, ...]) -> Cast:
    """These people, the owner's pseudonym among what the others may not see."""
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, room.house.keys.vault, str(mine.id))
    assert person is not None
    assert person.place is not None
    called = rf"\bpatient {person.place.number}\b"
    # In their own project, a facilitator may well see somebody who is called the same.
    told = [
        actor if actor.who.startswith("facilitator") else replace(actor, never=(*actor.never, called))
        for actor in actors
    ]
    return Cast(mine, team, tuple(told))


async def gathered(room: Room) -> Cast:
    """The owner with what they told, their facilitator, and everybody else."""
    mine, team, actors = await asyncio.gather(
        owner(room), room.joined("facilitator", name=FACILITATOR), others(room)
    )
    return await cast_of(room, mine, team, actors)


async def stored(room: Room, phone: Phone) -> list[Any]:
    """Everything that the tables hold of the owner of a phone; nothing for a stranger."""
    keys, found = room.house.keys, list[Any]()
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, keys.vault, str(phone.id))
        if person is None or person.place is None:
            return found
        found += [person]
        for place in await memberships.of(tx, person.id):
            found += [place, *await memberships.consents(tx, keys, place.project_id, place.id)]
            found += await stories.of_membership(tx, keys, place.id)
            found += await media.of_membership(tx, keys, place.project_id, place.id)
            found += [await memberships.people_joined(tx, place.project_id)]
            for run in await runs.of_membership(tx, keys, place.id):
                found += [run, await runs.answers(tx, keys, run)]
    return found


def look(phone: Phone, since: int = 0) -> list[tuple[str, list[str]]]:
    """What the bot said, newer than the message ``since``: texts with the labels of their buttons."""
    shown = [each for each in phone.messages if each.from_bot and each.id > since]
    return [(plain(each.text), [plain(button.label) for button in each.buttons]) for each in shown]


def leaks(actor: Actor) -> list[str]:
    """Each forbidden thing that is to be seen on an actor's phone."""
    seen = "\n".join(_everything(each) for each in actor.phone.messages) + "\n".join(actor.phone.notices)
    return [
        f"{actor.who} sees {never!r}" for never in actor.never if re.search(never, plain(seen), re.IGNORECASE)
    ]


def _everything(message: Shown) -> str:
    if not message.from_bot:
        return ""
    return "\n".join([message.text, *(button.label for button in message.buttons)])

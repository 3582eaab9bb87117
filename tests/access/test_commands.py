"""Every command by everybody: it shows nothing of the owner, and "not allowed" looks like "not found"."""

from __future__ import annotations

from bot.services.commands import COMMANDS
from tests.access.cast import Actor, gathered, leaks, look, stored
from tests.room import Room

UNKNOWN = "/no_such_thing"

Look = list[tuple[str, list[str]]]


async def test_no_command_shows_or_changes_anything_of_somebody_else(room: Room) -> None:
    cast = await gathered(room)
    others = (cast.owner, cast.facilitator)
    before = [(await stored(room, each), each.messages, each.notices) for each in others]
    for command in COMMANDS:
        sent = [(actor, actor.phone.write(f"/{command.name}")) for actor in cast.actors]
        await room.quiet()
        assert [(actor.who, command.name) for actor, since in sent if not look(actor.phone, since)] == []
        for actor in cast.actors:
            actor.phone.write(f"/{command.name} 1 {cast.owner.id}")
        await room.quiet()
        assert [leak for actor in cast.actors for leak in leaks(actor)] == []
    assert [(await stored(room, each), each.messages, each.notices) for each in others] == before
    assert list(room.stand.refusals) == []


async def differing(room: Room, actors: list[Actor], place: str, name: str) -> list[tuple[str, str, str]]:
    """The actors who can tell a command that is not for them from one that does not exist."""
    answers: list[dict[str, Look]] = []
    for command in (UNKNOWN, f"/{name}"):
        for actor in actors:
            actor.phone.write(place)
        await room.quiet()
        sent = [(actor, actor.phone.write(command)) for actor in actors]
        await room.quiet()
        answers.append({actor.who: look(actor.phone, since) for actor, since in sent})
    missing, denied = answers
    return [(actor.who, place, name) for actor in actors if missing[actor.who] != denied[actor.who]]


async def test_what_is_not_allowed_looks_like_what_is_not_there(room: Room) -> None:
    cast = await gathered(room)
    unlisted = [command.name for command in COMMANDS if not command.listed]
    assert unlisted
    actors = [each for each in cast.actors if each.who != "facilitator of another project"]
    actors.append(Actor("owner", cast.owner, ()))
    differ = []
    for place in (f"/{each.name}" for each in COMMANDS if each.listed):
        for name in unlisted:
            differ += await differing(room, actors, place, name)
    assert differ == []
    assert any("I do not know that." in text for actor in actors for text, _buttons in look(actor.phone))
    elsewhere = next(each for each in cast.actors if each not in actors)
    await room.write(elsewhere.phone, f"/{unlisted[0]}")
    assert "0 stories in all" in look(elsewhere.phone)[-1][0]
    assert leaks(elsewhere) == []

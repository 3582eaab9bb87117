"""Links and places: a role counts in the project it was given for, and nowhere else."""

from __future__ import annotations

from bot.flows.actions import PICK
from bot.rehearsal.phones import Phone
from storage import memberships, participants
from tests.access.cast import NOBODYS, OUTSIDE, Actor, elsewhere, leaks, look, owner, stored, walk_in
from tests.access.trying import own_message
from tests.room import Room


async def roles(room: Room, phone: Phone) -> list[str]:
    """The roles of a person, one for each project they joined, oldest first."""
    return [place.role for place in await places(room, phone)]


async def places(room: Room, phone: Phone) -> list[memberships.Membership]:
    """The places of a person, oldest first."""
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, room.house.keys.vault, str(phone.id))
        assert person is not None
        return await memberships.of(tx, person.id)


async def denied(room: Room, phone: Phone) -> None:
    """In this project there is no team for this person, neither as a command nor under their own mark."""
    missing = look(phone, await room.write(phone, "/no_such_thing"))
    assert look(phone, await room.write(phone, "/team")) == missing
    mark = str(phone.button_list()[0].data).split(":")[1]
    before = (await stored(room, phone), phone.messages)
    for action in ("team", "read", "reread", "packs"):
        phone.press_data(own_message(phone), f"q:{mark}:{PICK}{action}")
    await room.quiet()
    assert (await stored(room, phone), phone.messages) == before


async def test_a_facilitator_of_one_project_is_what_a_link_says_in_another(room: Room) -> None:
    mine, elin = await owner(room), await elsewhere(room)
    await walk_in(room, elin, room.project.key, "patient")
    assert await roles(room, elin) == ["facilitator", "patient"]
    assert leaks(Actor("elin", elin, NOBODYS)) == []
    await denied(room, elin)

    await room.press(elin, "Another project")
    mark = str(elin.button_list()[0].data).split(":")[1]
    before = (await stored(room, elin), await stored(room, mine), elin.messages)
    for place in await places(room, mine):
        elin.press_data(own_message(elin), f"q:{mark}:{PICK}{place.id}")
        elin.press_data(own_message(elin), f"q:{mark}:{PICK}{place.project_id}")
    await room.quiet()
    assert (await stored(room, elin), await stored(room, mine), elin.messages) == before

    await room.press(elin, "Better intensive care, together")
    sent = await room.write(elin, "/team")
    assert "0 stories in all" in look(elin, sent)[-1][0]
    assert not any(OUTSIDE[0] in text for text, _labels in look(elin, sent))
    assert leaks(Actor("elin", elin, NOBODYS)) == []


async def test_a_teller_of_one_project_who_facilitates_another_reads_only_there(room: Room) -> None:
    mine = await owner(room)
    ffion = await room.joined("facilitator", name="Ffion (example)")
    other = await elsewhere(room)
    await walk_in(room, ffion, "intensive-care-bryn-tawel", "carer")
    assert await roles(room, ffion) == ["facilitator", "carer"]
    await denied(room, ffion)
    assert leaks(Actor("ffion", ffion, NOBODYS[:2])) == []
    await room.write(other, "/team")
    assert "2 people have joined" not in other.last.text
    assert leaks(Actor("elin", other, NOBODYS)) == []
    assert await roles(room, mine) == ["patient"]

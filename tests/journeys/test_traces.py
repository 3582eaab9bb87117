"""What was erased is in no other place either: not in what others have open, nor in old menus."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from storage import participants, runs
from tests.journeys.stored import all_well
from tests.room import Room

WORDS = "It was loud at night."


async def contexts_of(room: Room, phone: Phone) -> bytes:
    """All that the conversations of a person have been given to know."""
    keys = room.house.keys
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, keys.vault, str(phone.id))
        assert person is not None
        assert person.place is not None
        return b"\n".join(
            [run.context for run in await runs.of_membership(tx, keys, person.place.membership_id)]
        )


async def reading(room: Room) -> Phone:
    """A facilitator who has the first story before them."""
    fay = await room.joined("facilitator", name="Fay (example)")
    for button in ("For facilitators", "Read the next new story", "Yes, show it"):
        await room.press(fay, button)
    assert WORDS.encode() in await contexts_of(room, fay)
    return fay


async def test_an_erased_story_is_not_kept_in_what_a_facilitator_has_open(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, WORDS)
    fay = await reading(room)
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    assert WORDS.encode() not in await contexts_of(room, fay)
    fay.press("I have read it. Next story")
    await room.quiet()
    await room.write(fay, "/team")
    assert "Back to the menu" in fay.buttons()
    all_well(room)


async def test_erased_words_are_not_kept_in_old_menus(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, WORDS)
    fay = await reading(room)
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    await room.press(ann, "Go on")
    await room.press(ann, "My data")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert WORDS.encode() not in await contexts_of(room, ann)
    assert WORDS.encode() not in await contexts_of(room, fay)
    all_well(room)


async def test_an_erased_story_does_not_reach_a_facilitator_who_could_not_be_written_to(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, WORDS)
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.press(fay, "For facilitators")
    await room.press(fay, "Read the next new story")
    fay.conversation.blocked = True
    fay.press("Yes, show it")
    await room.quiet()
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    room.stand.refusals.clear()
    fay.unblock()
    await room.quiet()
    await room.write(fay, "/team")
    assert not [message for message in fay.messages if WORDS in message.text]
    all_well(room)

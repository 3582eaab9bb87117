"""The wording of a story from paper is shared only once its teller's yes was entered; silence is none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal.phones import Phone
from bot.services.moderation import wordings
from storage import assisted, stories
from storage import wordings as stored
from tests.journeys import assisting
from tests.journeys.stored import all_well, said
from tests.journeys.worded import SHARED, TOLD, offers
from tests.room import Room

USE = "The team may quote it in the workshop, without a name"


async def usable(room: Room, fay: Phone) -> str | None:
    """The words of the only story that may be used now."""
    person = await assisting.whose(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
        wording = await wordings.usable(room.house, tx, story.id)
    return None if wording is None else "\n".join(each.words for each in wordings.words(wording))


@pytest.mark.parametrize(("says", "shared"), [("They say yes, like this", SHARED), ("They say no", None)])
async def test_a_yes_or_no_is_read_out_and_entered(room: Room, says: str, shared: str | None) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay, TOLD, use=USE)
    await offers(room, fay)
    assert said(fay, "patient 1 does not use this chat. Please read it to them") == 1
    room.clock.turn(timedelta(days=60))
    await room.quiet()
    assert await usable(room, fay) is None
    await assisting.before(room, fay)
    await room.press(fay, "Yes or no to the wording of story 1")
    await room.press(fay, "I have not asked them yet")
    await room.press(fay, "Yes or no to the wording of story 1")
    assert said(fay, SHARED) >= 1
    for button in (says, "Spoken, on the telephone", "Today"):
        await room.press(fay, button)
    assert await usable(room, fay) == shared
    person = await assisting.whose(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
        wording = await stored.of_story(tx, room.house.keys, story.id)
        assert wording is not None
        entry = await assisted.entry_on(tx, wording.id)
    assert entry is not None
    assert (entry.kind, entry.how) == ("wording", "telephone")
    assert "Yes or no to the wording of story 1" not in fay.buttons()
    assert await assisting.waiting_for(room, person) == 0
    all_well(room)

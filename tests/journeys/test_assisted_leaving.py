"""Somebody without a phone takes a consent back, stops, comes back or is erased, through a facilitator."""

from __future__ import annotations

import msgspec
import pytest

from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.contexts import read_story
from bot.services.safety import auditing
from storage import assisted, contributions, memberships, stories
from storage.keys import KeyDestroyed
from tests.journeys import assisting
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

CONSENTS, LEAVING = "What they agree to", "Stop, or erase what they told"


async def consents_anew(room: Room, fay: Phone, *no: str) -> None:
    """They say no to these items, and yes to all others."""
    for button in (CONSENTS, "Spoken, on the telephone", "Today"):
        await room.press(fay, button)
    for item in room.project.consent.items:
        await room.press(fay, "They do not agree" if item.key in no else "They agree")


async def test_words_that_they_take_back_are_erased(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    await consents_anew(room, fay, "keep_words")
    assert said(fay, "1 part of what they told is erased.") == 1
    person = await assisting.whose(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
        entries = await assisted.entries(tx, person.place.membership_id)
    assert read_story(story.content).parts == ()
    assert [(each.kind, each.how) for each in entries] == [
        ("consents", "paper"),
        ("story", "paper"),
        ("consents", "telephone"),
    ]
    all_well(room)


async def test_whoever_stops_hears_no_more_and_can_come_back(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    await room.press(fay, LEAVING)
    await room.press(fay, "They want no more of this. What they told stays")
    assert "A story" not in fay.buttons()
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        assert await contributions.owed(tx, place.project_id) == []
        assert [each.role for each in await memberships.members(tx, place.project_id)] == ["facilitator"]
    await assisting.before(room, fay)
    assert "This person does not take part" in question(fay)
    await room.press(fay, "Come back, or erase what they told")
    await room.press(fay, "They want to take part again")
    assert "A story" in fay.buttons()
    all_well(room)


async def test_erasing_leaves_nothing_and_the_record_names_nobody(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    person, place = await assisting.whose(room, fay), await place_of(room, fay)
    for button in (LEAVING, "Erase everything about them", "Yes, erase everything"):
        await room.press(fay, button)
    assert said(fay, "Everything about them is erased.") == 1
    async with room.house.database.snapshot() as tx:
        assert await assisted.counted(tx, place.project_id) == 0
        assert await assisted.entries(tx, person.place.membership_id) == []
        assert await stories.of_project(tx, room.house.keys, place.project_id) == []
        with pytest.raises(KeyDestroyed):
            await room.house.keys.membership_key(tx, place.project_id, person.place.membership_id)
        (last,) = await auditing.entries(room.house, tx, place.project_id)
    assert (last.kind, last.deed.about, last.deed.words) == ("assisted_erased", None, "")
    await room.write(fay, "/team")
    await room.press(fay, assisting.ENTER)
    assert "For somebody from before" not in fay.buttons()
    all_well(room)


async def test_an_erased_teller_s_half_entered_story_goes_too(room: Room) -> None:
    fay, gil = (
        await room.joined("facilitator", name="Fay (example)"),
        await room.joined("facilitator", name="Gil (example)"),
    )
    await assisting.new(room, fay)
    for button in ("A story", "On paper", "Today", "I am not sure"):
        await room.press(fay, button)
    await room.write(fay, assisting.STORY)
    await assisting.before(room, gil)
    for button in (LEAVING, "Erase everything about them", "Yes, erase everything"):
        await room.press(gil, button)
    await room.press(fay, "Done")
    assert any("This question is closed" in each for each in fay.notices)
    await room.write(fay, "/team")
    assert assisting.ENTER in fay.buttons()
    all_well(room)


async def test_new_words_of_the_consents_are_read_out_before_anything_else_is_entered(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    consent = msgspec.structs.replace(room.project.consent, version="2")
    await projects.add(room.house, msgspec.structs.replace(room.project, consent=consent))
    await assisting.before(room, fay)
    assert "The words of the consents have changed" in question(fay)
    assert "A story" not in fay.buttons()
    await consents_anew(room, fay)
    assert "A story" in fay.buttons()
    all_well(room)

"""A concern for somebody's safety goes to the lead at once; who saw it and what was done stays on record."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.safety import auditing
from tests.journeys.caring import (
    DEPUTY,
    LEAD,
    facilitator,
    lead,
    opened,
    presses,
    record,
    removed,
    texts,
    turn_to,
)
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

WORRY = "They write that they are afraid at home."


async def worries(room: Room, phone: Phone, words: str = WORRY) -> None:
    """A facilitator reads the next story and is worried."""
    await opened(room, phone)
    await room.press(phone, "I am worried about somebody's safety")
    await room.write(phone, words)


async def test_the_lead_hears_of_it_at_night_sees_it_and_says_what_was_done(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await room.told(ann, "It was loud.")
    turn_to(room, 3)
    await worries(room, fay)
    assert said(nia, "A facilitator is worried about somebody's safety (concern 1).") == 1
    assert WORRY not in texts(nia)
    assert "It was loud." not in texts(nia)
    await room.write(nia, "/start")
    await room.press(nia, "1 call or concern is open")
    await room.press(nia, "Concern 1: not seen yet")
    assert WORRY in question(nia)
    assert "It is about story 1, from patient 1." in question(nia)
    await room.press(nia, "I have seen this")
    await room.press(nia, "Say what was done")
    await room.write(nia, "Rang the ward and the family.")
    assert await record(room, fay) == [
        ("concern_raised", "facilitator", 1, ""),
        ("concern_opened", "safeguarding", 1, ""),
        ("concern_seen", "safeguarding", 1, ""),
        ("concern_done", "safeguarding", 1, "Rang the ward and the family."),
    ]
    assert said(fay, "Concern 1 has been seen") == 0, "the facilitator is not woken for it"
    turn_to(room, 12)
    await room.quiet()
    assert said(fay, "Concern 1 has been seen") == 1
    all_well(room)


async def test_whoever_looks_after_safety_sees_no_story_and_tells_none(room: Room) -> None:
    nia, ann = await lead(room), await room.joined()
    await room.told(ann, "It was loud.")
    assert "Tell a story" not in nia.buttons()
    assert "Calls and concerns" in nia.buttons()
    await room.write(nia, "/team")
    assert "I do not know that." in texts(nia)
    await room.press(nia, "Calls and concerns")
    assert question(nia) == "Nothing waits for somebody to look after it."
    assert "It was loud." not in texts(nia)
    all_well(room)


async def test_where_nobody_has_joined_for_safety_the_facilitator_calls_and_says_so(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    await worries(room, fay)
    assert f"{LEAD}, Safeguarding lead: 01632 960101" in question(fay)
    assert DEPUTY in question(fay)
    await room.press(fay, "I have called and reached nobody")
    assert "1 call or concern cannot wait" in question(fay)
    assert fay.buttons()[0] == "1 call or concern is open"
    await presses(room, fay, fay.buttons()[0], "Concern 1: not seen yet", "Who to call, and what came of it")
    await room.press(fay, f"I have spoken with {LEAD}")
    assert [kind for kind, *_rest in await record(room, fay)] == [
        "concern_raised",
        "concern_reached_nobody",
        "concern_opened",
        "concern_told_lead",
    ]
    assert "cannot wait" not in question(fay)
    all_well(room)


async def test_a_lead_who_has_blocked_the_bot_is_not_counted_on(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await room.told(ann, "It was loud.")
    nia.block()
    await room.quiet()
    await worries(room, fay)
    assert "neither of these people is in the bot" in question(fay)


async def test_a_concern_can_be_thought_better_of(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    await opened(room, fay)
    await presses(room, fay, "I am worried about somebody's safety", "Skip this")
    assert "No concern was raised." in texts(fay)
    assert await record(room, fay) == []
    all_well(room)


async def test_whoever_is_no_facilitator_any_more_raises_no_concern(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await room.told(ann, "It was loud.")
    await opened(room, fay)
    await room.press(fay, "I am worried about somebody's safety")
    await removed(room, fay)
    await room.write(fay, WORRY)
    assert said(nia, "(concern") == 0
    assert await record(room, nia) == []


async def test_a_concern_outlives_the_story_and_names_nobody_then(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await room.told(ann, "It was loud.")
    await worries(room, fay)
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    await room.write(nia, "/start")
    await presses(room, nia, "1 call or concern is open", "Concern 1: not seen yet")
    assert "What it is about has been erased." in question(nia)
    assert "patient 1" not in question(nia)
    all_well(room)


async def test_everybody_who_opens_a_concern_stands_in_the_record_once(room: Room) -> None:
    """The lead who reads it and presses nothing, the deputy who looks later, a facilitator; each one time."""
    fay, ann = await facilitator(room), await room.joined()
    nia, dan = await lead(room), await lead(room, DEPUTY)
    await room.told(ann, "It was loud.")
    await worries(room, fay)
    for _time in range(2):
        await room.write(nia, "/start")
        await presses(room, nia, "1 call or concern is open", "Concern 1: not seen yet")
    await room.press(nia, "I have seen this")
    await room.write(dan, "/start")
    await presses(room, dan, "1 call or concern is open", "Concern 1")
    await room.write(fay, "/team")
    await presses(room, fay, "1 call or concern is open", "Concern 1")
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        found = await auditing.entries(room.house, tx, place.project_id)
    assert [(each.kind, each.deed.role, each.deed.number) for each in found] == [
        ("concern_raised", "facilitator", 1),
        ("concern_opened", "safeguarding", 1),
        ("concern_seen", "safeguarding", 1),
        ("concern_opened", "safeguarding", 2),
        ("concern_opened", "facilitator", 1),
    ]
    all_well(room)

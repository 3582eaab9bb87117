"""A vote on priorities, from the facilitator's choice of what is voted on to what is taken on."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.priorities import Wording
from bot.rehearsal.phones import Phone
from bot.services.priorities import priorities
from storage import priorities as stored_priorities
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

PRIORITIES = ("Quiet after ten", "Less light", "Say who is on duty", "A call at home", "Tea at night")


async def candidates(room: Room, fay: Phone) -> None:
    """The project has these priorities to vote on."""
    project_id = (await place_of(room, fay)).project_id
    async with room.house.database.transaction() as tx:
        for words in PRIORITIES:
            wording = Wording(dict.fromkeys(room.project.languages, words))
            await stored_priorities.add(
                tx,
                room.house.keys,
                project_id,
                owner_id=None,
                status="candidate",
                content=msgspec.json.encode(wording),
                now=room.clock.now(),
            )


async def statuses(room: Room, fay: Phone) -> list[str]:
    """What has become of each priority."""
    project_id = (await place_of(room, fay)).project_id
    async with room.house.database.snapshot() as tx:
        return [each.status for each in await priorities.every(room.house, tx, project_id)]


async def vote_opened(room: Room, fay: Phone, *numbers: int) -> None:
    """A facilitator opens a vote by agreeing, on these priorities."""
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    await room.press(fay, "A vote on priorities")
    await room.press(fay, "Agreeing: say yes, no or pass to each")
    for number in numbers:
        assert ("Done" in fay.buttons()) == (number != numbers[0] and number != numbers[1])
        await room.press(fay, f"Priority {number}")
    await room.press(fay, "Done")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Patients")))
    await room.press(fay, "Done")
    await room.press(fay, "3 days")
    await room.write(fay, "What should change first?")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    await room.press(fay, "Open it now")


async def voted(room: Room, phone: Phone, *stances: str) -> None:
    """Somebody votes from the menu."""
    await room.write(phone, "/start")
    await room.press(phone, "Vote")
    for stance in stances:
        await room.press(phone, stance)
    await room.press(phone, "Skip this")
    await room.press(phone, "Cast my vote")


async def test_a_vote_from_its_opening_to_the_chosen_priorities(room: Room) -> None:
    at(room, 10)
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await candidates(room, fay)
    await vote_opened(room, fay, 1, 2, 4)
    assert said(fay, "Round 1 is open.") == 1
    await voted(room, ann, "I agree", "I agree", "I do not agree")
    await room.write(ann, "/start")
    assert "You have taken part. You can still change it" in question(ann)

    room.clock.turn(timedelta(days=4))
    await room.quiet()
    assert "Vote" not in ben.buttons()
    await room.write(fay, "/team")
    await room.press(fay, "Write the outcome of round 1")
    for number in (1, 4):
        await room.press(fay, f"Priority {number}")
    await room.press(fay, "Done")
    assert "You have chosen 2 priorities." in question(fay)
    await room.press(fay, "Yes, that is what we decided")
    for words in ("Quiet and calls.", "The design group (example)", "They matter to most."):
        await room.write(fay, words)
        for _language in room.project.languages[1:]:
            await room.press(fay, "Skip this")
    await room.press(fay, "Write it down and close the round")
    assert await statuses(room, fay) == ["chosen", "not_chosen", "candidate", "chosen", "candidate"]

    for phone in (ann, ben):
        await room.write(phone, "/start")
        await room.press(phone, "What came of what you were asked")
        assert "Chosen:\n1: Quiet after ten\n4: A call at home" in question(phone)
        assert said(phone, "What should change first?") >= 1
    all_well(room)


async def test_a_vote_needs_two_priorities(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    assert "A vote on priorities" not in fay.buttons()
    assert "A vote needs at least two priorities" in question(fay)
    all_well(room)


async def test_a_priority_that_changes_meanwhile_is_looked_at_again(room: Room) -> None:
    at(room, 10)
    fay, gus = [await room.joined("facilitator", name=name) for name in ("Fay (example)", "Gus (example)")]
    await candidates(room, fay)
    await room.joined()
    await vote_opened(room, gus, 1, 2)
    await room.press(gus, "Round 1")
    await room.press(gus, "End it now")
    await room.press(gus, "Yes, end it")
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    for button in ("A vote on priorities", "Order: put them in order", "Priority 1", "Priority 3", "Done"):
        await room.press(fay, button)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Patients")))
    await room.press(fay, "Done")
    await room.press(fay, "3 days")
    await room.write(fay, "And what next?")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")

    await room.write(gus, "/team")
    await room.press(gus, "Write the outcome of round 1")
    await room.press(gus, "Priority 1")
    await room.press(gus, "Done")
    await room.press(gus, "Yes, that is what we decided")
    for words in ("Quiet.", "The design group (example)", "It matters to most."):
        await room.write(gus, words)
        for _language in room.project.languages[1:]:
            await room.press(gus, "Skip this")
    await room.press(gus, "Write it down and close the round")

    await room.press(fay, "Open it now")
    assert said(fay, "A priority has new words, or can no longer be voted on.") == 1
    assert [each for each in fay.buttons() if "Priority" in each] == [
        "Priority 3",
        "Priority 4",
        "Priority 5",
    ]
    await room.press(fay, "Priority 3")
    await room.press(fay, "Priority 5")
    await room.press(fay, "Done")
    # What was written before still stands.
    await room.press(fay, "Open it now")
    assert said(fay, "Round 2 is open.") == 1
    all_well(room)

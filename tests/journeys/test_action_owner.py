"""Who looks after an action: the service, unless somebody was asked and says yes; and they can stop."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services import collecting_mine
from tests.journeys.acting import changing, desk, every, told_and_written
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

NOTICE = "The team asks you something. To see it, send /start."
WOULD_YOU = "Would you look after action 1?"
MINE = "You look after it, together with the team."
SOMEBODYS = "Somebody who takes part looks after it, together with the team."


async def asked(room: Room, fay: Phone, person: str = "patient 1") -> None:
    """A facilitator asks a patient to look after the only action."""
    await desk(room, fay, 1)
    await room.press(fay, "Ask somebody to look after it")
    await room.press(fay, "Patients")
    await room.press(fay, person)


async def test_it_is_theirs_only_after_a_yes_and_others_do_not_read_who(room: Room) -> None:
    ann, fay = await told_and_written(room)
    bob = await room.joined("carer", name="Bob (example)")
    at(room, 12)
    await asked(room, fay)
    assert said(fay, "patient 1 is asked. Until they say yes the service looks after it.") == 1
    await next_day(room)
    assert said(ann, NOTICE) == 1
    await changing(room, bob, 1)
    assert "Who sees to it: the service" in question(bob)
    await room.write(ann, "/start")
    await room.press(ann, WOULD_YOU)
    await room.press(ann, "I will think about it")
    await room.press(ann, WOULD_YOU)
    await room.press(ann, "Yes, I look after it")
    assert said(fay, "Somebody said yes to looking after action 1.") == 1
    assert WOULD_YOU not in ann.buttons()
    await changing(room, ann, 1)
    assert MINE in question(ann)
    place = await place_of(room, ann)
    mine = await collecting_mine.collect_mine(room.house, place.project_id, place.membership_id)
    assert mine is not None
    assert [each.number for each in mine.looked_after] == [1]
    assert len(mine.pages) == 1
    await changing(room, bob, 1)
    assert SOMEBODYS in question(bob)
    assert "patient 1" not in question(bob)
    await desk(room, fay, 1)
    assert "patient 1 looks after it." in question(fay)
    all_well(room)


async def test_a_no_needs_no_reason_and_leaves_it_with_the_service(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await asked(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, WOULD_YOU)
    await room.press(ann, "No, thank you")
    (one,) = await every(room, fay)
    assert one.stored.owner is None
    all_well(room)


async def test_who_looks_after_it_can_stop_and_the_team_can_take_it_back(room: Room) -> None:
    ann, fay = await told_and_written(room)
    at(room, 12)
    for stops in (True, False):
        await asked(room, fay)
        await room.write(ann, "/start")
        await room.press(ann, WOULD_YOU)
        await room.press(ann, "Yes, I look after it")
        if stops:
            await changing(room, ann, 1)
            await room.press(ann, "I no longer want to look after it")
            assert said(fay, "Action 1 is with the service again.") == 1
        else:
            await desk(room, fay, 1)
            await room.press(fay, "Give it back to the service")
            await room.press(fay, "Yes, the service")
            await next_day(room)
            assert said(ann, "Something that you looked after is with the service again.") == 1
        assert (await every(room, fay))[0].stored.owner is None
    all_well(room)


async def test_a_question_that_was_taken_back_cannot_be_answered(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await asked(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, WOULD_YOU)
    await desk(room, fay, 1)
    await room.press(fay, "Give it back to the service")
    await room.press(fay, "Yes, the service")
    await room.press(ann, "Yes, I look after it")
    assert said(ann, "The team does not ask this any more.") == 1
    assert (await every(room, fay))[0].stored.owner is None
    all_well(room)


async def test_who_may_not_be_contacted_is_not_offered_and_erasing_gives_it_back(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await room.joined("carer", name="Bob (example)", declined=("contact_me",))
    await desk(room, fay, 1)
    await room.press(fay, "Ask somebody to look after it")
    assert "Carers and family" not in fay.buttons()
    await asked(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, WOULD_YOU)
    await room.press(ann, "Yes, I look after it")
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    (one,) = await every(room, fay)
    assert one.stored.owner is None
    assert one.stories == ()
    all_well(room)

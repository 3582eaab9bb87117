"""What the team owes: listed, answered from the list, and in the way of asking something new."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal.phones import Phone
from bot.services import contributions
from bot.services.contributions import Override
from bot.services.projects import Refused
from bot.services.rounds import round_files
from storage.contributions import StoredContribution
from tests.journeys.rounds import ASK, ask_file, at, half_opened
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room

LATE = timedelta(days=15)
DECLINE = "We cannot use it: say why"


async def owed(room: Room, phone: Phone) -> list[StoredContribution]:
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await contributions.owed(tx, place.project_id)


async def overrides(room: Room, phone: Phone) -> list[Override]:
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await contributions.overrides(room.house, tx, place.project_id)


async def late(room: Room) -> tuple[Phone, Phone]:
    """A facilitator, and somebody who told a story and has not heard in time."""
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, "Nobody came.")
    room.clock.turn(LATE)
    at(room, 10)
    await room.quiet()
    return fay, ann


async def test_a_story_has_an_owner_and_a_day(room: Room) -> None:
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, "Nobody came.")
    (one,) = await owed(room, ann)
    assert (one.kind, one.number, one.role, one.teller_number, one.owner) == ("story", 1, "patient", 1, 1)
    assert round((one.due_at - one.made_at) / timedelta(days=1), 3) == room.project.reply_days
    await room.write(fay, "/team")
    await room.press(fay, "1 answer is owed")
    assert "Story 1, patient 1, 13 days left (facilitator 1 answers)" in question(fay)
    all_well(room)


async def test_what_nobody_answers_for_is_given_to_somebody_the_next_morning(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "Nobody came.")
    await room.joined("facilitator", name="Fay (example)")
    assert [each.owner for each in await owed(room, ann)] == [None]
    at(room, 9, 30)
    await room.quiet()
    assert [each.owner for each in await owed(room, ann)] == [1]


async def test_nothing_new_is_asked_while_somebody_waits_too_long(room: Room) -> None:
    fay, ann = await late(room)
    await room.write(fay, "/team")
    await room.press(fay, "1 answer is owed (1 is overdue)")
    await room.press(fay, "Back to the team's menu")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    assert "Nothing new is asked while people wait" in question(fay)
    assert "Story 1, patient 1, overdue for 1 day" in question(fay)
    await room.press(fay, "Answer story 1")
    await room.press(fay, "Yes, show it")
    await room.press(fay, DECLINE)
    await room.write(fay, "It is about another hospital. Thank you for telling it.")
    await room.press(fay, "Send it to the teller")
    assert await owed(room, ann) == []
    await half_opened(room, fay)
    await room.press(fay, "Open it now")
    assert said(fay, "Round 1 is open.") == 1
    assert await overrides(room, fay) == []
    all_well(room)


async def test_asking_all_the_same_needs_a_reason_that_is_kept(room: Room) -> None:
    fay, ann = await late(room)
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    await room.press(fay, "Ask all the same, and say why")
    await room.write(fay, "The workshop is tomorrow.")
    await room.press(fay, "Stories")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Patients")))
    await room.press(fay, "Done")
    await room.press(fay, "3 days")
    await room.write(fay, ASK)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    await room.press(fay, "Open it now")
    assert said(fay, "Round 1 is open.") == 1
    (kept,) = await overrides(room, fay)
    assert (kept.by, kept.overdue, kept.reason) == (1, 1, "The workshop is tomorrow.")
    await room.write(fay, "/team")
    await room.press(fay, "Audit record")
    assert "asked something new while so many answers were overdue (number 1)" in question(fay)
    assert [each.number for each in await owed(room, ann)] == [1]


async def test_a_round_that_was_begun_in_time_waits_until_people_have_heard(room: Room) -> None:
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, "Nobody came.")
    await half_opened(room, fay)
    room.clock.turn(LATE)
    await room.press(fay, "Open it now")
    assert "Nothing new is asked while people wait" in question(fay)
    await room.press(fay, "Not now")
    assert "Go on with the round you began" in fay.buttons()
    assert await round_files.every(room.house, room.project.key) == []


async def test_by_command_it_is_held_back_too(room: Room, tmp_path: Path) -> None:
    fay, _ann = await late(room)
    prepared = await round_files.prepare(room.house, room.project.key, ask_file(room, tmp_path))
    with pytest.raises(Refused, match="--although"):
        await round_files.open_prepared(room.house, prepared)
    await round_files.open_prepared(room.house, prepared, "The workshop is tomorrow.")
    (kept,) = await overrides(room, fay)
    assert (kept.by, kept.overdue, kept.reason) == (None, 1, "The workshop is tomorrow.")


async def test_who_leaves_is_owed_nothing_and_who_erases_leaves_no_trace(room: Room) -> None:
    fay, ann = await late(room)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    assert await owed(room, fay) == []
    await half_opened(room, fay)
    await room.press(fay, "Open it now")
    assert said(fay, "Round 1 is open.") == 1


async def test_a_suggestion_is_answered_by_what_is_decided(room: Room) -> None:
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.write(ann, "/start")
    await room.press(ann, "Suggest a priority")
    await room.write(ann, "Tell us who comes when.")
    await room.press(ann, "Send it to the team")
    assert [(each.kind, each.number) for each in await owed(room, ann)] == [("suggestion", 1)]
    await room.write(fay, "/team")
    await room.press(fay, "1 answer is owed")
    await room.press(fay, "Answer suggestion 1")
    assert "Tell us who comes when." in question(fay)


async def test_a_suggestion_that_is_taken_back_is_not_owed(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "/start")
    await room.press(ann, "Suggest a priority")
    await room.write(ann, "Tell us who comes when.")
    await room.press(ann, "Send it to the team")
    await room.write(ann, "/start")
    await room.press(ann, "My suggestions")
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("1: ")))
    await room.press(ann, "Take it back")
    await room.press(ann, "Yes, take it back")
    assert await owed(room, ann) == []

"""Sponsors: they see which decisions wait, whose and for how long, hear of it monthly, and read no story."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal.phones import Phone
from tests.journeys.acting import AGREED, WHAT, stepped, written
from tests.journeys.healthy import SHARED, begins_today, days_pass
from tests.journeys.rounds import ASK, at, becomes, opened, written_outcome
from tests.journeys.stored import all_well, parts_told, question, said
from tests.room import Room

TOLD = "The heron stood by the lift."
MONTHLY = "To see them, and how the project is doing, send /start."


async def sponsor(room: Room) -> Phone:
    """Somebody who has joined as the sponsor."""
    return await room.joined("sponsor", name="Gwyn (example)")


async def test_a_sponsor_sees_the_decision_that_waits_until_it_is_made(room: Room, tmp_path: Path) -> None:
    await begins_today(room)
    gwyn, fay, ann = (
        await sponsor(room),
        await room.joined("facilitator", name="Fay (example)"),
        await room.joined(),
    )
    assert said(gwyn, "You see no stories and no names of those who take part") == 1
    await room.told(ann, TOLD)
    await room.press(gwyn, "Decisions")
    assert "No decision waits. Thank you for looking." in question(gwyn)
    await opened(room, tmp_path, hours=30)
    room.clock.turn(timedelta(days=3))
    await room.quiet()
    await room.write(gwyn, "/start")
    await room.press(gwyn, "1 decision waits")
    assert f"What comes of round 1, which asked: {ASK}" in question(gwyn)
    assert "Who decides: the team" in question(gwyn)
    assert "It has waited for 1 day." in question(gwyn)
    await written_outcome(room, fay)
    await room.write(gwyn, "/start")
    assert "1 decision waits" not in gwyn.buttons()
    assert said(gwyn, TOLD) == 0
    all_well(room)


async def test_a_sponsor_hears_every_month_and_no_word_of_what_it_is_about(
    room: Room, tmp_path: Path
) -> None:
    await begins_today(room)
    gwyn, fay = await sponsor(room), await room.joined("facilitator", name="Fay (example)")
    await opened(room, tmp_path, hours=30)
    await days_pass(room, 62)
    assert said(gwyn, MONTHLY) == 2
    assert said(gwyn, "1 decision waits in the project.") == 2
    assert said(fay, MONTHLY) == 0
    assert said(gwyn, ASK) == 0
    assert said(gwyn, "Your week in the project:") == 0
    all_well(room)


async def test_a_sponsor_can_do_nothing_that_others_do(room: Room) -> None:
    await begins_today(room)
    gwyn = await sponsor(room)
    assert set(gwyn.buttons()) == {"Decisions", SHARED, "My data", "Language", "I need help now"}
    await room.write(gwyn, "/team")
    assert said(gwyn, "I do not know that. Here is what you can do:") == 1
    await room.write(gwyn, "The heron is my neighbour.")
    assert said(gwyn, "I keep nothing that sponsors write here.") == 1
    assert await parts_told(room, gwyn) == []
    await room.press(gwyn, SHARED)
    assert "Nobody has told anything yet, so nothing can be said." in question(gwyn)
    all_well(room)


@pytest.mark.parametrize("entry", ["Decisions", SHARED])
async def test_who_is_no_sponsor_any_more_sees_it_no_further(room: Room, entry: str) -> None:
    await begins_today(room)
    gwyn = await sponsor(room)
    await room.press(gwyn, entry)
    await becomes(room, gwyn, "staff")
    await room.press(gwyn, "Back to the menu")
    assert said(gwyn, "I do not know that. Here is what you can do:") == 1
    assert not {"Decisions", SHARED} & set(gwyn.buttons())
    all_well(room)


async def test_a_round_asks_and_tells_no_sponsor(room: Room, tmp_path: Path) -> None:
    await begins_today(room)
    gwyn = await sponsor(room)
    await opened(room, tmp_path, hours=30, roles='"patient", "carer", "staff"')
    at(room, 20)
    await room.quiet()
    assert said(gwyn, "There is something new for you in the project.") == 0
    await room.write(gwyn, "/start")
    assert ASK not in question(gwyn)
    all_well(room)


async def test_an_action_that_nobody_has_agreed_to_waits_for_a_decision(room: Room) -> None:
    gwyn, fay = await sponsor(room), await room.joined("facilitator", name="Fay (example)")
    await written(room, fay)
    await room.write(gwyn, "/start")
    await room.press(gwyn, "1 decision waits")
    assert f"Whether action 1 goes ahead: {WHAT}" in question(gwyn)
    assert "Who decides: the service" in question(gwyn)
    await stepped(room, fay, AGREED, "The ward manager said yes.")
    await room.write(gwyn, "/start")
    assert "1 decision waits" not in gwyn.buttons()
    all_well(room)

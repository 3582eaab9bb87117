"""Rounds, as those who are asked live them: until when, who is reminded, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.access.cast import other_project, walk_in
from tests.journeys.rounds import ASK, NEW, STILL, at, counted, opened, tell
from tests.journeys.stored import all_well, question, said
from tests.room import Room


async def test_only_those_who_are_asked_see_it_and_hear_of_it(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    tam = await room.joined("staff", name="Tam (example)")
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    await opened(room, tmp_path)
    assert (said(ann, NEW), said(tam, NEW), said(eve, NEW)) == (1, 0, 0)

    for phone in (ann, tam, eve):
        await room.write(phone, "/start")
    for phone in (ann, eve):
        assert ASK in question(phone)
        assert "Open for you: 3 days left" in question(phone)
        assert "Tell a story for this" in phone.buttons()
    assert ASK not in question(tam)
    assert "Tell a story for this" not in tam.buttons()
    all_well(room)


async def test_nobody_is_told_of_what_they_cannot_answer(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    nothing = ("keep_words", "keep_voice", "keep_photos")
    eve = await room.joined(name="Eve (example)", declined=nothing)
    await opened(room, tmp_path, hours=96)
    assert await counted(room) == (1, 0)
    room.clock.turn(timedelta(hours=49))
    await room.quiet()
    assert [(said(phone, NEW), said(phone, STILL)) for phone in (ann, eve)] == [(1, 1), (0, 0)]
    await room.write(eve, "/start")
    assert ASK not in question(eve)
    assert "Tell a story for this" not in eve.buttons()
    all_well(room)


async def test_at_the_closing_second_it_is_over(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    ben = await room.joined("carer", name="Ben (example)")
    found = await opened(room, tmp_path, hours=30)
    await room.write(ann, "/start")
    await room.write(ben, "/start")
    await room.press(ben, "Tell a story for this")
    room.clock.turn(found.stored.closes_at - room.clock.now())
    await room.quiet()
    assert "Tell a story for this" in ann.buttons()
    await room.press(ann, "Tell a story for this")
    assert said(ann, "The time for this is over, so I could not take that in.") == 1
    assert ASK not in question(ann)
    # Whoever has begun to tell is not turned away: it is a story, and no part of the round.
    await tell(room, ben, "They came late.")
    assert said(ben, "Your story has been sent.") == 1
    assert await counted(room) == (2, 0)
    all_well(room)


async def test_only_those_who_have_not_answered_are_reminded_and_once(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    ben = await room.joined("carer", name="Ben (example)")
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    tam = await room.joined("staff", name="Tam (example)")
    await opened(room, tmp_path, hours=96)
    await room.told(ann, "They came every day.")
    room.clock.turn(timedelta(hours=47))
    await room.quiet()
    assert said(ben, STILL) == 0
    for _day in range(2):
        room.clock.turn(timedelta(hours=2))
        await room.quiet()
        assert [said(phone, STILL) for phone in (ann, ben, eve, tam)] == [0, 1, 0, 0]
    all_well(room)


async def test_nobody_is_reminded_at_night(room: Room, tmp_path: Path) -> None:
    at(room, 16)
    ann = await room.joined()
    ben = await room.joined("carer", name="Ben (example)")
    # Half way is at two in the night.
    await opened(room, tmp_path, hours=20)
    at(room, 7, 59)
    await room.quiet()
    assert said(ben, STILL) == 0
    await room.told(ann, "They came every day.")
    at(room, 8, 1)
    await room.quiet()
    assert (said(ann, STILL), said(ben, STILL)) == (0, 1)
    all_well(room)


async def test_a_notice_of_the_night_waits_for_the_morning(room: Room, tmp_path: Path) -> None:
    ann = await room.joined()
    at(room, 23)
    await opened(room, tmp_path)
    assert said(ann, NEW) == 0
    at(room, 8, 1)
    await room.quiet()
    assert said(ann, NEW) == 1
    all_well(room)


async def test_a_reminder_that_was_slept_through_is_given_once_or_never(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    found = await opened(room, tmp_path, hours=96)
    room.clock.turn(found.stored.closes_at - room.clock.now() + timedelta(days=3))
    await room.quiet()
    assert said(ann, STILL) == 0
    all_well(room)


async def test_whoever_comes_back_when_it_is_over_is_not_told_that_it_is_open(
    room: Room, tmp_path: Path
) -> None:
    at(room, 10)
    ann = await room.joined()
    ben = await room.joined("carer", name="Ben (example)")
    eve = await room.joined("carer", name="Eve (example)")
    for phone in (ben, eve):
        phone.block()
    await room.quiet()
    found = await opened(room, tmp_path, hours=96)
    room.clock.turn(timedelta(hours=49))
    await room.quiet()
    eve.unblock()
    await room.write(eve, "/start")
    assert [(said(phone, NEW), said(phone, STILL)) for phone in (ann, eve)] == [(1, 1), (1, 1)]
    room.clock.turn(found.stored.closes_at - room.clock.now() + timedelta(days=8))
    ben.unblock()
    await room.write(ben, "/start")
    assert (said(ben, NEW), said(ben, STILL)) == (0, 0)
    assert ASK not in question(ben)
    assert {why for _method, why in room.stand.refusals} <= {"Forbidden: bot was blocked by the user"}


async def test_a_reminder_slept_through_into_the_night_waits_for_the_morning(
    room: Room, tmp_path: Path
) -> None:
    at(room, 10)
    ann = await room.joined()
    await opened(room, tmp_path, hours=96)
    # It was due at ten in the morning; the machine wakes at eleven at night.
    room.clock.turn(timedelta(hours=61))
    await room.quiet()
    assert said(ann, STILL) == 0
    at(room, 8, 1)
    await room.quiet()
    assert said(ann, STILL) == 1
    all_well(room)


async def test_a_round_in_trouble_stops_no_other(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    tam = await room.joined("staff", name="Tam (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    broken = await opened(room, tmp_path, hours=96)
    await opened(room, tmp_path, hours=96, roles='"staff"')
    binary = "x'00'" if room.house.database.dialect == "sqlite" else r"'\x00'"
    async with room.house.database.transaction() as tx:
        await tx.statement(f"UPDATE rounds SET ask = {binary} WHERE id = '{broken.stored.id}'")
    for phone in (ann, tam):
        await room.write(phone, "/start")
    assert ASK not in question(ann)
    assert "Tell a story" in ann.buttons()
    assert ASK in question(tam)
    room.clock.turn(timedelta(hours=49))
    await room.quiet()
    assert said(tam, STILL) == 1
    room.clock.turn(timedelta(hours=48))
    await room.quiet()
    assert said(fay, "The time of round 2 is over.") == 1
    assert said(fay, "The time of round 1 is over.") == 0
    await room.write(fay, "/team")
    await room.press(fay, "Write the outcome of round 2")
    all_well(room)


async def test_whoever_takes_back_their_consent_hears_no_more(room: Room, tmp_path: Path) -> None:
    ann = await room.joined()
    at(room, 23)
    await opened(room, tmp_path)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    at(room, 10)
    await room.quiet()
    assert (said(ann, NEW), said(ann, STILL)) == (0, 0)
    all_well(room)


async def test_in_another_project_nobody_hears_of_it(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    pia = room.phone("Pia (example)")
    other = await other_project(room)
    await walk_in(room, pia, other, "patient")
    elin = room.phone("Elin (example)", role="facilitator")
    await walk_in(room, elin, other, "facilitator")
    await opened(room, tmp_path)
    await room.write(pia, "/start")
    assert (said(pia, NEW), ASK in question(pia)) == (0, False)
    await room.write(elin, "/team")
    await room.press(elin, "Rounds")
    assert "Round 1" not in elin.buttons()
    all_well(room)

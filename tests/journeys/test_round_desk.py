"""Rounds, as the facilitators live them: opened once, ended, and never closed without an outcome."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.services.rounds import round_files
from tests.journeys.rounds import (
    ASK,
    DECIDED,
    NEW,
    RESULT,
    STILL,
    at,
    becomes,
    half_opened,
    opened,
    opened_in_chat,
    tell,
    written_outcome,
)
from tests.journeys.stored import all_well, question, said
from tests.room import Room


async def test_a_round_from_the_chat_to_its_outcome(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    tam = await room.joined("staff", name="Tam (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await opened_in_chat(room, fay)
    assert said(fay, "2 people are asked.") == 1
    assert said(fay, "1 of them may be told that it is open.") == 1
    assert said(fay, "Round 1 is open.") == 1
    assert (said(ann, NEW), said(eve, NEW), said(tam, NEW)) == (1, 0, 0)

    await room.write(ann, "/start")
    await room.press(ann, "Tell a story for this")
    await tell(room, ann, "They came every day.")
    await room.write(ann, "/start")
    assert "You have taken part. You can still change it (3 days left)." in question(ann)

    await room.write(fay, "/team")
    assert "Write the outcome of round 1" not in fay.buttons()
    room.clock.turn(timedelta(days=4))
    await room.quiet()
    assert said(fay, "The time of round 1 is over.") == 1
    await room.write(fay, "/team")
    assert "Round 1 waits for its outcome: over for 1 day." in question(fay)
    await written_outcome(room, fay)
    assert said(fay, "Round 1 is closed.") == 1
    assert (said(ann, RESULT), said(eve, RESULT), said(tam, RESULT)) == (1, 0, 0)
    for phone in (ann, eve):
        await room.write(phone, "/start")
        await room.press(phone, "What came of what you were asked")
        assert DECIDED in question(phone)
        assert said(phone, "Only a few people told a story in this time.") == 1
    await room.write(tam, "/start")
    assert "What came of what you were asked" not in tam.buttons()
    await room.write(fay, "/team")
    assert "waits for its outcome" not in question(fay)
    all_well(room)


async def test_ended_early_nobody_is_reminded_any_more(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await opened_in_chat(room, fay, days="1 week")
    await room.press(fay, "Round 1")
    await room.press(fay, "End it now")
    await room.press(fay, "Yes, end it")
    assert said(fay, "Nobody can answer any more.") == 1
    await room.write(ann, "/start")
    assert ASK not in question(ann)
    room.clock.turn(timedelta(days=6))
    await room.quiet()
    assert said(ann, STILL) == 0
    await room.write(fay, "/team")
    assert "Write the outcome of round 1" in fay.buttons()
    all_well(room)


async def test_pressing_twice_opens_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_opened(room, fay)
    fay.press("Open it now")
    fay.press("Open it now")
    await room.quiet()
    assert len(await round_files.every(room.house, room.project.key)) == 1
    assert said(ann, NEW) == 1
    all_well(room)


async def test_two_facilitators_at_once_open_it_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    for phone in (fay, gus):
        await half_opened(room, phone)
    fay.press("Open it now")
    gus.press("Open it now")
    await room.quiet()
    assert len(await round_files.every(room.house, room.project.key)) == 1
    assert said(ann, NEW) == 1
    assert said(fay, "Round 1 is open.") + said(gus, "Round 1 is open.") == 1
    told_off = next(each for each in (fay, gus) if not said(each, "Round 1 is open."))
    assert said(told_off, "Another round asks some of these people for the same thing.") == 1
    # Nothing of what was written is lost.
    assert "Open it now" in told_off.buttons()
    all_well(room)


async def test_what_was_begun_is_gone_on_with_another_day(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_opened(room, fay)
    await room.press(fay, "Stop for now")
    room.clock.turn(timedelta(days=2))
    await room.joined()
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Go on with the round you began")
    assert "1 person is asked." in question(fay)
    await room.press(fay, "Open it now")
    assert said(fay, "Round 1 is open.") == 1
    await room.press(fay, "Back to the team's menu")
    await room.press(fay, "Rounds")
    assert "Go on with the round you began" not in fay.buttons()
    all_well(room)


async def test_who_is_no_facilitator_any_more_opens_nothing(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_opened(room, fay)
    await becomes(room, fay, "staff")
    await room.press(fay, "Open it now")
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert await round_files.every(room.house, room.project.key) == []
    assert "For facilitators" not in fay.buttons()
    all_well(room)


async def test_words_of_a_round_can_be_edited_in_the_chat_until_it_is_open(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_opened(room, fay)
    mine = next(each.id for each in fay.messages if not each.from_bot and each.text == ASK)
    fay.edit(mine, "How were the nights?")
    await room.quiet()
    assert said(fay, "I have changed it.") == 1
    assert said(fay, "How were the nights?") == len(room.project.languages)
    fay.edit(mine, "How were the nights? " * 90)
    await room.quiet()
    assert "There is room for 1000." in question(fay)
    await room.write(fay, "How were the nights at home?")
    await room.press(fay, "Open it now")
    assert said(fay, "Round 1 is open.") == 1

    fay.edit(mine, "Something else?")
    await room.quiet()
    assert said(fay, "You have sent this already, so it stays as it was.") == 1
    await room.press(fay, "Round 1")
    assert "How were the nights at home?" in question(fay)
    all_well(room)


async def test_nothing_of_the_team_is_kept_of_who_is_no_facilitator_any_more(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await becomes(room, fay, "staff")
    await room.press(fay, "Open a round")
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert "Stories" not in fay.buttons()
    all_well(room)


async def test_the_second_outcome_is_not_taken(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    await opened(room, tmp_path, hours=30)
    room.clock.turn(timedelta(hours=31))
    await room.quiet()
    await room.write(gus, "/team")
    await room.press(gus, "Write the outcome of round 1")
    await written_outcome(room, fay)
    await room.write(gus, "Something else.")
    assert said(gus, "Round 1 has its outcome already.") == 1
    await room.write(ann, "/start")
    await room.press(ann, "What came of what you were asked")
    assert DECIDED in question(ann)
    assert said(ann, RESULT) == 1
    all_well(room)


async def test_a_round_is_not_closed_before_it_is_over(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await opened_in_chat(room, fay)
    await room.press(fay, "Round 1")
    assert "Write the outcome" not in fay.buttons()
    assert ASK in question(fay)
    all_well(room)

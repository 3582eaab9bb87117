"""Rating the pathway, as people do it: every way through, until the closing second, and what comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services.ratings import mapping
from storage import rounds as stored_rounds
from tests.journeys.rated import (
    ASK,
    BEGIN,
    CHANGE,
    GO_ON,
    IS_OVER,
    begins,
    exact_map,
    rates,
    rating_round,
    sent,
    shared_map,
    shorten,
    steps_of,
)
from tests.journeys.stored import all_well, files_of, only_story, question, said
from tests.room import Room

BAD, GOOD, VERY_GOOD = "🙁 Bad", "🙂 Good", "😀 Very good"


async def at_reading_back(room: Room, phone: Phone) -> None:
    """Somebody has rated three touchpoints and reads them again."""
    await begins(room, phone)
    await rates(room, phone, GOOD, "😌 Calm")
    await rates(room, phone, BAD, "😟 Worried", "🧍 Alone", why="Nobody told me where I was.")
    await rates(room, phone, "It did not happen to me")


def pictures(phone: Phone) -> int:
    """How many pictures the bot has sent to this phone."""
    return sum(message.from_bot and message.kind == "photo" for message in phone.messages)


async def test_rated_read_back_sent_and_drawn(room: Room) -> None:
    first, second, third = await shorten(room, 3)
    round_ = await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    assert said(ann, ASK) >= 1
    assert first in question(ann)
    assert "1 of 4" in question(ann)
    await rates(room, ann, GOOD, "😌 Calm")
    assert second in question(ann)
    await rates(room, ann, BAD, "😟 Worried", "🧍 Alone", why="Nobody told me where I was.")
    assert third in question(ann)
    await rates(room, ann, "It did not happen to me")

    back = question(ann)
    for words in (
        first,
        GOOD,
        second,
        BAD,
        "😟 Worried",
        "Nobody told me where I was.",
        "did not happen to me",
    ):
        assert words in back
    assert "This is not a helpline" in back
    await room.press(ann, "Send it to the team")

    ((stored, given),) = await sent(room, ann)
    assert (stored.version, stored.round_id) == (1, round_.stored.id)
    assert list(steps_of(given).values()) == [1, -1, None]
    assert given.ratings[1].feelings == ("worried", "alone")
    assert [part.words for part in given.ratings[1].why] == ["Nobody told me where I was."]
    assert pictures(ann) == 1
    assert said(ann, "This is your own map") == 1
    assert said(ann, "Nobody told me where I was.") >= 2
    drawn = await exact_map(room, round_)
    assert [point.roles["patient"].people for point in drawn.points] == [1, 1, 0]
    all_well(room)


async def test_back_and_skip(room: Room) -> None:
    first, second, _third = await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    await room.press(ann, GOOD)
    await room.press(ann, "Back")
    assert first in question(ann)
    await room.press(ann, "Skip this")
    assert second in question(ann)
    await rates(room, ann, "Skip this")
    await rates(room, ann, VERY_GOOD)
    await room.press(ann, "Send it to the team")
    ((_stored, given),) = await sent(room, ann)
    assert list(steps_of(given).values()) == [2]
    all_well(room)


async def test_one_touchpoint_changed_at_the_reading_back_with_all_that_was_said_of_it(room: Room) -> None:
    _first, second, _third = await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, f"Change: {second}")
    await room.press(ann, VERY_GOOD)
    assert "✓ 😟 Worried" in ann.buttons()
    await room.press(ann, "✓ 😟 Worried")
    await room.press(ann, "Done")
    assert "Nobody told me where I was." in question(ann)
    await room.press(ann, "Done")
    await room.press(ann, "Send it to the team")
    ((_stored, given),) = await sent(room, ann)
    assert (given.ratings[1].position, given.ratings[1].feelings) == (2, ("alone",))
    assert [part.words for part in given.ratings[1].why] == ["Nobody told me where I was."]
    all_well(room)


async def test_what_was_sent_can_be_changed_and_each_version_is_kept(room: Room) -> None:
    first, *_others = await shorten(room, 3)
    round_ = await rating_round(room)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, "Send it to the team")
    await room.press(ann, "Not now")
    assert CHANGE in ann.buttons()
    await room.press(ann, CHANGE)
    await room.press(ann, f"Change: {first}")
    for button in (VERY_GOOD, "Done", "Skip this"):
        await room.press(ann, button)
    assert "Here is how it felt to you" in question(ann)
    await room.press(ann, "Send it to the team")
    versions = await sent(room, ann)
    assert [stored.version for stored, _given in versions] == [1, 2]
    assert [given.ratings[0].position for _stored, given in versions] == [1, 2]
    assert (await exact_map(room, round_)).points[0].roles["patient"].steps == (0, 0, 0, 0, 1)
    assert pictures(ann) == 2
    all_well(room)


async def test_left_and_gone_on_with_another_day(room: Room) -> None:
    _first, second, _third = await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    await rates(room, ann, GOOD)
    await room.press(ann, "Stop for now")
    room.clock.turn(timedelta(days=1))
    await begins(room, ann, GO_ON)
    assert second in question(ann)
    all_well(room)


async def test_the_story_of_a_low_point_begins_where_it_was(room: Room) -> None:
    _first, second, _third = await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, "Send it to the team")
    assert "Some of it felt bad to you." in question(ann)
    await room.press(ann, second)
    assert "Tell us what happened" in question(ann)
    await room.write(ann, "I lay in the corridor.")
    await room.press(ann, "Done")
    await room.press(ann, "None of these")
    for _question in ("mattered", "better", "good"):
        await room.press(ann, "Skip this")
    await room.press(ann, "Nothing more: the team only")
    await room.press(ann, "Send it to the team")
    _stored, story = await only_story(room, ann)
    assert story.touchpoint == room.project.touchpoints[1].id
    all_well(room)


async def test_without_a_low_point_nobody_is_asked_for_a_story(room: Room) -> None:
    await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    for _point in range(3):
        await rates(room, ann, GOOD)
    await room.press(ann, "Send it to the team")
    assert "What would you like to do?" in question(ann)
    all_well(room)


async def test_at_the_closing_second_nothing_is_taken_in_and_the_open_screen_says_so(room: Room) -> None:
    await shorten(room, 3)
    round_ = await rating_round(room, hours=2)
    ann, ben, cat = [
        await room.joined(name=name) for name in ("Ann (example)", "Ben (example)", "Cat (example)")
    ]
    for phone in (ann, ben):
        await at_reading_back(room, phone)
    await begins(room, cat)
    room.clock.turn(round_.stored.closes_at - room.clock.now() - timedelta(seconds=1))
    await room.press(ann, "Send it to the team")
    room.clock.turn(timedelta(seconds=1))
    await room.press(ben, "Send it to the team")
    await room.press(cat, GOOD)
    for phone in (ben, cat):
        assert said(phone, IS_OVER) == 1
        assert await sent(room, phone) == []
        assert BEGIN not in phone.buttons()
    assert len(await sent(room, ann)) == 1
    await room.write(ann, "/start")
    assert CHANGE not in ann.buttons()
    all_well(room)


async def test_what_was_sent_cannot_be_changed_after_the_end(room: Room) -> None:
    first, *_others = await shorten(room, 3)
    round_ = await rating_round(room, hours=2)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, "Send it to the team")
    await room.press(ann, "Not now")
    await room.press(ann, CHANGE)
    room.clock.turn(round_.stored.closes_at - room.clock.now())
    await room.press(ann, f"Change: {first}")
    assert said(ann, IS_OVER) == 1
    assert [stored.version for stored, _given in await sent(room, ann)] == [1]
    all_well(room)


async def test_once_the_map_is_frozen_nothing_is_taken_in_whatever_the_clock_of_a_step_says(
    room: Room,
) -> None:
    await shorten(room, 1)
    round_ = await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    await rates(room, ann, GOOD)
    async with room.house.database.transaction() as tx:
        frozen = await mapping.freeze(room.house, tx, round_)
        assert await stored_rounds.is_over(tx, room.house.keys, round_.stored, frozen, room.clock.now())
    await room.press(ann, "Send it to the team")
    assert said(ann, IS_OVER) == 1
    assert await sent(room, ann) == []
    all_well(room)


async def test_only_those_who_are_asked_can_rate(room: Room) -> None:
    await shorten(room, 3)
    await rating_round(room, roles=("staff",))
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    tam = await room.joined("staff", name="Tam (example)")
    for phone in (ann, fay, tam):
        await room.write(phone, "/start")
    assert (BEGIN in ann.buttons(), BEGIN in fay.buttons(), BEGIN in tam.buttons()) == (False, False, True)


async def test_whoever_lets_no_words_be_kept_rates_without_them(room: Room) -> None:
    await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined(declined=("keep_words", "keep_voice", "quote_workshop", "quote_publication"))
    await begins(room, ann)
    for _point in range(3):
        await room.press(ann, BAD)
        await room.press(ann, "None of these")
    await room.press(ann, "Send it to the team")
    ((_stored, given),) = await sent(room, ann)
    assert list(steps_of(given).values()) == [-1, -1, -1]
    assert given.every_part() == ()
    all_well(room)


async def test_why_can_be_said_in_a_voice_message_and_goes_when_the_consent_goes(room: Room) -> None:
    await shorten(room, 3)
    await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    await room.press(ann, BAD)
    await room.press(ann, "None of these")
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    await rates(room, ann, GOOD, why="They laughed with me.")
    await rates(room, ann, "Skip this")
    await room.press(ann, "Send it to the team")
    ((_stored, given),) = await sent(room, ann)
    assert [part.kind for part in given.every_part()] == ["voice", "text"]
    await room.press(ann, "Not now")
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my voice: I agree")
    await room.press(ann, "No, I do not agree")
    ((_stored, left),) = await sent(room, ann)
    assert [part.kind for part in left.every_part()] == ["text"]
    assert steps_of(left) == steps_of(given)
    all_well(room)


async def test_a_second_round_shows_before_and_after(room: Room) -> None:
    await shorten(room, 3)
    before = await rating_round(room, hours=2)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, "Send it to the team")
    await room.press(ann, "Not now")
    room.clock.turn(timedelta(days=30))
    await room.quiet()
    after = await rating_round(room)
    await begins(room, ann)
    for _point in range(3):
        await rates(room, ann, VERY_GOOD)
    await room.press(ann, "Send it to the team")
    assert said(ann, "The time before:") >= 1
    drawn = await exact_map(room, after)
    assert [point.roles["patient"].median for point in drawn.earlier] == [1, -1, None]
    moved = [drawn.moved[point.touchpoint] for point in drawn.points]
    assert [each.better for each in moved] == [1, 1, 0]
    assert (await exact_map(room, before)).earlier == ()
    all_well(room)


@pytest.mark.parametrize("way", ["No more messages. Keep what I told", "Erase everything about me"])
async def test_leaving_keeps_or_erases_what_was_rated(room: Room, way: str) -> None:
    await shorten(room, 3)
    round_ = await rating_round(room, hours=2)
    ann = await room.joined()
    await at_reading_back(room, ann)
    await room.press(ann, "Send it to the team")
    await room.write(ann, "/stop")
    await room.press(ann, way)
    erased = way.startswith("Erase")
    if erased:
        await room.press(ann, "Yes, erase everything")
    assert (await exact_map(room, round_)).points[0].everybody.people == (0 if erased else 1)
    all_well(room)


async def test_what_is_shared_stands_when_somebody_is_erased_later(room: Room) -> None:
    await shorten(room, 3)
    round_ = await rating_round(room, hours=20)
    phones = [await room.joined(name=f"Person {number} (example)") for number in range(8)]
    for phone in phones:
        await at_reading_back(room, phone)
        await room.press(phone, "Send it to the team")
    assert await shared_map(room, round_) is None
    room.clock.turn(timedelta(days=2))
    await room.quiet()
    shared = await shared_map(room, round_)
    assert shared is not None
    assert shared.points[0].roles["patient"].people == 10
    await room.write(phones[0], "/stop")
    await room.press(phones[0], "Erase everything about me")
    await room.press(phones[0], "Yes, erase everything")
    assert (await exact_map(room, round_)).points[0].roles["patient"].people == 7
    assert await shared_map(room, round_) == shared
    all_well(room)


async def test_what_was_said_for_an_earlier_version_is_kept_with_it(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    ann = await room.joined()
    await begins(room, ann)
    await room.press(ann, BAD)
    await room.press(ann, "None of these")
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    await room.press(ann, "Send it to the team")
    await room.press(ann, "Not now")
    await begins(room, ann, CHANGE)
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("Change: ")))
    await room.press(ann, BAD)
    await room.press(ann, "Done" if "Done" in ann.buttons() else "None of these")
    ann.send_voice(example_voice(0.3))
    await room.quiet()
    await room.press(ann, "Send it to the team")
    said_why = [given.ratings[0].why[0].file for _stored, given in await sent(room, ann)]
    assert len(set(said_why)) == 2
    assert {file.id for file in await files_of(room, ann)} == set(said_why)
    all_well(room)

"""Did it make a difference? Asked of those whose stories led to a change, and read by the team."""

from __future__ import annotations

import pytest

from bot.codesign.difference import Again
from bot.rehearsal.phones import Phone
from bot.services.actions import actions, asking_difference
from storage import action_asks
from storage.action_asks import StoredAsk
from tests.journeys.acting import (
    AGREED,
    CHANGE,
    CLOSED,
    DONE,
    WHAT,
    changing,
    desk,
    every,
    in_english_only,
    stepped,
    told_and_written,
    told_at,
    written,
)
from tests.journeys.rated import begins, rates, rating_round, shorten
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import read_all
from tests.room import Room

NOTICE = "The team has a question for you about something that you told."
BEGIN = "Did this change make a difference? (1)"
ANSWERED = "Thank you. What you said of the change is with the team now."


async def done(room: Room, fay: Phone, number: int = 1) -> None:
    """The change is made."""
    await stepped(room, fay, AGREED, "Everybody agreed.", number=number)
    await stepped(room, fay, DONE, CHANGE, "It was easy.", number=number)


async def rated_before(room: Room, phone: Phone, step: str) -> None:
    """Somebody has rated the only part of care that the project has."""
    await rating_round(room)
    await begins(room, phone)
    await rates(room, phone, step)
    await room.press(phone, "Send it to the team")
    if "Not now" in phone.buttons():
        await room.press(phone, "Not now")


async def answers(room: Room, phone: Phone, step: str, why: str | None = None) -> None:
    """Somebody answers about the only action."""
    await room.write(phone, "/start")
    await room.press(phone, BEGIN)
    await room.press(phone, step)
    if why is None:
        await room.press(phone, "Skip this")
    else:
        await room.write(phone, why)
    await room.press(phone, "Send it to the team")


async def asked(room: Room, phone: Phone) -> list[StoredAsk]:
    """What somebody was asked."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await action_asks.of_membership(tx, room.house.keys, place.membership_id)


async def test_before_stands_beside_after_and_the_team_counts_by_role(room: Room) -> None:
    (place,) = await shorten(room, 1)
    ann, fay = await told_and_written(room)
    await rated_before(room, ann, "🙁 Bad")
    await done(room, fay)
    assert said(fay, "1 person whose story led to it is asked whether it made a difference.") == 1
    await next_day(room)
    assert said(ann, NOTICE) == 1
    assert said(ann, CHANGE) == 0
    await answers(room, ann, "🙂 Good", "I slept.")
    assert said(ann, ANSWERED) == 1
    (ask,) = await asked(room, ann)
    given = asking_difference.read(ask.content)
    assert given.points == (Again(room.project.touchpoints[0].id, "bad", "good"),)
    assert [part.words for part in given.why] == ["I slept."]
    assert BEGIN not in ann.buttons()

    await desk(room, fay, 1)
    await room.press(fay, "Did it make a difference? (1 of 1)")
    shown = question(fay)
    assert (
        f"{place}: Patients\nBetter: 1\nThe same: 0\nWorse: 0\nBefore:\n🙁 Bad: 1\nNow:\n🙂 Good: 1" in shown
    )
    assert f"patient 1\n{place}\nBefore: 🙁 Bad\nNow: 🙂 Good" in shown
    assert "I slept." in shown
    await room.press(fay, "Back to the actions")
    all_well(room)


async def test_it_is_closed_once_all_have_answered_or_had_their_time(room: Room) -> None:
    ann, fay = await told_and_written(room)
    at(room, 12)
    await done(room, fay)
    await desk(room, fay, 1)
    await room.press(fay, "Say where it stands now")
    assert CLOSED not in fay.buttons()
    assert "It can be closed from" in question(fay)
    await answers(room, ann, "I cannot tell")
    await stepped(room, fay, CLOSED, "It stays like this.")
    (one,) = await every(room, fay)
    closed = one.action.steps[-1]
    assert (closed.status, closed.asked, closed.answered) == ("closed", 1, 1)
    assert "Say where it stands now" not in fay.buttons()
    await changing(room, ann, 1)
    assert "Change what I said of whether it helped" not in ann.buttons()
    all_well(room)


async def test_who_does_not_answer_holds_nothing_up_for_longer_than_the_project_owes_them(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await done(room, fay)
    for _day in range(room.project.reply_days + 1):
        at(room, 12)
    await room.quiet()
    await stepped(room, fay, CLOSED, "Nobody said anything.")
    await room.write(ann, "/start")
    assert BEGIN not in ann.buttons()
    all_well(room)


async def test_with_nobody_to_ask_it_says_so_and_can_be_closed(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await written(room, fay)
    await done(room, fay)
    assert said(fay, "Nobody can be asked whether it made a difference") == 1
    await desk(room, fay, 1)
    await room.press(fay, "Say where it stands now")
    assert "Nobody can be asked whether it made a difference" in question(fay)
    assert CLOSED in fay.buttons()
    all_well(room)


async def test_everybody_is_asked_whose_story_led_to_it_and_nobody_else(room: Room) -> None:
    ann, fay = await told_and_written(room)
    nell = await room.joined("staff", name="Nell (example)")
    bob = await room.joined(name="Bob (example)", declined=("contact_me",))
    stu = await room.joined(name="Stu (example)")
    pat = await room.joined(name="Pat (example)")
    for phone, words in ((nell, "We are told to."), (bob, "It was loud."), (stu, "Loud, too.")):
        await told_at(room, phone, words)
    await told_at(room, pat, "The tea was cold.")
    await read_all(room, fay)
    await desk(room, fay, 1)
    await room.press(fay, "Change what it comes from")
    for label in fay.buttons():
        if label.startswith(("Story 2", "Story 3", "Story 4")):
            await room.press(fay, label)
    await room.press(fay, "Done")
    await room.write(stu, "/stop")
    await room.press(stu, "No more messages. Keep what I told")
    await done(room, fay)
    (one,) = await every(room, fay)
    async with room.house.database.snapshot() as tx:
        behind = await actions.tellers_behind(room.house, tx, one)
    assert behind == [(await place_of(room, phone)).membership_id for phone in (ann, nell, bob)]
    assert [len(await asked(room, phone)) for phone in (ann, nell, bob, pat)] == [1, 1, 1, 0]
    await next_day(room)
    assert [said(phone, NOTICE) for phone in (ann, nell, bob, stu, pat)] == [1, 1, 0, 0, 0]
    for phone in (ann, nell, bob):
        await room.write(phone, "/start")
        assert BEGIN in phone.buttons()
    all_well(room)


async def test_the_notice_waits_for_the_end_of_the_quiet_hours(room: Room) -> None:
    ann, fay = await told_and_written(room)
    at(room, 23)
    await done(room, fay)
    assert said(ann, NOTICE) == 0
    at(room, 12)
    await room.quiet()
    assert said(ann, NOTICE) == 1
    all_well(room)


async def test_an_answer_is_left_gone_on_with_and_changed_until_it_is_closed(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await done(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, BEGIN)
    await room.press(ann, "🙁 Bad")
    await room.press(ann, "Stop for now")
    await room.write(ann, "/start")
    await room.press(ann, BEGIN)
    assert "What made it so?" in question(ann)
    await room.write(ann, "They come at seven.")
    await room.press(ann, "Send it to the team")
    await changing(room, ann, 1)
    await room.press(ann, "Change what I said of whether it helped")
    assert "They come at seven." in question(ann)
    await room.press(
        ann, next(each for each in ann.buttons() if each.startswith("Change: 1") or "Change: " in each)
    )
    await room.press(ann, "😀 Very good")
    await room.press(ann, "Send it to the team")
    (ask,) = await asked(room, ann)
    given = asking_difference.read(ask.content)
    assert [each.after for each in given.points] == ["very-good"]
    assert [part.words for part in given.why] == ["They come at seven."]

    await changing(room, ann, 1)
    await room.press(ann, "Change what I said of whether it helped")
    await stepped(room, fay, CLOSED, "Better.")
    await room.press(ann, "Send it to the team")
    assert said(ann, "The team does not ask this any more.") == 1
    all_well(room)


async def test_what_helped_nobody_is_tried_again_and_asked_about_again(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await done(room, fay)
    await next_day(room)
    await answers(room, ann, "😢 Very bad")
    await stepped(room, fay, "Being tried", "It was not better.")
    await room.write(ann, "/start")
    assert BEGIN not in ann.buttons()
    await stepped(room, fay, DONE, "There are soft bins.", "The first try was not enough.")
    await next_day(room)
    await answers(room, ann, "🙂 Good")
    first, second = await asked(room, ann)
    assert (first.turn, second.turn) == (1, 2)
    assert said(ann, NOTICE) == 2
    all_well(room)


async def test_somebody_who_was_not_sure_where_rates_the_change_itself(room: Room) -> None:
    ann = await room.joined()
    await told_at(room, ann, "The bins were emptied at four.")
    fay = await room.joined("facilitator", name="Fay (example)")
    await read_all(room, fay)
    await written(room, fay, "Story 1, patient 1")
    await done(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, BEGIN)
    assert said(ann, WHAT) == 1
    assert said(ann, CHANGE) == 1
    assert "How does it feel to you since the change?" in question(ann)
    all_well(room)


async def test_who_lets_nothing_be_kept_is_asked_for_no_words(room: Room) -> None:
    ann = await room.joined(declined=("keep_voice", "keep_photos"))
    await told_at(room, ann, "The bins were emptied at four.")
    fay = await room.joined("facilitator", name="Fay (example)")
    await read_all(room, fay)
    await written(room, fay, "Story 1, patient 1")
    await done(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, BEGIN)
    await room.press(ann, "🙂 Good")
    assert "You can write it or say it." not in question(ann)
    assert "What made it so?" in question(ann)
    all_well(room)


@pytest.mark.parametrize("key", ["=take", "=closed", "=done", "=very-good", "=9"])
async def test_a_forged_step_changes_nothing(room: Room, key: str) -> None:
    _ann, fay = await told_and_written(room)
    await done(room, fay)
    before = await every(room, fay)
    await desk(room, fay, 1)
    await room.press(fay, "Say where it stands now")
    data = fay.button_list()[0].data
    assert data is not None
    fay.press_data(fay.last.id, f"{data.rpartition(':')[0]}:{key}")
    await room.quiet()
    assert [each.action for each in await every(room, fay)] == [each.action for each in before]
    await in_english_only(room, fay)
    all_well(room)

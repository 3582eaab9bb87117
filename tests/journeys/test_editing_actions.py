"""An action is put in other words: what it said stays to be read, and who waits for it hears of it."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from tests.journeys.acting import (
    AGREED,
    CHANGE,
    CLOSED,
    DONE,
    WHAT,
    WHERE,
    changing,
    desk,
    every,
    in_english_only,
    stepped,
    told_and_written,
)
from tests.journeys.caring import facilitator, presses
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, question, said
from tests.journeys.test_actions_in_threads import morning, read
from tests.journeys.threads import NEWS, is_new
from tests.room import Room

NINE = "The bins are emptied after nine."


async def edits(room: Room, fay: Phone, *fields: str) -> None:
    """A facilitator begins to put action 1 in other words."""
    await desk(room, fay, 1)
    await presses(room, fay, "Put it in other words", *fields, "Done")


async def rewritten(room: Room, fay: Phone, what: str = NINE) -> None:
    """A facilitator says anew what will change."""
    await edits(room, fay, "What will change")
    await room.write(fay, what)
    await in_english_only(room, fay)
    await room.press(fay, "Put it in these words")


async def test_what_it_said_stays_to_be_read_with_day_and_who(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await rewritten(room, fay)
    assert said(fay, "It is changed.") == 1
    await desk(room, fay, 1)
    assert f"changed by facilitator 1. Before, it said:\nWhat will change: {WHAT}" in question(fay)
    await changing(room, ann, 1)
    shown = question(ann)
    assert shown.startswith(NINE)
    assert f"this was changed. Before, it said:\nWhat will change: {WHAT}" in shown
    assert "facilitator" not in shown
    (one,) = await every(room, fay)
    assert one.action.what == {"en": NINE}
    assert one.action.where == {"en": WHERE}
    all_well(room)


async def test_who_waits_for_it_hears_of_it_neutrally_and_reads_what_was_before(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await read(room, ann)
    await rewritten(room, fay)
    await morning(room)
    assert said(ann, NEWS) == 1
    assert NINE not in "".join(plain(each.text) for each in ann.messages)
    page = await read(room, ann)
    assert page.count("New: ") == 1
    assert f"New: Action 1: {NINE}" in page
    assert f"What will change: {WHAT}" in page
    assert not await is_new(room, ann)


async def test_another_day_is_news_and_says_both(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await read(room, ann)
    await edits(room, fay, "By when")
    day = fay.buttons()[0]
    await presses(room, fay, day, "Put it in these words")
    page = await read(room, ann)
    assert f"No day is set yet.\nNow by when: {day}" in page


async def test_what_makes_no_difference_to_them_is_no_news(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await read(room, ann)
    await edits(room, fay, "How far it reaches", "What kind of change it is")
    await presses(room, fay, "Information", "How one team works", "Put it in these words")
    assert not await is_new(room, ann)
    (one,) = await every(room, fay)
    assert (one.kind, one.scale) == ("information", "team")
    await changing(room, ann, 1)
    assert (
        "Before, it said:\nWhat changes: How things are done\nHow far it reaches: A small change"
        in question(ann)
    )


async def test_whoever_told_nothing_of_it_has_no_news(room: Room) -> None:
    at(room, 10)
    _ann, fay = await told_and_written(room)
    ben = await room.joined(name="Ben (example)")
    await room.told(ben, "The soup was cold.")
    await rewritten(room, fay)
    assert not await is_new(room, ben)


async def test_the_same_words_change_nothing(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await read(room, ann)
    await edits(room, fay, "What will change")
    assert f"You said before:\n{WHAT}" in question(fay)
    await room.press(fay, "Done")
    await in_english_only(room, fay)
    await room.press(fay, "Put it in these words")
    assert said(fay, "It stays as it is.") == 1
    assert not await is_new(room, ann)
    (one,) = await every(room, fay)
    assert one.action.edits == ()


async def test_of_two_facilitators_one_changes_it(room: Room) -> None:
    at(room, 10)
    _ann, fay = await told_and_written(room)
    gus = await facilitator(room, "Gus (example)")
    await edits(room, gus, "What will change")
    await rewritten(room, fay)
    await room.write(gus, "The bins are emptied at noon.")
    await in_english_only(room, gus)
    await room.press(gus, "Put it in these words")
    assert said(gus, "Somebody else has changed it meanwhile") == 1
    (one,) = await every(room, fay)
    assert one.action.what == {"en": NINE}
    all_well(room)


async def test_a_closed_action_stays_as_it_is(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await stepped(room, fay, AGREED, "All agreed.")
    await stepped(room, fay, DONE, CHANGE, "It was tried.")
    await room.write(ann, "/start")
    await room.press(ann, "Did this change make a difference? (1)")
    while "I cannot tell" in ann.buttons():
        await room.press(ann, "I cannot tell")
    await presses(room, ann, "Skip this", "Send it to the team")
    await edits(room, fay, "Where")
    gus = await facilitator(room, "Gus (example)")
    await stepped(room, gus, CLOSED, "It stays like this.")
    await room.write(fay, "Ward 5")
    await in_english_only(room, fay)
    await room.press(fay, "Put it in these words")
    (one,) = await every(room, fay)
    assert one.action.where == {"en": WHERE}
    await desk(room, fay, 1)
    assert "Put it in other words" not in fay.buttons()


async def test_an_edit_does_not_put_off_the_day_on_which_it_can_be_closed(room: Room) -> None:
    at(room, 10)
    _ann, fay = await told_and_written(room)
    await stepped(room, fay, AGREED, "All agreed.")
    await stepped(room, fay, DONE, CHANGE, "It was tried.")
    (before,) = await every(room, fay)
    at(room, 10)
    await rewritten(room, fay)
    (after,) = await every(room, fay)
    assert after.action.edits
    assert after.stored.changed_at == before.stored.changed_at


async def test_what_it_came_from_is_kept_for_the_team(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await desk(room, fay, 1)
    await room.press(fay, "Change what it comes from")
    await room.press(fay, next(each for each in fay.buttons() if "Story 1" in each))
    await room.press(fay, next(each for each in fay.buttons() if each in ("Done", "No further story")))
    await desk(room, fay, 1)
    assert "Before, it said:\n1 story linked by itself" in question(fay)
    await changing(room, ann, 1)
    assert "Before" not in question(ann)

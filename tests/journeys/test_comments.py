"""What people say beside their ratings is read: a word of the list puts it first; a concern may follow."""

from __future__ import annotations

import pytest

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services import waiting
from bot.services.waiting import Waiting
from tests.journeys.caring import change_project, facilitator, lead, presses, record, removed, texts
from tests.journeys.rated import CHANGE, begins, rates, rating_round, sent, shorten
from tests.journeys.stored import all_well, question, said
from tests.journeys.suggestions import suggested
from tests.room import Room

BAD, GOOD = "🙁 Bad", "🙂 Good"
WORRIED = "I am worried about somebody's safety"
NEXT, ENOUGH = "I have read it. Next one", "I have read it. That is enough for now"


def new(count: int) -> str:
    return f"Comments on how care felt ({count} new)"


async def rated(room: Room, phone: Phone, why: str | None, *feelings: str) -> None:
    """Somebody rates the one touchpoint there is, and says why."""
    await begins(room, phone)
    await rates(room, phone, BAD, *feelings, why=why)
    await room.press(phone, "Send it to the team")
    await room.press(phone, "Not now")


async def team(room: Room, phone: Phone) -> None:
    await room.write(phone, "/team")


async def unread(room: Room) -> list[Waiting]:
    """What waits to be read by command."""
    return [each for each in await waiting.of_project(room.house, room.project.key) if each.what == "comment"]


async def test_those_with_a_word_of_the_list_come_first_then_the_oldest(room: Room) -> None:
    (touchpoint,) = await shorten(room, 1)
    await rating_round(room)
    fay = await facilitator(room)
    ann, ben, cat = [await room.joined(name=f"{name} (example)") for name in ("Ann", "Ben", "Cat")]
    await team(room, fay)
    assert not any("Comments" in label for label in fay.buttons())
    await rated(room, ann, "It was loud.", "🧍 Alone")
    await rated(room, ben, None)
    await rated(room, cat, "I want to die.")
    await team(room, fay)
    await room.press(fay, new(2))
    assert "Before you read what patient 3 said of how the care felt:" in question(fay)
    assert "They chose no hard feelings." in question(fay)
    assert "I want to die." not in texts(fay)
    await room.press(fay, "Yes, show it")
    for piece in ("patient 3", "round 1", touchpoint, "Bad", "I want to die."):
        assert piece in question(fay), piece
    await room.press(fay, NEXT)
    assert "Alone" in question(fay)
    await presses(room, fay, "Yes, show it", NEXT)
    assert said(fay, "There is nothing further to read here.") == 1
    await room.press(fay, "Comments on how care felt")
    assert "patient 1" in question(fay), "once more from the first, in the order in which they came"
    all_well(room)


async def test_each_facilitator_reads_for_themselves_and_a_changed_one_anew(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, gil, ann = await facilitator(room), await facilitator(room, "Gil (example)"), await room.joined()
    await rated(room, ann, "It was loud.")
    await team(room, fay)
    await presses(room, fay, new(1), "Yes, show it", ENOUGH)
    assert new(1) not in fay.buttons()
    await team(room, gil)
    assert new(1) in gil.buttons()
    await room.press(gil, new(1))
    await room.press(gil, "Not now")
    assert new(1) in gil.buttons(), "not read yet"
    await begins(room, ann, CHANGE)
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("Change: ")))
    await rates(room, ann, BAD, why="It was loud, and nobody came.")
    await room.press(ann, "Send it to the team")
    await team(room, fay)
    await presses(room, fay, new(1), "Yes, show it")
    assert "nobody came" in question(fay)
    all_well(room)


async def test_the_project_s_own_list_counts_at_once_and_the_queue_by_command_says_so(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    await rated(room, ann, "It was loud.")
    await rated(room, ben, "It was like a zoo.")
    await change_project(room, distress_words={"en": ("zoo",)})
    found = await unread(room)
    assert [(each.number, each.who, each.state) for each in found] == [
        (1, "patient 2", "comes first"),
        (1, "patient 1", "to read"),
    ]


async def altered(room: Room, change: str) -> None:
    """The database is changed behind the back of the bot."""
    async with room.house.database.transaction() as tx:
        await tx.statement(f"UPDATE ratings SET {change}")


async def test_what_was_sent_to_an_earlier_version_is_counted_and_read_in_the_same_order(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay = await facilitator(room)
    ann, ben, cat = [await room.joined(name=f"{name} (example)") for name in ("Ann", "Ben", "Cat")]
    await rated(room, ann, "It was loud.")
    await rated(room, ben, None)
    await rated(room, cat, "I want to die.")
    await altered(room, "to_read = NULL")
    found = await unread(room)
    assert [(each.who, each.state) for each in found] == [
        ("patient 3", "comes first"),
        ("patient 1", "to read"),
    ]
    await team(room, fay)
    async with room.house.database.snapshot() as tx:
        noted = await tx.table_rows("SELECT to_read FROM ratings ORDER BY sent_at", ())
    assert [each["to_read"] for each in noted] == [1, 0, 2], "and is not opened again"
    await presses(room, fay, new(2), "Yes, show it")
    assert "I want to die." in question(fay)
    await presses(room, fay, NEXT, "Yes, show it")
    assert "It was loud." in question(fay)
    await altered(room, "to_read = NULL")
    await room.press(fay, ENOUGH)
    assert "Comments on how care felt" in fay.buttons(), "what was read stays read"
    all_well(room)


async def test_a_changed_list_counts_at_once_for_who_reads_on(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay = await facilitator(room)
    ann, ben, cat = [await room.joined(name=f"{name} (example)") for name in ("Ann", "Ben", "Cat")]
    await rated(room, ann, "It was loud.")
    await rated(room, ben, "It was cold.")
    await rated(room, cat, "It was like a zoo.")
    await team(room, fay)
    await presses(room, fay, new(3), "Yes, show it")
    assert "It was loud." in question(fay)
    await change_project(room, distress_words={"en": ("zoo",)})
    await presses(room, fay, NEXT, "Yes, show it")
    assert "It was like a zoo." in question(fay)
    all_well(room)


async def test_the_menu_opens_nothing_and_what_does_not_open_stops_nothing(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, ann = await facilitator(room), await room.joined()
    ben = await room.joined(name="Ben (example)")
    await rated(room, ann, "I want to die.")
    await rated(room, ben, "It was loud.")
    nothing = "x''" if room.house.database.dialect == "sqlite" else "''"
    (first, _version), *_rest = await sent(room, ann)
    async with room.house.database.transaction() as tx:
        await tx.statement(f"UPDATE ratings SET content = {nothing} WHERE id = '{first.id}'")
    await team(room, fay)
    await presses(room, fay, new(2), "Yes, show it")
    assert "It was loud." in question(fay)
    await room.press(fay, NEXT)
    assert said(fay, "There is nothing further to read here.") == 1
    assert "Comments on how care felt" in fay.buttons()
    await presses(room, fay, "Comments on how care felt", "Yes, show it")
    assert "It was loud." in question(fay), "also from the first again"
    assert await unread(room) == []


async def test_a_concern_comes_of_what_somebody_said_of_how_the_care_felt(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await rated(room, ann, "I want to die.")
    await team(room, fay)
    await presses(room, fay, new(1), "Yes, show it", WORRIED)
    assert "after what patient 1 said of how the care felt" in question(fay)
    await room.write(fay, "They write that they want to die.")
    assert said(nia, "(concern 1)") == 1
    assert "I want to die." not in texts(nia)
    await room.write(nia, "/start")
    await presses(room, nia, "1 call or concern is open", "Concern 1: not seen yet")
    assert "It is about what patient 1 said of how the care felt, in round 1." in question(nia)
    assert [kind for kind, *_rest in await record(room, fay)] == ["concern_raised", "concern_opened"]
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    await room.write(nia, "/start")
    await presses(room, nia, "1 call or concern is open", "Concern 1: not seen yet")
    assert "What it is about has been erased." in question(nia)
    all_well(room)


async def test_a_concern_comes_of_a_suggestion(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await suggested(room, ann, "Somebody should stop him from hitting me.")
    await team(room, fay)
    await presses(room, fay, "Read 1 suggestion", WORRIED)
    await room.write(fay, "They are afraid.")
    await room.write(nia, "/start")
    await presses(room, nia, "1 call or concern is open", "Concern 1: not seen yet")
    assert "It is about suggestion 1, from patient 1." in question(nia)
    await team(room, fay)
    assert "Read 1 suggestion" in fay.buttons(), "it still waits to be read"
    all_well(room)


async def test_a_voice_message_is_heard_too(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, ann = await facilitator(room), await room.joined()
    await begins(room, ann)
    await presses(room, ann, BAD, "None of these")
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    await presses(room, ann, "Send it to the team", "Not now")
    await team(room, fay)
    await presses(room, fay, new(1), "Yes, show it")
    assert sum(message.from_bot and message.kind == "voice" for message in fay.messages) == 1
    all_well(room)


async def test_what_is_erased_is_taken_from_who_has_it_open(room: Room) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, ann = await facilitator(room), await room.joined()
    await rated(room, ann, "It was loud.")
    await team(room, fay)
    await room.press(fay, new(1))
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    await room.press(fay, "Yes, show it")
    assert "It was loud." not in texts(fay)
    await team(room, fay)
    assert not any("Comments" in label for label in fay.buttons())
    all_well(room)


@pytest.mark.parametrize("gone", ["consent", "team"])
async def test_whoever_may_not_read_it_any_more_does_not(room: Room, gone: str) -> None:
    await shorten(room, 1)
    await rating_round(room)
    fay, ann = await facilitator(room), await room.joined()
    await rated(room, ann, "It was loud.")
    await team(room, fay)
    await room.press(fay, new(1))
    if gone == "team":
        await removed(room, fay)
    else:
        await room.write(ann, "/mydata")
        await presses(room, ann, "See and change what I agreed to", "Keeping my words: I agree")
        await room.press(ann, "No, I do not agree")
    if "Yes, show it" in fay.buttons():
        await room.press(fay, "Yes, show it")
    assert "It was loud." not in texts(fay)
    if gone == "consent":
        await team(room, fay)
        assert not any("Comments" in label for label in fay.buttons())

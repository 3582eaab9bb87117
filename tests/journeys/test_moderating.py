"""From the reading queue to a wording that may be used: accepted, changed, refused, left unanswered, void."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import msgspec

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services import waiting
from bot.services.moderation import wordings
from storage import runs, stories
from storage import wordings as stored
from tests.journeys.caring import (
    WORKSHOP,
    change_project,
    facilitator,
    opened,
    presses,
    removed,
    texts,
    turn_to,
)
from tests.journeys.stored import all_well, only_story, place_of, question, said
from tests.journeys.test_team import export, table
from tests.room import Room

TOLD = "Nurse Kelly held my hand at 3 am. It was cold."
SHARED = "A nurse held my hand at a certain time. It was cold."
SEE = "Story 1: may we share it like this?"


async def usable(room: Room, phone: Phone) -> str | None:
    """The words of the person's only story that may be used now."""
    story, _told = await only_story(room, phone)
    async with room.house.database.snapshot() as tx:
        wording = await wordings.usable(room.house, tx, story.id)
    return None if wording is None else "\n".join(each.words for each in wordings.words(wording))


async def status(room: Room, phone: Phone) -> str | None:
    """How the newest wording of the person's only story stands."""
    story, _told = await only_story(room, phone)
    async with room.house.database.snapshot() as tx:
        wording = await stored.of_story(tx, room.house.keys, story.id)
    return wording.status if wording else None


async def queue(room: Room, phone: Phone) -> list[int]:
    """The numbers of the stories that wait to be read, in their order."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return [each.number for each in await stories.unread(tx, place.project_id)]


async def teller(room: Room, *, declined: tuple[str, ...] = ()) -> Phone:
    """Somebody whose story may be quoted in the workshop, in the middle of the day."""
    turn_to(room, 12)
    ann = await room.joined(declined=declined)
    await room.told(ann, TOLD, uses=(WORKSHOP,))
    return ann


async def offers(room: Room, phone: Phone) -> None:
    """A facilitator takes out all that was found and sends the wording to the teller."""
    await opened(room, phone)
    await presses(
        room,
        phone,
        "It can be shared: make the wording",
        "Take all of it out",
        "Share it like this",
        "Send it to the teller",
    )


async def test_stories_that_suggest_distress_come_first_and_the_list_is_the_projects(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    await room.told(ann, "I wanted to die.")
    await room.told(ann, "I felt so lonely.")
    assert await queue(room, fay) == [2, 1, 3]
    assert "Before you read story 2" in await opened(room, fay)
    await room.press(fay, "I have read it. That is enough for now")
    await change_project(room, distress_words={"en": ("lonely",), "cy": (), "ar": ()})
    assert await queue(room, fay) == [3, 1]
    assert "Before you read story 3" in await opened(room, fay)
    all_well(room)


async def test_what_was_told_is_kept_as_it_was_and_the_wording_waits_for_a_yes(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert await usable(room, ann) is None
    assert said(ann, "Something waits for your yes or no.") == 1
    assert "Kelly" not in "\n".join(m.text for m in ann.messages if "Something waits" in m.text)
    await room.write(ann, "/start")
    await room.press(ann, SEE)
    assert TOLD in texts(ann)
    assert SHARED in texts(ann)
    await room.press(ann, "Yes, like this")
    assert await usable(room, ann) == SHARED
    _stored, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == [TOLD]
    await room.write(ann, "/start")
    assert SEE not in ann.buttons()
    all_well(room)


async def test_no_means_no(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "No, do not share it")
    room.clock.turn(timedelta(days=99))
    assert await usable(room, ann) is None
    assert said(fay, "A teller said no to the wording of story 1.") == 1
    all_well(room)


async def test_changed_words_are_checked_by_the_team_before_they_are_used(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, but I change the words")
    await room.write(ann, "I asked Kelly. It was cold.")
    await room.press(ann, "Send it to the team")
    assert await usable(room, ann) is None
    room.clock.turn(timedelta(days=3))
    await room.write(fay, "/team")
    await room.press(fay, "1 answer of a teller waits for you")
    await room.press(fay, "Story 1: the teller changed the wording, 3 days ago")
    assert "⟦Kelly⟧" in question(fay)
    await room.press(fay, "Use these words")
    assert await usable(room, ann) == "I asked Kelly. It was cold."
    all_well(room)


async def test_silence_counts_after_the_days_the_project_chose_and_is_announced(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert said(ann, "counts as a yes.") == 1
    room.clock.turn(timedelta(days=10))
    await room.tidy()
    await room.tidy()
    await room.quiet()
    assert said(ann, "Something still waits for your yes or no.") == 1
    room.clock.turn(timedelta(days=4) - timedelta(minutes=1))
    assert await usable(room, ann) is None
    room.clock.turn(timedelta(minutes=2))
    assert await usable(room, ann) == SHARED
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "No, do not share it")
    assert await usable(room, ann) is None, "a late no still is a no"
    all_well(room)


async def test_silence_never_counts_where_the_project_chose_none(room: Room) -> None:
    await change_project(room, shared_after_silence_days=None)
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert said(ann, "counts as a yes.") == 0
    room.clock.turn(timedelta(days=200))
    assert await usable(room, ann) is None
    all_well(room)


async def test_whoever_may_not_be_told_has_not_been_silent(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room, declined=("contact_me",))
    await offers(room, fay)
    assert said(ann, "Something waits") == 0
    assert "I may not, or cannot, write to them unasked." in texts(fay)
    room.clock.turn(timedelta(days=60))
    assert await usable(room, ann) is None
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "I decide later")
    room.clock.turn(timedelta(days=14))
    assert await usable(room, ann) == SHARED
    all_well(room)


async def test_an_offer_in_the_evening_arrives_in_the_morning(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    turn_to(room, 22)
    await offers(room, fay)
    assert said(ann, "Something waits") == 0
    turn_to(room, 12)
    await room.quiet()
    assert said(ann, "Something waits") == 1
    all_well(room)


async def test_a_story_that_is_changed_makes_the_offer_void(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    first = await room.write(ann, TOLD)
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await offers(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, SEE)
    ann.edit(first, "Nurse Kelly was kind.")
    await room.quiet()
    await room.press(ann, "Yes, like this")
    assert said(ann, "This is not there any more") == 1
    assert await usable(room, ann) is None
    assert await status(room, ann) == "void"
    assert await queue(room, fay) == [1], "the team reads it anew"
    all_well(room)


async def test_a_story_changed_while_the_wording_is_made_is_not_offered(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    first = await room.write(ann, TOLD)
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await opened(room, fay)
    await presses(room, fay, "It can be shared: make the wording", "Take all of it out", "Share it like this")
    ann.edit(first, "Nurse Kelly was kind.")
    await room.quiet()
    await room.press(fay, "Send it to the teller")
    assert said(fay, "The teller has changed story 1 meanwhile.") == 1
    assert await status(room, ann) is None
    all_well(room)


async def test_where_only_the_team_may_read_nothing_is_offered(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, TOLD)
    await opened(room, fay)
    assert "It can be shared: make the wording" not in fay.buttons()
    assert "I am worried about somebody's safety" in fay.buttons()
    all_well(room)


async def test_a_no_has_a_reason_and_its_teller_an_answer_that_ages(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await opened(room, fay)
    await room.press(fay, "We cannot use it: say why")
    await room.write(fay, "It is about another hospital.")
    await room.press(fay, "Send it to the teller")
    assert said(ann, "The team has an answer for you.") == 1
    assert said(ann, "another hospital") == 0
    await room.write(ann, "/start")
    await room.press(ann, "Story 1: the team has answered")
    assert "It is about another hospital." in question(ann)
    await room.write(ann, "It was this one.")
    room.clock.turn(timedelta(days=2))
    await room.write(fay, "/team")
    await presses(
        room, fay, "1 answer of a teller waits for you", "Story 1: an answer to your no, 2 days ago"
    )
    assert "It was this one." in question(fay)
    await room.press(fay, "We can use it: make a wording")
    await presses(room, fay, "Take all of it out", "Share it like this", "Send it to the teller")
    assert await status(room, ann) == "offered"
    all_well(room)


async def test_whoever_is_no_facilitator_any_more_offers_nothing(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await opened(room, fay)
    await presses(room, fay, "It can be shared: make the wording", "Take all of it out", "Share it like this")
    asked, send = fay.find_button(lambda each: each.label == "Send it to the teller")
    await removed(room, fay)
    assert send.data is not None
    fay.press_data(asked.id, send.data)
    await room.quiet()
    assert await status(room, ann) is None


async def test_taking_words_back_takes_the_wording_along(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await presses(room, ann, "My data", "See and change what I agreed to", "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert await status(room, ann) is None
    all_well(room)


async def test_erasing_leaves_nothing_in_a_wording_that_is_being_made(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await opened(room, fay)
    await presses(
        room, fay, "It can be shared: make the wording", "Take all of it out", "Change the words myself"
    )
    await room.write(fay, "Somebody held my hand.")
    place = await place_of(room, fay)
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    async with room.house.database.snapshot() as tx:
        for run in await runs.of_membership(tx, room.house.keys, place.membership_id):
            if run.flow == "moderate":
                assert await runs.answers(tx, room.house.keys, run) == {}
                assert b"Kelly" not in run.context
    before = len(fay.messages)
    await room.write(fay, "/team")
    assert "Kelly" not in "\n".join(message.text for message in fay.messages[before:])


async def test_a_wording_is_used_by_nobody_once_its_teller_takes_no_part(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, like this")
    assert await usable(room, ann) == SHARED
    consent = msgspec.structs.replace(room.project.consent, version="another")
    await change_project(room, consent=consent)
    await room.write(ann, "/start")
    await presses(room, ann, "Go on", "No, I do not agree", "Yes, that is right")
    assert await usable(room, ann) is None


async def test_the_export_holds_the_words_that_may_be_used_and_no_others(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    (row,) = table(await export(room, fay), "shared-wordings.csv")
    assert (row["story"], row["state"], row["quote_workshop"], row["words"]) == ("1", "offered", "no", "")
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, like this")
    (row,) = table(await export(room, fay), "shared-wordings.csv")
    assert (row["state"], row["quote_workshop"], row["words"]) == ("accepted", "yes", SHARED)
    assert row["quote_publication"] == "no"
    all_well(room)


async def test_people_see_their_wordings_and_calls_among_their_data(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/mydata")
    await presses(room, ann, "I want to complain")
    await room.write(ann, "Nobody listened.")
    await presses(room, ann, "My data", "See what I told", "Go on")
    assert SHARED in question(ann)
    assert "You have not answered yet." in question(ann)
    await room.press(ann, "Go on")
    assert "Nobody listened." in question(ann)
    assert "It is open." in question(ann)
    await presses(room, ann, "Go on", "My data", "Download it as a file")
    file = next(message.file for message in reversed(ann.messages) if message.kind == "document")
    assert file is not None
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        mine = json.loads(archive.read("my-data.json"))
        page = archive.read("my-data.html").decode()
    assert [each["state"] for each in mine["shared_wordings"]] == ["offered"]
    assert mine["calls"][0]["said"]["parts"][0]["words"] == "Nobody listened."
    assert SHARED in page
    assert "Nobody listened." in page
    all_well(room)


async def test_what_waits_is_listed_without_a_word_of_anybody(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, but I change the words")
    await room.write(ann, "Zebrafinch.")
    await room.press(ann, "Send it to the team")
    await room.told(ann, "I wanted to die.")
    await presses(room, ann, "I need help now", "Ask somebody to contact me", "Skip this")
    found = await waiting.of_project(room.house, room.project.key)
    assert [(each.what, each.number, each.who, each.state) for each in found[1:]] == [
        ("story", 2, "patient 1", "comes first"),
        ("answer", 1, "patient 1", "changed"),
    ]
    assert (found[0].what, found[0].who) == ("call", "patient 1")
    assert "Zebrafinch" not in repr(found)
    assert "die" not in repr(found)
    all_well(room)


async def test_a_reminder_that_comes_too_late_is_not_sent(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    room.clock.turn(timedelta(days=20))
    await room.tidy()
    await room.quiet()
    assert said(ann, "Something still waits") == 0
    all_well(room)


async def test_a_recording_is_heard_again_and_what_was_said_is_written_down(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    ann.send_voice(example_voice())
    await room.quiet()
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await opened(room, fay)
    await room.press(fay, "It can be shared: make the wording")
    assert sum(message.kind == "voice" for message in fay.messages) == 2
    await room.press(fay, "Write down what was said")
    await room.write(fay, "The lights were on all night.")
    await room.press(fay, "Send it to the teller")
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, like this")
    assert await usable(room, ann) == "The lights were on all night."
    all_well(room)

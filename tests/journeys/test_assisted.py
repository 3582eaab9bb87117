"""Somebody without a phone is entered by a facilitator: their consents, their story, theirs and marked."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.media import example_voice
from bot.services import contributions
from bot.services.contexts import read_story
from storage import assisted, memberships, stories
from tests.journeys import assisting
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room


async def test_a_story_from_paper_is_its_tellers_own_and_marked(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    person, team = await assisting.whose(room, fay), await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
        consents = await memberships.consents(
            tx, room.house.keys, person.place.project_id, person.place.membership_id
        )
        entries = await assisted.entries(tx, person.place.membership_id)
        none = await stories.of_membership(tx, room.house.keys, team.membership_id)
    assert none == []
    assert read_story(story.content).parts[0].words == assisting.STORY
    assert [each.words for each in consents] == [item.words["en"] for item in room.project.consent.items]
    assert all(each.given and each.version == room.project.consent.version for each in consents)
    today = room.clock.now().date()
    assert [(each.kind, each.how, each.taken_on, each.entered_by) for each in entries] == [
        ("consents", "paper", today, 1),
        ("story", "paper", today - timedelta(days=1), 1),
    ]
    assert entries[0].entered_at == consents[0].decided_at
    assert entries[1].subject_id == story.id
    await room.write(fay, "/team")
    await room.press(fay, "Read the next new story")
    await room.press(fay, "Yes, show it")
    assert "from patient 1" in question(fay)
    assert "Entered for them by facilitator 1." in question(fay)
    assert "From paper" in question(fay)
    assert await assisting.waiting_for(room, person) == 0
    all_well(room)


async def test_without_taking_part_nothing_is_kept(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    for button in (
        assisting.ENTER,
        "For somebody new",
        "patient",
        "English",
        "Yes, they know it",
        "Yes, they are",
        "They do not agree",
        "Yes, that is right",
    ):
        await room.press(fay, button)
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        assert await assisted.counted(tx, place.project_id) == 0
        assert await memberships.people_joined(tx, place.project_id) == 0
    assert assisting.ENTER in fay.buttons()
    all_well(room)


async def test_what_they_do_not_let_be_kept_cannot_be_entered(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay, no=("keep_voice", "keep_photos"))
    for button in ("A story", "Spoken, on the telephone", "Today", "I am not sure"):
        await room.press(fay, button)
    assert "You can write, in as many" in question(fay)
    fay.send_voice(example_voice())
    await room.quiet()
    await room.write(fay, assisting.STORY)
    for button in ("Done", "None of these", "Skip this", "Skip this", "Skip this"):
        await room.press(fay, button)
    await room.press(fay, "Nothing more: the team only")
    await room.press(fay, "Send it to the team")
    person = await assisting.whose(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
    assert [part.kind for part in read_story(story.content).parts] == ["text"]
    all_well(room)


async def test_a_code_finds_somebody_again_however_it_is_written_and_is_given_once(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.before(room, fay, "k17")
    assert "patient 1, code K 17" in question(fay)
    await assisting.before(room, fay, "k18")
    assert said(fay, "I find nobody with this code") == 1
    await room.write(fay, "K17")
    assert "patient 1, code K 17" in question(fay)
    await room.write(fay, "/team")
    await room.press(fay, assisting.ENTER)
    for button in ("For somebody new", "member of staff", "English", "Yes, they know it", "Yes, they are"):
        await room.press(fay, button)
    for _item in room.project.consent.items:
        await room.press(fay, "They agree")
    await room.write(fay, "k17")
    for button in ("On paper", "Today", "Yes, keep it"):
        await room.press(fay, button)
    assert said(fay, "This code belongs to somebody else already.") == 1
    await room.write(fay, "k 18")
    await room.press(fay, "Yes, keep it")
    assert "member of staff 1, code k 18" in question(fay)
    all_well(room)


async def test_a_story_that_was_begun_waits_and_another_project_is_not_in_its_way(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    for button in ("A story", "On paper", "Today", "I am not sure"):
        await room.press(fay, button)
    await room.write(fay, assisting.STORY)
    await room.press(fay, "Stop for now")
    await assisting.before(room, fay)
    await room.press(fay, "Go on with the story that I began")
    await room.press(fay, "Done")
    assert "What did it feel like?" in question(fay)
    all_well(room)


async def test_an_answer_is_owed_until_somebody_notes_that_they_told_them(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    room.clock.turn(timedelta(days=room.project.reply_days + 1))
    await room.quiet()
    await room.write(fay, "/team")
    await room.press(fay, "1 answer is owed (1 is overdue)")
    assert "Story 1, patient 1: told outside this chat" in question(fay)
    await room.press(fay, "Answer story 1")
    await room.press(fay, "Yes, show it")
    assert "Answer the teller" not in fay.buttons()
    await room.press(fay, "The teller has heard from us: note it")
    assert "patient 1, code K 17" in question(fay)
    await room.press(fay, "They have not heard yet")
    assert "1 answer is owed (1 is overdue)" in fay.buttons()
    await room.press(fay, "1 answer is owed (1 is overdue)")
    await room.press(fay, "Answer story 1")
    await room.press(fay, "Yes, show it")
    await room.press(fay, "The teller has heard from us: note it")
    await room.press(fay, "I wrote them a letter")
    assert not any("owed" in label for label in fay.buttons())
    assert await assisting.waiting_for(room, await assisting.whose(room, fay)) == 0
    all_well(room)


async def test_what_is_written_in_the_chat_is_no_answer_to_somebody_without_it(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    person = await assisting.whose(room, fay)
    async with room.house.database.transaction() as tx:
        (story,) = await stories.of_membership(tx, room.house.keys, person.place.membership_id)
        now = room.clock.now()
        assert not await contributions.answered(tx, "story", story.id, "theme", now)
        assert [each.assisted for each in await contributions.owed(tx, person.place.project_id)] == [True]
        assert await contributions.told(tx, "story", story.id, "told_in_person", now)
        assert await contributions.owed(tx, person.place.project_id) == []


async def test_nobody_is_called_lost_who_never_used_the_chat(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    room.clock.turn(timedelta(days=8))
    await room.quiet()
    await room.tidy()
    await room.quiet()
    assert said(fay, "cannot be reached in this chat") == 0
    all_well(room)

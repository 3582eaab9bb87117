"""The health picture: a project that only consults is called so, and what is done about it is seen in it."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.journeys.healthy import (
    PICTURE,
    SHARED,
    begins_today,
    days_pass,
    declined,
    facts_of,
    look,
)
from tests.journeys.rounds import becomes
from tests.journeys.stored import all_well, question, said
from tests.room import Room

CONSULTATION = "People are asked and hear nothing back: this is consultation, not co-design."
CHAT = "A picture in this chat"
WALL = "A page for the wall (PDF, A3)"
TOLD = "The heron stood by the lift."


async def test_stories_taken_and_nothing_returned_is_called_consultation(room: Room) -> None:
    await begins_today(room)
    fay = await room.joined("facilitator", name="Fay (example)")
    tellers = [await room.joined(role, name=f"{role} (example)") for role in ("patient", "carer", "staff")]
    await look(room, fay)
    assert "Nobody has told anything yet, so nothing can be said." in question(fay)
    for teller in tellers:
        await room.told(teller, TOLD)
    await look(room, fay)
    assert "It is too early: nobody who told something has to have heard back by now." in question(fay)
    await days_pass(room, 15)
    await look(room, fay)
    picture = question(fay)
    assert CONSULTATION in picture
    assert "Act now: Answered in time: 0 of 3 that should have been. Answered late: 0. Overdue: 3." in picture
    assert "People who contributed once and heard nothing: 3 of 3" in picture
    assert "What to do next: Answer what is overdue first" in picture
    assert "From people: 3. To people: 0, and 0 that asked them for something." in picture
    await room.press(fay, "Go on")
    assert "Keep an eye on this: People have been told nothing since" in question(fay)
    assert said(fay, TOLD) == 0
    all_well(room)


async def test_from_the_picture_to_what_is_owed_and_answered(room: Room) -> None:
    await begins_today(room)
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, TOLD)
    await days_pass(room, 15)
    await look(room, fay)
    await room.press(fay, "See what we owe")
    await declined(room, fay, 1)
    found = await facts_of(room)
    assert (found.answered_late, found.overdue, found.once_unheard) == (1, 0, 0)
    # What reached Ann's phone counts, and nothing of what Fay was told.
    assert said(ann, "The team has an answer for you.") == 1
    assert (found.words, found.asks, found.last_word) == (1, 0, found.today)
    await look(room, fay)
    assert CONSULTATION not in question(fay)
    all_well(room)


async def test_asking_is_counted_apart_from_telling(room: Room) -> None:
    await begins_today(room)
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.joined()
    await room.joined("patient", name="Eve (example)", declined=("contact_me",))
    await room.write(fay, "/team")
    for press in ("Rounds", "Open a round", "Stories"):
        await room.press(fay, press)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Patients")))
    for press in ("Done", "3 days"):
        await room.press(fay, press)
    await room.write(fay, "How were the nights?")
    for press in ("Skip this", "Skip this", "Open it now"):
        await room.press(fay, press)
    found = await facts_of(room)
    assert (found.words, found.asks, found.last_word) == (0, 1, None)
    all_well(room)


async def test_who_is_no_facilitator_any_more_sees_it_no_further(room: Room) -> None:
    await begins_today(room)
    fay = await room.joined("facilitator", name="Fay (example)")
    await look(room, fay)
    await becomes(room, fay, "staff")
    await room.press(fay, "Go on")
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert PICTURE not in fay.buttons()
    all_well(room)


async def test_everybody_reads_it_where_the_project_chose_so_and_no_number_tells_on_them(room: Room) -> None:
    await begins_today(room)
    ann = await room.joined()
    await room.told(ann, TOLD)
    await room.write(ann, "/start")
    assert SHARED not in ann.buttons()
    await begins_today(room, health_for_everyone=True)
    await days_pass(room, 15)
    await room.write(ann, "/start")
    await room.press(ann, SHARED)
    assert CONSULTATION in question(ann)
    assert not re.search(r"\d+ (of|people)\b", question(ann))
    # The project thinks better of it while it is read.
    await begins_today(room, health_for_everyone=False)
    await room.press(ann, next(each for each in ann.buttons() if each in ("Go on", "Back to the menu")))
    assert said(ann, "I do not know that. Here is what you can do:") == 1
    assert SHARED not in ann.buttons()
    all_well(room)


async def test_facilitators_hear_of_it_every_monday_once(room: Room) -> None:
    await begins_today(room)
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, TOLD)
    # Four weeks: whatever day it is today, four Mondays.
    await days_pass(room, 28)
    assert said(fay, "Your week in the project:") == 4
    assert said(ann, "Your week in the project:") == 0
    assert said(fay, "1 of them is overdue") in (1, 2)
    assert said(fay, "To see the whole picture, send /team and press “Health of the project”.") == 4
    assert said(fay, TOLD) == 0
    all_well(room)


async def test_a_silence_alarms_the_team_once_and_once_more_when_it_lasts(room: Room) -> None:
    await begins_today(room)
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, "The heron stood by the lift.")
    heard = []
    for days in (14, 1, 13, 1, 30):
        await days_pass(room, days)
        heard.append(said(fay, "People have heard nothing from you for"))
    assert heard == [0, 1, 1, 2, 2]
    assert said(fay, "heron") == 0


async def test_a_gap_alarms_the_team_and_the_sponsor(room: Room) -> None:
    await begins_today(room)
    fay, gwyn, ann = (
        await room.joined("facilitator", name="Fay (example)"),
        await room.joined("sponsor", name="Gwyn (example)"),
        await room.joined(),
    )
    await room.told(ann, "The heron stood by the lift.")
    words = "Between gathering stories and working on them together"
    room.clock.turn(timedelta(days=101))
    await days_pass(room, 1)
    assert (said(fay, words), said(gwyn, words)) == (0, 0)
    await days_pass(room, 3)
    assert (said(fay, words), said(gwyn, words)) == (1, 1)


async def test_the_picture_comes_into_the_chat_and_as_a_page(room: Room) -> None:
    await begins_today(room)
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await room.told(ann, TOLD)
    await days_pass(room, 15)
    for whose, form in (
        ("For the team only: exact", CHAT),
        ("To share: it says nothing of any one person", WALL),
    ):
        await look(room, fay)
        for press in ("As a picture or a page", whose, form):
            await room.press(fay, press)
    assert said(fay, "I am drawing it. It comes into this chat in a moment.") == 2
    photos = [each for each in fay.messages if each.kind == "photo"]
    (page,) = [each.file for each in fay.messages if each.kind == "document"]
    assert len(photos) == 3
    assert page is not None
    assert (page.name, page.content[:4]) == ("health.pdf", b"%PDF")
    assert said(fay, "The same in words:") == 1
    assert said(fay, "How the project is doing, to share: it says nothing of any one person.") == 1
    assert said(fay, TOLD) == 0
    all_well(room)

"""Where wordings are kept and seen: in the export, in one's own data, in what waits; and how they go."""

from __future__ import annotations

import io
import json
import zipfile

import msgspec

from bot.services import waiting
from storage import runs
from tests.journeys.caring import (
    change_project,
    facilitator,
    opened,
    presses,
)
from tests.journeys.stored import all_well, place_of, question
from tests.journeys.test_team import export, table
from tests.journeys.worded import SEE, SHARED, offers, status, teller, usable
from tests.room import Room


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

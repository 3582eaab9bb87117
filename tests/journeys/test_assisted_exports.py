"""What was entered for somebody stands in the export with how it was taken; what people told does not."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import msgspec

from bot.exports.contents import contents
from bot.exports.folder import write_files
from bot.services import collecting, collecting_mine
from tests.exports.world import files_in
from tests.journeys import assisting
from tests.journeys.rated import begins, rates, rating_round, shorten
from tests.journeys.stored import all_well, place_of
from tests.room import Room


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    """The rows of one table of an export."""
    return list(csv.DictReader(io.StringIO(files[table].decode("utf-8-sig"), newline="")))


async def test_an_export_says_what_was_entered_for_whom(room: Room, tmp_path: Path) -> None:
    await shorten(room, 1)
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await room.told(ann, "The doors banged.")
    await rating_round(room)
    await begins(room, ann)
    await rates(room, ann, "🙁 Bad")
    await room.press(ann, "Send it to the team")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    for button in ("How the care felt (round 1)", "Spoken, in person", "Today"):
        await room.press(fay, button)
    await rates(room, fay, "🙂 Good")
    await room.press(fay, "Send it to the team")
    place = await place_of(room, fay)
    collected = await collecting.collect(room.house, place.project_id)
    await write_files(contents(room.house, collected, "en"), tmp_path / "export")
    files = files_in(tmp_path / "export")
    today = room.clock.now().date()
    yesterday = str(today - timedelta(days=1))
    told = {each["story"]: (each["entered_from"], each["taken_on"]) for each in rows(files, "stories.csv")}
    assert told == {"1": ("", ""), "2": ("paper", yesterday)}
    rated = [(each["entered_from"], each["taken_on"]) for each in rows(files, "ratings.csv")]
    assert sorted(rated) == [("", ""), ("in_person", str(today))]
    consents = {(each["person"], each["entered_from"]) for each in rows(files, "consents.csv")}
    assert consents == {("Patient 1", ""), ("Patient 2", "paper")}
    people = {each["person"]: each["assisted"] for each in rows(files, "participants.csv")}
    assert people == {"Patient 1": "no", "Patient 2": "yes"}
    everything = b"\n".join(files.values())
    assert assisting.CODE.encode() not in everything
    assert b"acilitator 1" not in everything
    stories = msgspec.json.decode(files["stories.json"])["stories"]
    assert [each["entered_from"] for each in stories] == [None, "paper"]
    all_well(room)


async def test_their_own_data_says_how_it_came_here(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await assisting.story(room, fay)
    person = await assisting.whose(room, fay)
    mine = await collecting_mine.collect_mine(room.house, person.place.project_id, person.place.membership_id)
    assert mine is not None
    assert mine.entered.code == assisting.CODE
    assert [each.kind for each in mine.entered.entries] == ["consents", "story"]

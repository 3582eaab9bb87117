"""The folder of an export: what is in it, and that it is whole or not there."""

from __future__ import annotations

import csv
import json
import os
import re
import stat
from pathlib import Path

import pytest

from bot.codesign.story import Story
from bot.exports.contents import contents
from bot.exports.folder import write_files
from bot.exports.in_use import FolderInUse
from bot.exports.tables import TABLES
from bot.services import collecting
from bot.services.collecting import Collected
from tests.exports.world import World, filed, files_in, text

WANTED = {
    "stories.csv",
    "parts.csv",
    "ratings.csv",
    "shared-wordings.csv",
    "participants.csv",
    "consents.csv",
    "touchpoints.csv",
    "coding.csv",
    "themes.csv",
    "excerpts.csv",
    "priorities.csv",
    "actions.csv",
    "action-steps.csv",
    "action-answers.csv",
    "workshops.csv",
    "workshop-decisions.csv",
    "workshop-answers.csv",
    "stories.json",
    "tables.json",
    "actions.json",
    "DATA-DICTIONARY.md",
    "READ-ME-FIRST.txt",
}


async def collected_from(world: World) -> Collected:
    return await collecting.collect(world.house, world.project_id)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


async def test_a_story_is_exported_word_for_word(world: World, tmp_path: Path) -> None:
    who = await world.person("carer", needs=(world.project.format_needs[0].key,), language="cy")
    voice = await world.keep(who, "voice", b"ogg content", "audio/ogg")
    waiting = await world.announce(who, "photo")
    point = world.project.touchpoints[1]
    number = await world.tell(
        who,
        Story(
            point.id,
            (text("=2+2 said\nthe nurse"), filed("voice", voice, "listen")),
            feelings=("calm", "alone"),
            better=(text("a clock", 5),),
            asides=(filed("photo", waiting),),
            uses=("team", "quote_workshop"),
        ),
    )
    folder = await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "out")
    assert set(files_in(folder)) == WANTED | {f"media/story-{number}-part-2.ogg"}
    (story,) = rows(folder / "stories.csv")
    assert story["words"] == "'=2+2 said\nthe nurse\n\nlisten"
    assert (story["person"], story["role"], story["touchpoint"]) == (
        "Carer or family member 1",
        "carer",
        point.id,
    )
    assert (story["better"], story["files"], story["told_at"]) == ("a clock", "2", "2026-03-02 14:05")
    parts = rows(folder / "parts.csv")
    assert [(each["section"], each["kind"], each["file"]) for each in parts] == [
        ("parts", "text", ""),
        ("parts", "voice", f"media/story-{number}-part-2.ogg"),
        ("better", "text", ""),
        ("asides", "photo", ""),
    ]
    assert parts[3]["no_file_because"] == "not here yet"
    (exact,) = json.loads((folder / "stories.json").read_text())["stories"]
    assert exact["parts"][0]["words"] == "=2+2 said\nthe nurse"
    assert (folder / "media" / f"story-{number}-part-2.ogg").read_bytes() == b"ogg content"
    (person,) = rows(folder / "participants.csv")
    assert person["needs"] == world.project.format_needs[0].label["en"]
    assert (person["language"], person["stories"]) == ("cy", "1")
    consents = rows(folder / "consents.csv")
    assert {each["words"] for each in consents} >= {"exact words of keep_voice"}
    assert [each["touchpoint"] for each in rows(folder / "touchpoints.csv")] == [
        each.id for each in world.project.touchpoints
    ]


async def test_no_telegram_id_no_file_reference_and_no_facilitator_is_in_it(
    world: World, tmp_path: Path
) -> None:
    await world.person("facilitator")
    who = await world.person()
    await world.tell(who, Story(None, (filed("photo", await world.announce(who, "photo")),)))
    folder = await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "out")
    everything = b"".join(files_in(folder).values())
    for never in ("1000001", "1000002", "file-reference", who.participant_id, who.place.id, "acilitator 1"):
        assert never.encode() not in everything


async def test_the_dictionary_explains_every_column_of_every_file(world: World, tmp_path: Path) -> None:
    folder = await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "out")
    sections = re.split(r"^## ", (folder / "DATA-DICTIONARY.md").read_text(), flags=re.MULTILINE)[1:]
    explained = {
        part.split("\n")[0]: re.findall(r"^\| `(\w+)` \| .{4,} \|$", part, re.MULTILINE) for part in sections
    }
    for table in TABLES:
        with (folder / table.file).open(encoding="utf-8-sig", newline="") as file:
            assert explained[table.file] == next(csv.reader(file))
    assert set(explained) == {table.file for table in TABLES} | {
        "tables.json",
        "stories.json",
        "actions.json",
        "media/",
    }


async def test_only_its_owner_can_read_an_export(world: World, tmp_path: Path) -> None:
    folder = await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "out")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


async def test_an_empty_folder_is_filled_and_a_full_one_is_left_alone(world: World, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "empty")
    with pytest.raises(FolderInUse, match="not empty"):
        await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "empty")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FolderInUse, match="not a folder"):
        await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


async def test_an_export_that_breaks_off_leaves_nothing(world: World, tmp_path: Path) -> None:
    def full_disk(done: int, of: int) -> None:
        if done == 4:
            raise OSError("no space left")

    before = set(os.listdir(tmp_path))
    with pytest.raises(OSError, match="no space"):
        await write_files(
            contents(world.house, await collected_from(world), "en", progress=full_disk), tmp_path / "out"
        )
    assert set(os.listdir(tmp_path)) == before


async def test_progress_counts_up_to_the_last_file(world: World, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    who = await world.person()
    await world.tell(who, Story(None, (filed("voice", await world.keep(who, "voice", b"x", "audio/ogg")),)))
    told = contents(
        world.house,
        await collected_from(world),
        "en",
        progress=lambda done, of: seen.append((done, of)),
    )
    await write_files(told, tmp_path / "out")
    assert seen == [(done, 23) for done in range(1, 24)]


async def test_a_file_that_cannot_be_read_is_counted_and_stops_nothing(world: World, tmp_path: Path) -> None:
    who = await world.person()
    voice = await world.keep(who, "voice", b"x", "audio/ogg")
    await world.tell(who, Story(None, (filed("voice", voice),)))
    await world.house.blobs.remove(voice)
    folder = await write_files(contents(world.house, await collected_from(world), "en"), tmp_path / "out")
    assert "- 1 file that could not be read" in (folder / "READ-ME-FIRST.txt").read_text("utf-8-sig")


async def test_an_unknown_project_is_a_key_error(world: World) -> None:
    with pytest.raises(KeyError):
        await collecting.collect(world.house, "nowhere")

"""Each consent item, taken away alone, takes exactly its own things out of an export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from bot.codesign.project import ConsentKey
from bot.codesign.story import Story
from bot.exports.contents import contents
from bot.exports.folder import write_files
from bot.services import collecting
from tests.exports.world import EVERYTHING, Somebody, World, filed, files_in, text

WORDS = "the corridor was cold"
PHOTO, VOICE, FILM, CAPTION = b"photo content", b"voice content", b"film content", "my empty bed"


async def tell_everything(world: World, who: Somebody) -> int:
    photo = await world.keep(who, "photo", PHOTO, "image/jpeg")
    voice = await world.keep(who, "voice", VOICE, "audio/ogg")
    film = await world.keep(who, "video", FILM, "video/mp4")
    return await world.tell(
        who,
        Story(
            world.project.touchpoints[0].id,
            (text(WORDS), filed("photo", photo, CAPTION), filed("voice", voice), filed("video", film)),
            feelings=("calm",),
            uses=("team", "quote_workshop", "quote_publication"),
        ),
    )


async def export(world: World, folder: Path) -> dict[str, bytes]:
    collected = await collecting.collect(world.house, world.project_id)
    await write_files(contents(world.house, collected, "en"), folder)
    return files_in(folder)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def found_in(files: dict[str, bytes]) -> set[str]:
    """Which of the things that were told are anywhere in the export."""
    everything = b"\n".join(files.values())
    things = {
        "words": WORDS.encode(),
        "caption": CAPTION.encode(),
        "photo": PHOTO,
        "voice": VOICE,
        "film": FILM,
    }
    found = {name for name, content in things.items() if content in everything}
    for story in rows(files["stories.csv"]):
        found |= {name for name in ("quote_workshop", "quote_publication") if story[name] == "yes"}
        found |= {"calm"} if story["feelings"] == "calm" else set()
    for person in rows(files["participants.csv"]):
        found |= {"person", *({"contact_me"} if person["contact_me"] == "yes" else set())}
    return found


ALL = {"words", "caption", "photo", "voice", "film", "quote_workshop", "quote_publication", "calm"} | {
    "person",
    "contact_me",
}
WITHOUT: dict[ConsentKey, set[str]] = {
    "take_part": ALL,
    "keep_words": {"words", "caption", "quote_workshop", "quote_publication"},
    "keep_voice": {"voice", "film"},
    "keep_photos": {"photo", "caption", "film"},
    "quote_workshop": {"quote_workshop"},
    "quote_publication": {"quote_publication"},
    "contact_me": {"contact_me"},
}


async def test_with_every_consent_everything_is_there(world: World, tmp_path: Path) -> None:
    await tell_everything(world, await world.person())
    assert found_in(await export(world, tmp_path / "out")) == ALL


@pytest.mark.parametrize("item", sorted(EVERYTHING))
async def test_one_consent_taken_back_takes_out_its_own_things(
    world: World, tmp_path: Path, item: ConsentKey
) -> None:
    who = await world.person()
    await tell_everything(world, who)
    await world.decide(who, {item: False})
    files = await export(world, tmp_path / "out")
    assert found_in(files) == ALL - WITHOUT[item]
    assert json.loads(files["stories.json"])["stories"] == [] or item != "take_part"


async def test_a_consent_given_again_brings_its_things_back(world: World, tmp_path: Path) -> None:
    who = await world.person()
    await tell_everything(world, who)
    await world.decide(who, {"keep_voice": False})
    await world.decide(who, {"keep_voice": True})
    assert found_in(await export(world, tmp_path / "out")) == ALL


async def test_a_quote_needs_the_story_and_the_consent(world: World, tmp_path: Path) -> None:
    who = await world.person()
    await world.tell(who, Story(None, (text("one"),), uses=("team",)))
    await world.tell(who, Story(None, (text("two"),), uses=("team", "quote_workshop")))
    stories = rows((await export(world, tmp_path / "out"))["stories.csv"])
    assert [(each["quote_workshop"], each["quote_publication"]) for each in stories] == [
        ("no", "no"),
        ("yes", "no"),
    ]


async def test_who_stopped_messages_stays_and_who_was_erased_is_gone(world: World, tmp_path: Path) -> None:
    stopped, erased = await world.person(), await world.person()
    await world.tell(stopped, Story(None, (text("stays"),)))
    await world.tell(erased, Story(None, (text("goes"),)))
    await world.leave(stopped)
    await world.erase(erased)
    files = await export(world, tmp_path / "out")
    (person,) = rows(files["participants.csv"])
    assert person["person"] == "Patient 1"
    assert person["stopped_on"] == "2026-03-02"
    assert [each["words"] for each in rows(files["stories.csv"])] == ["stays"]
    assert b"goes" not in files["stories.json"]


async def test_what_is_left_out_is_counted_in_the_read_me(world: World, tmp_path: Path) -> None:
    await tell_everything(world, await world.person(agreed=EVERYTHING - {"keep_voice", "keep_words"}))
    await tell_everything(world, await world.person(agreed=()))
    read_me = (await export(world, tmp_path / "out"))["READ-ME-FIRST.txt"].decode("utf-8-sig")
    for line in (
        "1 person who takes part",
        "1 person who does not agree to take part any more",
        "1 story that they told",
        "1 written part",
        "the words beside 1 file",
        "1 voice message",
        "1 photo or video",
    ):
        assert f"- {line}" in read_me


async def test_files_that_never_came_are_counted_and_explained(world: World, tmp_path: Path) -> None:
    who = await world.person()
    waiting = await world.announce(who, "photo")
    await world.tell(who, Story(None, (filed("photo", waiting), filed("voice", "gone", order=3))))
    files = await export(world, tmp_path / "out")
    assert [each["no_file_because"] for each in rows(files["parts.csv"])] == [
        "not here yet",
        "could not be kept",
    ]
    read_me = files["READ-ME-FIRST.txt"].decode("utf-8-sig")
    assert "- 1 file that has not arrived yet" in read_me
    assert "- 1 file that could not be kept" in read_me

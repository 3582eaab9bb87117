"""Themes, quotes and priorities in the export, within the consents of the day, and in one's own data."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass

import msgspec

from bot.codesign.priorities import Wording
from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import Story, Use
from bot.exports.contents import Streamed, as_csv
from bot.exports.my_data import my_data_archive
from bot.exports.names import Names
from bot.exports.priority_tables import PRIORITY_TABLES
from bot.exports.rows import View
from bot.services import collecting, collecting_mine
from bot.services.moderation import wordings
from storage import excerpts, priorities, stories, themes
from storage import wordings as stored_wordings
from storage.themes import TaggedStory
from tests.exports.world import Somebody, World, text

WORDS = {"en": "Quiet nights", "cy": "Nosweithiau"}
QUOTE = "The bins were emptied at four."


@dataclass
class Coded:
    """Two stories under one theme, one of them quoted, and a candidate that comes from it."""

    ann: Somebody
    nell: Somebody
    story: TaggedStory


async def coded(world: World) -> Coded:
    ann, nell, fay = await world.person(), await world.person("staff"), await world.person("facilitator")
    uses: tuple[Use, ...] = ("team", "quote_workshop", "quote_publication")
    await world.tell(ann, Story(None, (text(QUOTE),), uses=uses))
    await world.tell(nell, Story(None, (text("We are told to."),)))
    keys, project_id, now = world.house.keys, world.project_id, world.clock.now()
    async with world.house.database.transaction() as tx:
        told = [*await stories.of_membership(tx, keys, ann.place.id)]
        told += await stories.of_membership(tx, keys, nell.place.id)
        for each in told:
            await stories.mark_read(tx, project_id, each.id, fay.place.id, 1, now)
        content = msgspec.json.encode(wordings.Wording((SharedPart("1", QUOTE),)))
        await stored_wordings.add(
            tx, keys, told[0], reader=fay.place.id, status="accepted", content=content, now=now
        )
        nights = await themes.add(tx, keys, project_id, "Noise; at night", now)
        for each in told:
            await themes.tag(tx, each.id, [nights.id])
        story = (await themes.read_stories(tx, project_id))[0]
        point = world.project.touchpoints[2].id
        await themes.put_touchpoints(tx, keys, project_id, story, [point, "gone"])
        wording = await wordings.usable(world.house, tx, story.id)
        assert wording is not None
        await excerpts.add(
            tx,
            keys,
            project_id=project_id,
            teller_id=ann.place.id,
            story_id=story.id,
            wording_id=wording.id,
            theme_id=nights.id,
            position=1,
            words=QUOTE,
            now=now,
        )
        candidate = await priorities.add(
            tx,
            keys,
            project_id,
            owner_id=ann.place.id,
            status="candidate",
            content=msgspec.json.encode(
                Wording({"en": "Quiet nights", "cy": "Nosweithiau"}, "patient", "en")
            ),
            now=now,
        )
        await priorities.link(tx, candidate, [story.id], [nights.id])
    return Coded(ann, nell, story)


def read_csv(file: Streamed) -> list[dict[str, str]]:
    written = io.BytesIO()
    file.write(written)
    return list(csv.DictReader(io.StringIO(written.getvalue().decode("utf-8-sig"))))


async def tables(world: World) -> dict[str, list[dict[str, str]]]:
    """The rows of each table, by the name of its file."""
    collected = await collecting.collect(world.house, world.project_id)
    view = View(collected, Names(world.house.translator, "en"))
    return {table.file: read_csv(as_csv(table.sheet(view))) for table in PRIORITY_TABLES}


async def test_what_the_team_made_of_the_stories_is_exported(world: World) -> None:
    await coded(world)
    found = await tables(world)
    point = world.project.touchpoints[2]
    first, second = found["coding.csv"]
    assert first["touchpoints"] == f"{point.id}; gone"
    assert first["touchpoint_names"] == point.name["en"]
    assert (first["themes"], second["themes"]) == ("1", "1")
    (theme,) = found["themes.csv"]
    assert (theme["name"], theme["stories"], theme["story_numbers"]) == ("Noise; at night", "2", "1; 2")
    assert (theme["patients"], theme["carers"], theme["staff"]) == ("1", "0", "1")
    (quote,) = found["excerpts.csv"]
    assert (quote["story"], quote["theme"], quote["words"]) == ("1", "1", QUOTE)
    assert (quote["quote_workshop"], quote["quote_publication"]) == ("yes", "yes")
    (priority,) = found["priorities.csv"]
    assert (priority["words"], priority["state"]) == ("Quiet nights", "candidate")
    assert priority["all_words"] == "en: Quiet nights\ncy: Nosweithiau"
    assert (priority["stories"], priority["patients"], priority["staff"]) == ("2", "1", "1")
    assert (priority["story_numbers"], priority["proposed_by"]) == ("1; 2", "patient")


async def test_only_what_is_agreed_to_today_is_exported(world: World) -> None:
    made = await coded(world)
    await world.decide(made.ann, {"quote_workshop": False})
    (quote,) = (await tables(world))["excerpts.csv"]
    assert (quote["quote_workshop"], quote["quote_publication"]) == ("no", "yes")
    await world.decide(made.ann, {"quote_publication": False})
    assert (await tables(world))["excerpts.csv"] == []
    await world.decide(made.ann, {"take_part": False})
    found = await tables(world)
    assert [row["story"] for row in found["coding.csv"]] == ["2"]
    assert found["themes.csv"][0]["patients"] == "0"
    assert found["priorities.csv"] == []


async def test_erasing_leaves_nothing_of_a_person_in_it(world: World) -> None:
    made = await coded(world)
    await world.erase(made.ann)
    found = await tables(world)
    assert found["excerpts.csv"] == []
    assert found["priorities.csv"] == []
    assert found["themes.csv"][0]["story_numbers"] == "2"


async def test_everybody_sees_what_they_suggested_and_what_is_quoted_of_them(world: World) -> None:
    made = await coded(world)
    await world.decide(made.ann, {"quote_workshop": False, "quote_publication": False})
    mine = await collecting_mine.collect_mine(world.house, world.project_id, made.ann.place.id)
    assert mine is not None
    pack = zipfile.ZipFile(io.BytesIO(await my_data_archive(world.house, mine, "en")))
    content = json.loads(pack.read("my-data.json"))
    assert content["suggestions"][0]["words"] == {"en": "Quiet nights", "cy": "Nosweithiau"}
    assert content["marked_as_quotes"][0]["words"] == QUOTE
    page = pack.read("my-data.html").decode()
    assert "Your suggestion 1" in page
    assert "Quiet nights" in page
    assert "Marked by the team, to quote it" in page

    theirs = await collecting_mine.collect_mine(world.house, world.project_id, made.nell.place.id)
    assert theirs is not None
    assert (theirs.suggestions, theirs.quotes) == ((), ())

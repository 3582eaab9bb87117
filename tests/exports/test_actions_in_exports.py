"""Actions in the export: every step, and what was said of the difference, within the consents of the day."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import msgspec

from bot.codesign.actions import Action, Step
from bot.codesign.difference import Difference
from bot.codesign.story import Story
from bot.exports.contents import contents
from bot.exports.folder import write_files
from bot.services import collecting
from bot.services.actions import actions, asking_difference
from storage import action_asks, stories
from storage import actions as stored_actions
from tests.exports.world import Somebody, World, filed, files_in, text

DAY = date(2026, 3, 2)
BINS = {"en": "The bins are emptied after eight.", "cy": "Biniau"}
WHY, VOICE = "I sleep now.", b"voice of an answer"


async def acted(world: World) -> Somebody:
    """An action that a patient's story led to is done, and they have answered, in words and by voice."""
    ann = await world.person()
    await world.tell(ann, Story(world.project.touchpoints[0].id, (text("The bins."),)))
    voice = await world.keep(ann, "voice", VOICE, "audio/ogg")
    house, keys, now = world.house, world.house.keys, world.clock.now()
    async with house.database.transaction() as tx:
        (story,) = await stories.of_membership(tx, keys, ann.place.id)
        steps = (Step("proposed", DAY, {"en": "People told."}), Step("agreed", DAY, {"en": "All agreed."}))
        action = Action(BINS, {"en": "Ward 4"}, steps=steps)
        added = await actions.add(house, tx, world.project_id, "process", "team", action)
        await stored_actions.link(tx, added, [], [story.id])
        one = await actions.find(house, tx, world.project_id, 1)
        assert one is not None
        assert await actions.step_taken(house, tx, one, Step("done", DAY, {"en": "Easy."}, {"en": "Quiet."}))
        (ask,) = await action_asks.of_membership(tx, keys, ann.place.id)
        (point,) = asking_difference.read(ask.content).points
        given = Difference(
            (msgspec.structs.replace(point, before="bad", after="good"),), (text(WHY), filed("voice", voice))
        )
        await action_asks.answer(tx, keys, ask, ann.run.id, msgspec.json.encode(given), now)
    return ann


async def export(world: World, folder: Path) -> dict[str, bytes]:
    """Every file of the export."""
    await write_files(
        contents(world.house, await collecting.collect(world.house, world.project_id), "en"), folder
    )
    return files_in(folder)


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_actions_steps_and_answers_are_exported(world: World, tmp_path: Path) -> None:
    await acted(world)
    files = await export(world, tmp_path / "export")
    (action,) = rows(files["actions.csv"])
    assert (action["what"], action["status"], action["kind"]) == (BINS["en"], "done", "process")
    assert (action["stories"], action["patients"], action["asked"], action["answered"]) == (
        "1",
        "1",
        "1",
        "1",
    )
    steps = rows(files["action-steps.csv"])
    assert [(row["status"], row["reason"], row["change"]) for row in steps] == [
        ("proposed", "People told.", ""),
        ("agreed", "All agreed.", ""),
        ("done", "Easy.", "Quiet."),
    ]
    (answer,) = rows(files["action-answers.csv"])
    assert (answer["person"], answer["before"], answer["after"]) == ("Patient 1", "bad", "good")
    assert (answer["moved"], answer["why"]) == ("better", WHY)
    assert files[answer["why_files"]] == VOICE
    found = json.loads(files["actions.json"])
    assert found["kinds"] == {"environment": 0, "information": 0, "process": 1, "behaviour": 0}
    assert found["actions"][0]["what"] == BINS
    assert b"action-answers.csv" in files["DATA-DICTIONARY.md"]


async def test_only_what_is_agreed_to_today_leaves_the_vault(world: World, tmp_path: Path) -> None:
    ann = await acted(world)
    await world.decide(ann, {"keep_voice": False})
    files = await export(world, tmp_path / "without voice")
    assert VOICE not in files.values()
    assert rows(files["action-answers.csv"])[0]["why"] == WHY
    await world.decide(ann, {"keep_words": False})
    files = await export(world, tmp_path / "without words")
    assert rows(files["action-answers.csv"])[0]["why"] == ""
    assert rows(files["action-answers.csv"])[0]["after"] == "good"
    await world.decide(ann, {"take_part": False})
    files = await export(world, tmp_path / "without her")
    assert rows(files["action-answers.csv"]) == []
    assert rows(files["actions.csv"])[0]["asked"] == "0"


async def test_erasing_leaves_the_action_and_nothing_of_the_person(world: World, tmp_path: Path) -> None:
    await world.erase(await acted(world))
    files = await export(world, tmp_path / "export")
    assert rows(files["action-answers.csv"]) == []
    (action,) = rows(files["actions.csv"])
    assert (action["what"], action["stories"]) == (BINS["en"], "0")
    assert WHY.encode() not in b"".join(files.values())

"""Suggestions, candidates and themes decided on the command line; who suggested something hears of it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot import config
from bot.app import open_house
from bot.codesign.priorities import Wording
from bot.codesign.project import Project, QuietHours
from bot.codesign.story import Story
from bot.i18n.texts import Text
from bot.services import projects
from bot.services.messages import Note
from storage import memberships, notices, stories
from storage import priorities as stored
from tests.commands.conftest import Ended, Shell
from tests.exports.world import BEGAN, Somebody, TurnedByHand, World, text

KEY = "stroke-afon-teg"
NIGHTS, LIGHT = "Let the nights be quiet.", "Less light at night."
NEWS = "There is news of something you sent."

IDS = itertools.count(1_000_001)
"""Telegram ids of the people here."""

T = TypeVar("T")
Refusal = Callable[[Ended], str]


def within(shell: Shell, work: Callable[[World], Awaitable[T]]) -> T:
    """Do something in the database that the commands work on."""

    async def inside() -> T:
        async with open_house(config.from_environment(shell.settings, shell.folder / "no.env")) as house:
            async with house.database.snapshot() as tx:
                found = await projects.find(house, tx, KEY)
            return await work(World(house, TurnedByHand(), found.id, projects.read(found), IDS))

    return asyncio.run(inside())


async def suggest(world: World, who: Somebody, words: str, changed: str = "") -> None:
    """Somebody suggests something in English; ``changed``: it is a candidate, and these are newer words."""
    wording = Wording({"en": words}, "patient", "en", {"en": changed} if changed else {})
    async with world.house.database.transaction() as tx:
        await stored.add(
            tx,
            world.house.keys,
            world.project_id,
            owner_id=who.place.id,
            status="candidate" if changed else "proposed",
            content=msgspec.json.encode(wording),
            now=world.house.clock.now(),
        )


def heard(shell: Shell) -> list[str]:
    """The notes that are to be sent; at night they wait, so they are looked for in the morning too."""

    async def work(world: World) -> list[str]:
        async with world.house.database.transaction() as tx:
            await tx.statement("UPDATE outbox SET due_at = queued_at")
            people = [each.id for each in await memberships.members(tx, world.project_id)]
            waiting = [
                msgspec.json.decode(notice.content, type=Text)
                for each in people
                for notice in await notices.of_membership(tx, world.house.keys.vault, each)
            ]
        queued = [each for each in await world.queued() if isinstance(each, Note)]
        return [world.said(each) for each in (*queued, *map(Note, waiting))]

    return within(shell, work)


def _night(project: Project) -> Project:
    """Whatever the time of day, its quiet hours are now: what is told waits."""
    now = datetime.now(ZoneInfo(project.time_zone))
    starts, ends = (f"{now + timedelta(hours=hours):%H:%M}" for hours in (-1, 9))
    return msgspec.structs.replace(project, quiet_hours=QuietHours(starts=starts, ends=ends))


@pytest.fixture
def suggested(shell: Shell, project: Path) -> None:
    """Two suggestions of one person, 1 and 2, and a candidate of the team, 3."""
    assert project.is_file()

    async def work(world: World) -> None:
        await projects.add(world.house, _night(world.project))
        ann = await world.person("patient")
        await suggest(world, ann, NIGHTS)
        await suggest(world, ann, LIGHT)

    within(shell, work)
    file = shell.folder / "priority.toml"
    file.write_text("[words]\nen = 'Quiet after ten.'\n", encoding="utf-8")
    assert shell("priority", "add", KEY, str(file)).code == 0


def states(shell: Shell) -> dict[int, str]:
    """The state of each priority."""
    return {each["number"]: each["state"] for each in listed(shell)}


def listed(shell: Shell) -> list[dict[str, Any]]:
    """Everything about each priority."""
    found: list[dict[str, Any]] = json.loads(shell("priorities", KEY, "--json").out)
    return found


@pytest.mark.usefixtures("suggested")
def test_what_waits_is_listed_and_taken_up_in_its_words(shell: Shell) -> None:
    lines = [line.split("\t") for line in shell("suggestions", KEY).out.splitlines()]
    assert [(each[0], each[1], each[2], each[4]) for each in lines] == [
        ("1", "to read", "patient 1", NIGHTS),
        ("2", "to read", "patient 1", LIGHT),
    ]
    taken = shell("suggestion", "take-up", KEY, "1", "--says", NIGHTS, "--words", "cy", "Nosweithiau  tawel.")
    assert (taken.code, taken.out) == (0, f"Suggestion 1 is a candidate now, in these words: {NIGHTS}\n")
    one = listed(shell)[0]
    assert (one["state"], one["words"]) == ("candidate", {"en": NIGHTS, "cy": "Nosweithiau tawel."})
    (said,) = heard(shell)
    assert said.startswith(NEWS)
    assert shell("suggestions", KEY).out.startswith("2\t")


@pytest.mark.usefixtures("suggested")
def test_one_is_declined_and_one_made_part_of_another(shell: Shell) -> None:
    done = shell("suggestion", "decline", KEY, "1", "--reason", "It is  done already.\nAsk the ward.")
    assert (done.code, done.err) == (0, "")
    assert shell("suggestion", "merge", KEY, "2", "3").out == "Suggestion 2 is part of 3 now.\n"
    first, second, _third = listed(shell)
    assert (first["state"], first["reason"]) == ("declined", "It is done already. Ask the ward.")
    assert (second["state"], second["part_of"]) == ("merged", 3)
    assert [each.startswith(NEWS) for each in heard(shell)] == [True, True]
    assert shell("suggestions", KEY) == Ended(0, "", "Nothing waits.\n")


@pytest.mark.usefixtures("suggested")
def test_candidates_are_merged_and_taken_off(shell: Shell) -> None:
    for number in ("1", "2"):
        assert shell("suggestion", "take-up", KEY, number).code == 0
    assert shell("priority", "merge", KEY, "1", "2").out == "Candidate 1 is part of 2 now.\n"
    off = shell("priority", "withdraw", KEY, "2", "--reason", "The ward has new lamps.")
    assert off.out == "Candidate 2 is off the list.\n"
    assert states(shell) == {1: "merged", 2: "withdrawn", 3: "candidate"}
    assert listed(shell)[1]["reason"] == "The ward has new lamps."
    # Of each the newest notice takes the place of the one that waited.
    assert len(heard(shell)) == 2


@pytest.mark.usefixtures("suggested")
def test_new_words_of_a_candidate_are_read_by_command_too(shell: Shell, refused: Refusal) -> None:
    async def work(world: World) -> None:
        ben = await world.person("patient")
        await suggest(world, ben, "Talk to me.", changed="Talk to my family.")
        await suggest(world, ben, "Say who you are.", changed="Say your name.")

    within(shell, work)
    assert "\n4\tnew words\tpatient 2\t" in shell("suggestions", KEY).out
    assert "priority merge" in refused(shell("suggestion", "merge", KEY, "4", "3"))
    assert shell("suggestion", "take-up", KEY, "4").code == 0
    assert shell("suggestion", "decline", KEY, "5", "--reason", "It names somebody.").code == 0
    fourth, fifth = listed(shell)[3:]
    assert (fourth["state"], fourth["words"], fourth["new_words"]) == (
        "candidate",
        {"en": "Talk to my family."},
        {},
    )
    assert (fifth["state"], fifth["words"], fifth["new_words"]) == (
        "candidate",
        {"en": "Say who you are."},
        {},
    )


REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("suggestion", "take-up", KEY, "3"), "no suggestion 3 waits"),
    (("suggestion", "take-up", KEY, "1", "--says", LIGHT), "other words by now"),
    (("suggestion", "take-up", KEY, "1", "--words", "fr", "Chut."), "it can in: cy, ar"),
    (("suggestion", "take-up", KEY, "1", "--words", "cy", " "), "the words in 'cy' is empty"),
    (("suggestion", "decline", KEY, "1"), "--reason"),
    (("suggestion", "decline", KEY, "1", "--reason", " "), "the reason is empty"),
    (("suggestion", "decline", KEY, "1", "--reason", "a" * 301), "there is room for 300"),
    (("suggestion", "merge", KEY, "1", "1"), "1 cannot be part of 1"),
    (("suggestion", "merge", KEY, "1", "2"), "1 cannot be part of 2"),
    (("priority", "merge", KEY, "1", "3"), "no candidate 1"),
    (("priority", "merge", KEY, "3", "3"), "3 cannot be part of 3"),
    (("priority", "withdraw", KEY, "9", "--reason", "Why."), "no candidate 9"),
    (("theme", "tag", KEY, "1", "1"), "no theme 1"),
    (("theme", "merge", KEY, "1", "2"), "no theme 1"),
    (("theme", "add", KEY, "a" * 61), "there is room for 60"),
    (("suggestions", "nowhere"), "there is no project 'nowhere'"),
]
"""What cannot be, and what is said of it."""


@pytest.mark.usefixtures("suggested")
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_is_done(shell: Shell, refused: Refusal) -> None:
    for command, said in REFUSED:
        assert said in refused(shell(*command))
    assert states(shell) == {1: "proposed", 2: "proposed", 3: "candidate"}
    assert heard(shell) == []


@pytest.mark.usefixtures("suggested")
def test_what_has_been_in_a_vote_stays_as_it_is(shell: Shell, refused: Refusal) -> None:
    async def work(world: World) -> None:
        async with world.house.database.transaction() as tx:
            await tx.statement("UPDATE priorities SET voted_at = created_at WHERE number = 3")

    within(shell, work)
    for command in (("withdraw", KEY, "3", "--reason", "Why."), ("merge", KEY, "3", "1")):
        assert "has been in a vote" in refused(shell("priority", *command))
    assert "neither may have been in a vote" in refused(shell("suggestion", "merge", KEY, "1", "3"))


def test_themes_are_added_merged_and_given_stories(shell: Shell, project: Path, refused: Refusal) -> None:
    assert project.is_file()

    async def work(world: World) -> None:
        fay = await world.person("facilitator")
        ann = await world.person("patient")
        for words, is_read in (("It was loud.", True), ("It was light.", True), ("Nobody came.", False)):
            number = await world.tell(ann, Story(None, (text(words),)))
            async with world.house.database.transaction() as tx:
                told = await stories.numbered(tx, world.house.keys, world.project_id, number)
                assert told is not None
                if is_read:
                    await stories.mark_read(tx, world.project_id, told.story.id, fay.place.id, 1, BEGAN)

    within(shell, work)
    for number, name in enumerate(("Noise at night", "Nights", "Light"), 1):
        assert shell("theme", "add", KEY, name).out == f"Theme {number} is added.\n"
    assert "a theme of that name already" in refused(shell("theme", "add", KEY, "noise AT night"))
    assert shell("theme", "tag", KEY, "1", "1", "2").out == "Under “Noise at night”: story 1, story 2.\n"
    assert shell("theme", "tag", KEY, "3", "2", "2").out == "Under “Light”: story 2.\n"
    assert "no story 3 and no story 8" in refused(shell("theme", "tag", KEY, "3", "1", "3", "8"))
    assert shell("theme", "merge", KEY, "1", "2").out == "“Noise at night” is part of “Nights” now.\n"
    assert "are the same theme already" in refused(shell("theme", "merge", KEY, "1", "2"))
    assert shell("themes", KEY).out.splitlines() == [
        "2\tNights\t2 stories: 2 from patients",
        "3\tLight\t1 story: 1 from a patient",
    ]

"""Workshops in the export: decisions, figures without small groups, words within the consents of the day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec

from bot.codesign.workshops import Decision, Said, Stance, Workshop
from bot.exports.contents import contents
from bot.exports.folder import write_files
from bot.services import collecting, conversations
from bot.services.workshops import closing, entering
from bot.services.workshops.workshops import Told
from storage import workshop_answers
from tests.exports.test_actions_in_exports import rows
from tests.exports.world import Somebody, World, filed, files_in, text

assert conversations is not None  # with it, every kind of update is known

WHAT, WHY = {"en": "A call on the second day.", "cy": "Galwad"}, {"en": "=1+1 was said of the first days."}
WORDS, VOICE = "I would rather have a letter.", b"voice of an answer"


async def held(world: World) -> Told:
    """A workshop that everybody who takes part is told of."""
    workshop = Workshop(date(2026, 3, 2), {"patient": 2, "carer": 0, "staff": 4}, (Decision(WHAT, WHY),), 1)
    async with world.house.database.transaction() as tx:
        told = await entering.enter(world.house, tx, world.project_id, workshop, None, 14)
    assert isinstance(told, Told)
    return told


async def says(world: World, told: Told, who: Somebody, stance: Stance, *parts: object) -> None:
    """Somebody who was not there says what they think."""
    said = Said({"1": stance}, parts)  # type: ignore[arg-type]  # parts of a story
    async with world.house.database.transaction() as tx:
        await workshop_answers.put(
            tx,
            world.house.keys,
            project_id=world.project_id,
            workshop_id=told.stored.id,
            membership_id=who.place.id,
            was_there=False,
            content=msgspec.json.encode(said),
            now=world.clock.now(),
        )


async def export(world: World, folder: Path) -> dict[str, bytes]:
    """Every file of the export."""
    collected = await collecting.collect(world.house, world.project_id)
    await write_files(contents(world.house, collected, "en"), folder)
    return files_in(folder)


async def closed(world: World) -> None:
    """The time to answer is over, and what was said is counted."""
    world.clock.turn(timedelta(days=15))
    async with world.house.database.transaction() as tx:
        await closing.close_workshops(world.house, tx, world.project_id, world.project)


async def test_decisions_stand_beside_what_those_think_who_were_not_there(
    world: World, tmp_path: Path
) -> None:
    people = [await world.person() for _each in range(3)]
    cat, tam = await world.person("carer"), await world.person("staff")
    told = await held(world)
    voice = await world.keep(people[0], "voice", VOICE, "audio/ogg")
    await says(world, told, people[0], "differ", text(WORDS), filed("voice", voice))
    for who in people[1:]:
        await says(world, told, who, "agree")
    await says(world, told, cat, "differ")
    files = await export(world, tmp_path / "open")
    # While people can answer, there are words and no figures.
    (decision,) = rows(files["workshop-decisions.csv"])
    assert (decision["what"], decision["not_in_the_room"], decision["agree"]) == (WHAT["en"], "", "")
    # What looks like a formula is none.
    assert decision["why"].lstrip("'").startswith("=1+1")
    assert decision["why"] != WHY["en"]

    await says(world, told, tam, "unsure")
    await closed(world)
    files = await export(world, tmp_path / "closed")
    (workshop,) = rows(files["workshops.csv"])
    assert (workshop["held_on"], workshop["patients"], workshop["staff"]) == ("2026-03-02", "2", "4")
    assert (workshop["told"], workshop["answered"]) == ("5", "5")
    # A carer and a member of staff do not stand alone, nor can they be worked out: all go together.
    (decision,) = rows(files["workshop-decisions.csv"])
    assert [decision[each] for each in ("not_in_the_room", "agree", "see_it_differently", "cannot_say")] == [
        "others",
        "2",
        "2",
        "1",
    ]
    answers = {row["person"]: row for row in rows(files["workshop-answers.csv"])}
    assert len(answers) == 5
    answer = answers["Patient 1"]
    assert answer["words"] == WORDS
    assert files[answer["files"]] == VOICE
    assert b"workshop-answers.csv" in files["DATA-DICTIONARY.md"]
    # What one person pressed stands nowhere.
    assert b"differ" not in files["workshop-answers.csv"]


async def test_words_go_with_the_consent_and_figures_stand(world: World, tmp_path: Path) -> None:
    people = [await world.person() for _each in range(3)]
    told = await held(world)
    for who in people:
        await says(world, told, who, "agree", text(WORDS))
    await closed(world)
    await world.decide(people[0], {"keep_words": False})
    await world.decide(people[1], {"take_part": False})
    await world.erase(people[2])
    files = await export(world, tmp_path / "export")
    (answer,) = rows(files["workshop-answers.csv"])
    assert (answer["person"], answer["words"]) == ("Patient 1", "")
    (decision,) = rows(files["workshop-decisions.csv"])
    assert (decision["not_in_the_room"], decision["agree"]) == ("patient", "3")
    assert WORDS.encode() not in b"".join(files.values())


async def test_what_was_counted_once_is_not_counted_again(world: World) -> None:
    people = [await world.person() for _each in range(3)]
    told = await held(world)
    for who in people:
        await says(world, told, who, "agree")
    await closed(world)
    await says(world, told, people[0], "differ")
    await closed(world)
    (listed,) = (await collecting.collect(world.house, world.project_id)).workshops
    assert listed.told.views is not None
    assert listed.told.views.decisions[0][0].agree == 3

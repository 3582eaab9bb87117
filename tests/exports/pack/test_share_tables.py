"""A pack to share as tables: only what may leave the team, and nothing that leads to another pack."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
from pypdf import PdfReader

from bot.codesign.ballots import Approval, Ballot
from bot.codesign.rating import Rating
from bot.codesign.rounds import ROLES, Ask, Candidate
from bot.services.rounds import rounds
from bot.services.votes import vote_results
from storage import ballots
from storage import rounds as stored_rounds
from tests.exports.pack.read_back import opened, rows
from tests.exports.pack.test_workbook import csv_rows, pack_of
from tests.exports.quoted import quoted
from tests.exports.rated import opened as opened_round
from tests.exports.rated import over, rated
from tests.exports.world import EVERYTHING, Somebody, World

WRITTEN = {
    "FIRST-what-this-pack-is-for.pdf",
    "workbook.xlsx",
    "data/cards.csv",
    "data/emotional-map.csv",
    "data/results.csv",
    "data/tables.json",
    "data/DATA-DICTIONARY.md",
}

COUNTS = ("people", "did_not_happen", "people_before", "felt_better", "felt_the_same", "felt_worse")


async def crowd(world: World, patients: int, carers: int) -> list[Somebody]:
    """People who told a quote that may be shown, each."""
    roles = ["patient"] * patients + ["carer"] * carers
    people = [await world.person(role) for role in roles]
    for at, who in enumerate(people):
        point = world.project.touchpoints[at % 3].id
        await quoted(world, who, f"What number {at} said", touchpoint=point, feelings=("calm",))
    return people


def words_of(files: dict[str, bytes]) -> str:
    """Everything that can be read in a pack."""
    found = []
    for path, content in files.items():
        if path.endswith(".pdf"):
            found += [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        elif path.endswith(".xlsx"):
            book = opened(content)
            found += [str(cell.value) for page in book for row in page.iter_rows() for cell in row]
        else:
            found.append(content.decode())
    return "\n".join(found)


async def test_only_what_may_leave_the_team_is_in_it(world: World) -> None:
    who = await world.person(needs=(world.project.format_needs[0].key,))
    await quoted(world, who, "May be shown", touchpoint=world.project.touchpoints[0].id)
    other = await world.person("carer", set(EVERYTHING) - {"quote_workshop"})
    await quoted(world, other, "May not be shown")
    files = await pack_of(world, "share")
    assert {path for path in files if not path.startswith("print/")} == WRITTEN
    said = words_of(files)
    assert "May be shown" in said
    assert "May not be shown" not in said
    # The run sheet lists every need that there can be, and says of none whether anybody has it.
    needs = [each.label["en"] for each in world.project.format_needs]
    assert len({said.count(each) for each in needs}) == 1
    for never in (
        "Patient 1",
        "Carer or family member 1",
        "2026-03-02 14:05",
        who.place.id,
        "exact words of",
    ):
        assert never not in said
    book = opened(files["workbook.xlsx"])
    assert book.sheetnames == ["cards", "emotional-map", "results", "codebook", "long-words"]
    (card,) = rows(book, "cards")
    (as_csv,) = csv_rows(files["data/cards.csv"])
    (as_json,) = json.loads(files["data/tables.json"])["tables"]["cards"]["rows"]
    assert card["words"] == as_csv["words"] == as_json["words"] == "May be shown"
    assert card["code"] in said
    assert (card["touchpoint"], card["role"]) == (world.project.touchpoints[0].id, None)


async def test_its_dictionary_explains_every_column(world: World) -> None:
    files = await pack_of(world, "share")
    said = files["data/DATA-DICTIONARY.md"].decode()
    for name in ("cards", "emotional-map", "results"):
        head = files[f"data/{name}.csv"].decode("utf-8-sig").splitlines()[0].split(",")
        section = said.partition(f"## {name}.csv")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == head


async def test_two_packs_of_the_same_people_share_no_code(world: World) -> None:
    await crowd(world, 9, 8)
    first, second = await pack_of(world, "share"), await pack_of(world, "share")
    codes = [{row["code"] for row in csv_rows(pack["data/cards.csv"])} for pack in (first, second)]
    assert len(codes[0]) == len(codes[1]) == 17
    assert not codes[0] & codes[1]
    assert not [code for code in codes[0] if code in words_of(second)]
    # Nor do they come in the order in which they were told.
    told = [[row["words"] for row in csv_rows(pack["data/cards.csv"])] for pack in (first, second)]
    assert sorted(told[0]) == sorted(told[1])
    assert told[0] != told[1]


def figures(files: dict[str, bytes]) -> dict[str, list[Any]]:
    """Every row of figures that is published in a pack: the map and the results."""
    exported = json.loads(files["data/tables.json"])["tables"]
    return {name: exported[name]["rows"] for name in ("emotional-map", "results")}


def numbers(found: dict[str, list[Any]]) -> Iterator[int]:
    """Every number of people in the map."""
    for row in found["emotional-map"]:
        for name in (
            "people",
            "did_not_happen",
            "people_before",
            "felt_better",
            "felt_the_same",
            "felt_worse",
        ):
            if isinstance(row[name], int):
                yield row[name]
        yield from map(int, re.findall(r" (\d+)", row["feelings"] or ""))


async def voted(world: World, people: list[Somebody]) -> None:
    """A vote of two candidates in which these people agree to the first one, and that is over."""
    candidates = (Candidate("a", 1, {"en": "A quiet night"}), Candidate("b", 2, {"en": "One person to ask"}))
    async with world.house.database.transaction() as tx:
        stored = await stored_rounds.add(
            tx,
            world.house.keys,
            world.project_id,
            kind="votes",
            ask=msgspec.json.encode(Ask({"en": "Which?"}, ROLES, 0, "approval", candidates)),
            now=world.clock.now(),
            closes_at=world.clock.now() + timedelta(hours=2),
            remind_at=None,
        )
        for who in people:
            await ballots.put(
                tx,
                world.house.keys,
                round_id=stored.id,
                project_id=world.project_id,
                membership_id=who.place.id,
                run_id=who.run.id,
                content=msgspec.json.encode(Ballot(Approval({"a": "agree", "b": "pass"}))),
                now=world.clock.now(),
            )
        result = await vote_results.freeze(world.house, tx, rounds.read(stored))
        await stored_rounds.is_over(tx, world.house.keys, stored, result, world.clock.now())


async def test_a_vote_stands_in_it_as_it_may_be_told(world: World) -> None:
    people = [await world.person() for _at in range(9)]
    await voted(world, people)
    found = figures(await pack_of(world, "share"))["results"]
    assert [(row["round"], row["place"], row["words"]) for row in found] == [
        (1, 1, "A quiet night"),
        (1, 2, "One person to ask"),
    ]
    assert {row["turnout"] for row in found} == {"About 10 of about 10 people who could vote did so."}
    assert not [row for row in found if re.search(r"\d", row["figure"] or "")]
    await world.erase(people[0])
    await world.person("carer")
    assert figures(await pack_of(world, "share"))["results"] == found


async def test_a_person_in_a_small_cell_cannot_be_worked_out_from_two_packs(world: World) -> None:
    """Whoever joins, rates, withdraws or is erased after a round is over moves no number of the next pack."""
    people = await crowd(world, 9, 7)  # a seventh carer: one more, or one fewer, would cross no bound unseen
    round_, point = await opened_round(world), world.project.touchpoints[0].id
    for at, who in enumerate(people):
        await rated(world, round_, who, Rating(point, 2 if at % 2 else -2, ("calm",)))
    await over(world, round_)
    first = figures(await pack_of(world, "share"))
    assert first["emotional-map"]
    carers = [row for row in first["emotional-map"] if row["group"] == "carer" and row["touchpoint"] == point]
    assert [row["people"] for row in carers] == ["*"]
    assert all(each == 0 or each >= 8 for each in numbers(first))

    joined = await world.person("carer")
    await quoted(world, joined, "Somebody new", touchpoint=point)
    await rated(world, round_, joined, Rating(point, -2, ("calm",)))
    assert figures(await pack_of(world, "share")) == first

    await world.decide(people[0], {"take_part": False})
    await world.leave(people[1])
    await world.erase(people[2])
    after = await pack_of(world, "share")
    assert figures(after) == first
    assert "What number 0 said" not in words_of(after)
    assert "What number 2 said" not in words_of(after)

    world.clock.turn(timedelta(days=1))
    again = await opened_round(world)
    for who in people[3:]:
        await rated(world, again, who, Rating(point, 1, ("calm",)))
    await over(world, again)
    later = figures(await pack_of(world, "share"))
    assert later != first
    assert all(each == 0 or each >= 8 for each in numbers(later))


def counts_said(files: dict[str, bytes]) -> list[str]:
    """Sentences of the first page that tell a number of people or of what they told."""
    content = files["FIRST-what-this-pack-is-for.pdf"]
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.findall(r"[^.]*\b(?:person|people|story|stories)\b[^.]*\d[^.]*\.", said)


async def test_the_first_page_counts_nobody(world: World) -> None:
    await crowd(world, 9, 7)
    before = counts_said(await pack_of(world, "share"))
    await world.person("carer")
    await world.person("carer")
    assert counts_said(await pack_of(world, "share")) == before

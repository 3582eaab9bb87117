"""The touchpoint wall: pages that join, lines that run on over them, places for cards, the same in words."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from pypdf import PageObject, PdfReader

from bot.codesign.emotional_map import Rater, emotional_map
from bot.codesign.packs import KINDS
from bot.codesign.project import FeelingWord, Project
from bot.codesign.rating import POSITIONS, Position, Rating, Ratings
from bot.codesign.rounds import Role
from bot.exports.names import Names
from bot.exports.pack.wall import set_wall
from bot.i18n.translator import Translator
from bot.services.packs import making
from bot.services.packs.cards import Card
from bot.services.packs.making import Pack
from bot.services.packs.mapped import newest_map
from storage.packs import StoredPack
from tests.exports.drawing import CASES, LONG, drawn, pathway
from tests.exports.rated import opened, over, rated
from tests.exports.test_pictures import A3, tagged
from tests.exports.world import World

LANGUAGES = ("en", "cy", "ar")
SHAPES = {case: (shown.project, shown) for case, shown in CASES.items()} | {
    f"{count} touchpoints, no map": (pathway(*(f"Waiting {at}" for at in range(count))), None)
    for count in (1, 13, 30)
}


def names(language: str) -> Names:
    return Names(Translator(), language)


def card(code: str, touchpoint: str | None) -> Card:
    return Card(code, "Never said aloud", "", touchpoint, (), "patient", "en", "m1", "e1")


def pack(project: Project, *cards: Card, shared: bool = False) -> Pack:
    kind = "share" if shared else "team"
    made = datetime(2026, 3, 2, tzinfo=UTC)
    stored = StoredPack("k1", "p1", 7, kind, "en", 1, made, date(2026, 5, 31), None)
    exact: Any = None if shared else SimpleNamespace()
    return Pack(stored, "p1", project, cards, (), 0, exact)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words_of(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def wall_pages(document: PdfReader) -> list[PageObject]:
    """The pages to join: those that say which they are."""
    return [page for page in document.pages if re.search(r"Page \d+ of \d+", words_of(page))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_two_touchpoints_to_a_page_and_all_of_it_in_words(shape: str, language: str) -> None:
    project, shown = SHAPES[shape]
    cards = [card(f"{at}-1", point.id) for at, point in enumerate(project.touchpoints, start=1)]
    document = read(set_wall(pack(project, *cards), shown, names(language)))
    count = -(-len(project.touchpoints) // 2)
    assert language != "en" or len(wall_pages(document)) == count
    assert len(document.pages) > count
    for page in document.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A3, abs=1)
    catalog: Any = document.trailer["/Root"]
    assert catalog["/Lang"] == language
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data().decode()
    figures = [each for each in tagged(catalog["/StructTreeRoot"]) if each["/S"] == "/Figure"]
    assert len(figures) == count
    assert all(each["/Alt"] for each in figures)
    last = " ".join(map(words_of, document.pages[count:]))
    for each in cards:
        assert each.code in last


@pytest.mark.parametrize("shape", SHAPES)
def test_names_are_read_from_two_metres(shape: str) -> None:
    project, shown = SHAPES[shape]
    readable = [point for point in project.touchpoints if point.name["en"].isascii()]
    sizes: dict[str, float] = {}

    def visit(text: str, _matrix: object, _at: object, _font: object, size: float) -> None:
        for found in re.findall(r"^(\d+)\. ", text.strip()):
            sizes.setdefault(found, size)

    for page in wall_pages(read(set_wall(pack(project), shown, names("en")))):
        page.extract_text(visitor_text=visit)
    assert len(sizes) == len(project.touchpoints)
    for number, point in enumerate(project.touchpoints, start=1):
        if point in readable:
            assert sizes[str(number)] >= 24


def test_each_page_says_where_it_joins_the_next() -> None:
    project, shown = SHAPES["before and after"]
    first, last = wall_pages(read(set_wall(pack(project), shown, names("en"))))
    assert "Page 1 of 2" in words_of(first)
    assert "This edge lies on the line of page 2." in words_of(first)
    assert "lies over this strip" not in words_of(first)
    assert "Page 1 lies over this strip" in words_of(last)
    assert "Cut here" not in words_of(last)


MM = 72 / 25.4
LINE = re.compile(r"1 0 0 -1 (\S+) (\S+) cm[^Q]*?\s3\.2 w [^Q]*?0 0 m (\S+) (\S+) l")
EDGES = (34.0157, 1156.5354)
"""Where the joined part of a page begins and ends, in points: 12 mm from the edges of the paper."""


def crossings(page: PageObject, edge: float) -> list[float]:
    """The heights at which the roles' lines cross an edge of the joined part."""
    content = page.get_contents()
    assert content is not None
    found = []
    for x, y, across, down in LINE.findall(content.get_data().decode("latin-1")):
        part = (edge - float(x)) / float(across)
        if 0 < part < 1:
            found.append(round(float(y) - part * float(down), 1))
    return sorted(found)


@pytest.mark.parametrize("case", ["before and after", "many people, fifteen touchpoints, long words"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_line_runs_on_where_it_leaves_the_page_before(case: str, language: str) -> None:
    shown = CASES[case]
    start, end = EDGES if language == "en" else EDGES[::-1]
    document = read(set_wall(pack(shown.project), shown, names(language)))
    pages = document.pages[: -(-len(shown.project.touchpoints) // 2)]
    for page, following in pairwise(pages):
        assert crossings(page, end) == pytest.approx(crossings(following, start), abs=0.2)
        assert len(crossings(page, end)) == 3
    assert crossings(pages[0], start) == crossings(pages[-1], end) == []


def test_places_for_cards_with_their_codes_and_how_many_more() -> None:
    project = pathway("Arriving", "The night", "Going home")
    first, second, third = (point.id for point in project.touchpoints)
    many = [card(f"20-{at}", second) for at in range(1, 21)]
    alone = [card(f"30-{at}", third) for at in range(1, 5)]
    one, two = wall_pages(read(set_wall(pack(project, card("1-1", first), *many, *alone), None, names("en"))))
    words = words_of(one)
    assert "1-1" in words
    assert words.count("Hang these cards below:") == 1
    assert "20-1" in words
    assert "20-13 and 7 more" in words
    assert all(f"30-{at}" in words_of(two) for at in range(1, 5))
    assert "Hang these cards below: 30-4" in words_of(two)


def test_cards_of_no_touchpoint_have_a_place_at_the_end() -> None:
    project = pathway("Arriving")
    only = read(set_wall(pack(project, card("9-1", None), card("9-2", "taken-off")), None, names("en")))
    (page,) = wall_pages(only)
    assert "About the care as a whole" in words_of(page)
    assert "9-1" in words_of(page)
    assert "9-2" in words_of(page)


def test_without_a_map_there_is_room_to_draw_one() -> None:
    project = pathway("Arriving")
    (page,) = wall_pages(read(set_wall(pack(project), None, names("en"))))
    assert "Draw here how it felt." in words_of(page)
    shown = CASES["one touchpoint"]
    (page,) = wall_pages(read(set_wall(pack(shown.project), shown, names("en"))))
    assert "Draw here" not in words_of(page)


def test_each_page_says_for_whom_it_is() -> None:
    project = pathway("Arriving", "Leaving", *LONG)
    for shared, mark in ((False, "TEAM ONLY"), (True, "To share in the workshop")):
        for page in read(set_wall(pack(project, shared=shared), None, names("en"))).pages:
            assert mark in words_of(page)
            assert "Destroy by" in words_of(page)


def lowest(page: PageObject) -> list[float]:
    """The heights of everything written on a page above its mark at the foot, the lowest first."""
    found: list[float] = []

    def visit(text: str, matrix: list[float], _at: object, _font: object, _size: float) -> None:
        if text.strip():
            found.append(matrix[5])

    page.extract_text(visitor_text=visit)
    mark = min(found)
    assert mark > 5 * MM
    return sorted(height for height in found if height > mark + 2)


def test_the_longest_words_of_three_roles_that_all_disagree_fit_beside_a_card() -> None:
    keys = tuple(f"own-{at}" for at in range(3))
    own = tuple(
        FeelingWord(
            key=key, picture="🙂", pleasant=True, words={"en": f"{key} " + "ymddiriedolaeth " * 3 + "x"}
        )
        for key in keys
    )
    project = msgspec.structs.replace(pathway("x" * 60, "y" * 60), feelings=own)
    at = [point.id for point in project.touchpoints]
    steps: dict[str, Position] = {"patient": -2, "carer": 0, "staff": 2}
    people = [
        Rater(f"{role}{each}", role, Ratings(tuple(Rating(point, step, keys) for point in at)))
        for role, step in steps.items()
        for each in range(8)
    ]
    shown = drawn(project, emotional_map(at, people, people))
    cards = [card(f"{story}-{each}", at[0]) for story in range(100, 110) for each in range(10)]
    (page,) = wall_pages(read(set_wall(pack(project, *cards), shown, names("en"))))
    assert words_of(page).count("They disagree") == 6
    assert "and 87 more" in words_of(page)
    assert lowest(page)[0] > 12 * MM


async def test_nobody_was_asked_so_there_is_no_map(world: World) -> None:
    assert await newest_map(world.house, world.project_id, "team") is None
    assert await newest_map(world.house, world.project_id, "share") is None


async def test_while_the_first_round_is_open_the_team_alone_has_its_map(world: World) -> None:
    round_, who = await opened(world), await world.person()
    await rated(world, round_, who, Rating(world.project.touchpoints[0].id, -2))
    found = await newest_map(world.house, world.project_id, "team")
    assert found is not None
    assert found.map.people["patient"] == 1
    assert await newest_map(world.house, world.project_id, "share") is None


async def test_the_newest_round_that_is_over_is_shared_as_it_was_then(world: World) -> None:
    point = world.project.touchpoints[0].id
    people = [await world.person() for _each in range(9)]
    for position in (POSITIONS[0], POSITIONS[-1]):
        round_ = await opened(world)
        for who in people:
            await rated(world, round_, who, Rating(point, position))
        await over(world, round_)
    exact = await newest_map(world.house, world.project_id, "team")
    await world.erase(people[0])
    shared = await newest_map(world.house, world.project_id, "share")
    assert exact is not None
    assert shared is not None
    assert (exact.map.people["patient"], shared.map.people["patient"]) == (9, 10)
    assert (shared.map.shared, shared.map.points[0].roles["patient"].median) == (True, 2)
    pack = await making.make(world.house, world.project_id, "share", "en")
    said = " ".join(words_of(page) for page in read(set_wall(pack, shared, names("en"))).pages)
    assert "about 10 people" in said
    assert not re.search(r"(?<!about )(?<!than )\b[1-9]\d* people", said)


async def test_roles_that_were_asked_in_different_rounds_stand_on_one_wall(world: World) -> None:
    point = world.project.touchpoints[0].id
    asked: tuple[Role, ...] = ("staff", "patient")
    for role in asked:
        round_ = await opened(world, role)
        for _each in range(9):
            await rated(world, round_, await world.person(role), Rating(point, 1))
        await over(world, round_)
    for kind in KINDS:
        found = await newest_map(world.house, world.project_id, kind)
        assert found is not None
        assert set(found.map.asked) == {"staff", "patient"}
        assert found.map.shared == (kind == "share")

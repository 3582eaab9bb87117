"""Voting sheets, results and priorities on paper: their structure, their words, and what they do not tell."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PageObject, PdfReader

from bot.codesign.ballots import METHODS, Method
from bot.codesign.paper_votes import MOST_SHEETS
from bot.codesign.rounds import Candidate
from bot.exports.pack.priority_sheet import set_priorities
from bot.exports.pack.result_sections import Section, exact, shared
from bot.exports.pack.results_sheet import set_results
from bot.exports.pack.square_codes import square_code
from bot.exports.pack.voting_sheets import LAYOUTS, TEMPLATE, set_sheets, what_stands_on
from bot.exports.typesetting import typeset
from bot.flows import result_for_people
from bot.i18n.texts import lines
from bot.services.packs.standing import PaperPriority
from bot.services.packs.votes import PaperResult, When
from tests.exports.paper import LINK, ROUND, WORDS, names, pack, paper_result, paper_vote
from tests.exports.test_pictures import LANGUAGES, tagged

LINKS: dict[str, str | None] = {ROUND: LINK}


def words_of(document: bytes) -> str:
    """Everything that stands in a document."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


def squeezed(words: str) -> str:
    """Words without the space between them, which a page sets as it likes."""
    return re.sub(r"[\s\u200b]", "", words)


def accessible(document: bytes, language: str) -> list[Any]:
    """The elements of a document that a screen reader can read; fails where it cannot."""
    catalog: Any = PdfReader(io.BytesIO(document)).trailer["/Root"]
    assert catalog["/Lang"] == language
    assert catalog["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data().decode()
    found = list(tagged(catalog["/StructTreeRoot"]))
    assert any(each["/S"] == "/H1" for each in found)
    assert all(each.get("/Alt") for each in found if each["/S"] == "/Figure")
    return found


@pytest.mark.parametrize(("method", "language"), list(zip(METHODS, ("en", "cy", "ar", "en"), strict=True)))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.file)
def test_sheets_are_whole_in_every_method_and_language(layout: Any, method: Method, language: str) -> None:
    vote = paper_vote(method)
    made = set_sheets(pack(language), names(language), layout, (vote,), LINKS)
    codes = [each for each in accessible(made, language) if each["/S"] == "/Figure"]
    assert len(codes) == 6
    assert all(LINK in str(each["/Alt"]) for each in codes)
    text = squeezed(words_of(made))
    assert text.count(squeezed(LINK)) == 6
    if language == "en":
        for letter in "ABCDEF":
            assert f"Sheet{letter}" in text
        assert "#panic()$x*b*[c]\\'\"@who<imgsrc=x>{{7*7}}=1+1" in text
        assert "Pleasedonotwriteyourname." in text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.file)
def test_a_camera_reads_the_code_on_every_sheet(layout: Any) -> None:
    data = what_stands_on(pack(), names(), layout, (paper_vote("dots", 3),), LINKS)
    pages = [Image.open(io.BytesIO(each)).convert("L") for each in typeset(TEMPLATE, data, "png")]
    read = [str(code.text) for page in pages for code in zxingcpp.read_barcodes(page)]
    assert read == [LINK] * 3


def test_the_code_is_read_with_a_corner_spoilt() -> None:
    data = what_stands_on(pack(), names(), LAYOUTS[0], (paper_vote("dots", 2),), LINKS)
    page = Image.open(io.BytesIO(typeset(TEMPLATE, data, "png")[0])).convert("L")
    (code,) = zxingcpp.read_barcodes(page)
    at = code.position.bottom_right
    page.paste(0, (at.x - 14, at.y - 40, at.x - 4, at.y - 28))
    assert [str(each.text) for each in zxingcpp.read_barcodes(page)] == [LINK]
    assert "script" not in square_code(LINK)


def test_no_candidate_stands_first_on_two_sheets() -> None:
    data = what_stands_on(pack(), names(), LAYOUTS[0], (paper_vote("dots", 6),), LINKS)
    orders = [[row["number"] for row in sheet["rows"]] for sheet in data["sheets"]]
    assert all(sorted(order) == sorted(orders[0]) for order in orders)
    for column in zip(*orders, strict=True):
        assert len(set(column)) == 6
    again = what_stands_on(pack(), names(), LAYOUTS[0], (paper_vote("dots", 6),), LINKS)
    assert again == data, "a sheet that is printed again is the same sheet"


def test_many_candidates_make_no_more_sheets_than_there_are_letters() -> None:
    data = what_stands_on(pack(), names(), LAYOUTS[0], (paper_vote("approval", 60),), LINKS)
    assert len(data["sheets"]) == MOST_SHEETS
    assert len({sheet["rows"][0]["number"] for sheet in data["sheets"]}) == MOST_SHEETS


@pytest.mark.parametrize("method", METHODS)
def test_a_sheet_asks_what_the_phone_asks(method: Method) -> None:
    data = what_stands_on(pack(), names(), LAYOUTS[0], (paper_vote(method),), LINKS)
    sheet = data["sheets"][0]
    assert sheet["roles"] == ["Patient", "Carer or family member", "Member of staff"]
    assert (sheet["box"] is not None) == (method in ("dots", "ranking"))
    assert len(sheet["stances"]) == (3 if method == "approval" else 0)
    assert len(sheet["pairs"]) == (15 if method == "pairs" else 0)
    assert ("5 dots" in " ".join(sheet["how"])) == (method == "dots")


@pytest.mark.parametrize("when", ["open", "planned", "over"])
def test_a_sheet_says_where_its_vote_stands(when: When) -> None:
    text = words_of(set_sheets(pack(), names(), LAYOUTS[0], (paper_vote("dots", 2, when),), LINKS))
    said = {"open": "before the vote ends", "planned": "has not begun", "over": "This vote is over"}
    assert [key for key, words in said.items() if words in text] == [when]
    assert ("t.me/" in text) == (when != "over")
    assert ("You can vote once" in text) == (when != "over")


def test_without_the_bot_s_name_a_sheet_says_where_to_find_it() -> None:
    text = words_of(set_sheets(pack(), names(), LAYOUTS[0], (paper_vote("dots", 2),), {ROUND: None}))
    assert "t.me/" not in text
    assert "send /start, and press “Vote”" in " ".join(text.split())


def test_sheets_are_the_same_in_both_kinds_of_packs() -> None:
    votes = (paper_vote("dots"),)
    share = what_stands_on(pack(), names(), LAYOUTS[0], votes, LINKS)
    team = what_stands_on(pack(team=True), names(), LAYOUTS[0], votes, LINKS)
    assert share == team
    assert share["mark"] == "To share in the workshop"


@pytest.mark.parametrize(("method", "language"), list(zip(METHODS, ("en", "cy", "ar", "ar"), strict=True)))
@pytest.mark.parametrize("people", [2, 60])
def test_results_are_whole(people: int, method: Method, language: str) -> None:
    held = paper_result(method, people, 8, outcome=True)
    for of in (pack(language), pack(language, team=True)):
        made = set_results(of, names(language), (held, held))
        found = accessible(made, language)
        tables = sum(each["/S"] == "/Table" for each in found)
        assert tables == (0 if people < 3 else 4 if of.kind == "team" else 2)
        assert not tables or any(each["/S"] == "/TH" for each in found)


def cells(sections: tuple[Section, ...]) -> set[str]:
    """Every figure and every line of a result on paper."""
    said = names().said
    found: list[str] = []
    for section in sections:
        found += [line for each in section.words for line in said(each).splitlines()]
        for row in section.table.rows if section.table else ():
            found += [said(cell) for cell in row if not isinstance(cell, Candidate)]
    return {line for line in found if line.strip()}


OWN_WORDS = {
    "The last column counts each group the same, however many people it has.",
    "There are too few people in the groups to count each group the same.",
    "Nothing is decided yet.",
}


@pytest.mark.parametrize("people", [1, 2, 3, 7, 9, 19, 60, 300])
@pytest.mark.parametrize("method", METHODS)
def test_paper_to_share_tells_what_phones_tell_and_no_more(method: Method, people: int) -> None:
    held = paper_result(method, people, 3)
    on_phones = names().said(lines(*result_for_people.pages(held.ask, held.result, None)))
    for line in cells(shared(held)) - OWN_WORDS:
        assert line in on_phones, line


def test_figures_that_are_hidden_on_phones_are_in_no_table_to_share() -> None:
    held = paper_result("dots", 9)
    exactly = cells(exact(held))
    assert any(re.fullmatch(r"\d+ dots?", line) for line in exactly)
    assert not any("dot" in line and re.search(r"\d", line) for line in cells(shared(held)))


def test_the_team_reads_groups_minorities_and_warnings() -> None:
    text = " ".join(words_of(set_results(pack(team=True), names(), (_split(),))).split())
    for said in ("Who voted", "By group, how many back each", "Among staff, this stands at place 1"):
        assert said in text
    assert "Backed more by staff than by" in text
    assert "TEAM ONLY" in text


def _split() -> PaperResult:
    from bot.codesign.ballots import Dots, Rules
    from bot.codesign.results import to_keep

    held = paper_result("dots", 9)
    cast = {
        "patient": [Dots({"id-0": 3, "id-1": 2})] * 9,
        "carer": [Dots({"id-0": 3, "id-1": 2})] * 9,
        "staff": [Dots({"id-3": 5})] * 5,
    }
    rules = Rules("dots", tuple(each.id for each in held.ask.candidates), 5)
    counted = to_keep(cast, rules, {"patient": 20, "carer": 20, "staff": 20})
    return PaperResult(held.number, held.ask, held.ended, counted, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_priority_has_a_sheet_large_enough_for_the_table(language: str) -> None:
    found = tuple(
        PaperPriority(at, at == 1, words, {"patient": 4, "staff": 3}, "carer", tuple(range(90)), ("12-1",))
        for at, words in enumerate(WORDS, 1)
    )
    made = set_priorities(pack(language, team=True), names(language), found)
    accessible(made, language)
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == len(found)
    for page in pages:
        assert _largest(page) >= 24


def _largest(page: PageObject) -> float:
    """The largest letters on a page, in points."""
    sizes: list[float] = []

    def visit(text: str, _matrix: object, _at: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size)

    page.extract_text(visitor_text=visit)
    return max(sizes)


def test_two_hundred_priorities_can_be_printed() -> None:
    one = PaperPriority(1, False, WORDS[0], {}, None, (), ())
    made = set_priorities(pack(), names(), (one,) * 200)
    assert len(PdfReader(io.BytesIO(made)).pages) == 200

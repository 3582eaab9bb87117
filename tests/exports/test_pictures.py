"""The pictures of the emotional map: their size, their structure and their words, in every awkward case."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from bot.codesign.feelings import FEELINGS
from bot.codesign.rating import LEVELS, Ratings
from bot.exports.map_picture import ALTERNATIVE, my_pictures, phone_pictures, wall_page
from bot.exports.names import Names
from bot.exports.typesetting import FONTS, showable
from bot.i18n.translator import Translator
from bot.services.ratings.mapping import Mine
from tests.exports.drawing import CASES, FIFTEEN, SHORT, crowd, drawn, pathway

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "cy", "ar")
A3 = (1190.55, 841.89)


def names(language: str) -> Names:
    return Names(Translator(), language)


def tagged(element: Any) -> Iterator[Any]:
    """Every element of the structure that a screen reader is led by, from ``element`` down."""
    found = element.get_object()
    if isinstance(found, list):
        for each in found:
            yield from tagged(each)
    elif isinstance(found, dict):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from tagged(found["/K"])


def picture(content: bytes) -> Image.Image:
    """A picture that a phone can show: as wide as a phone, and not blank."""
    found = Image.open(io.BytesIO(content))
    assert found.format == "PNG"
    assert found.width == 1080
    # Telegram takes no photo that is more than twenty times as high as wide, or whose sides make over 10,000.
    assert found.width + found.height < 10_000
    assert found.convert("L").getextrema() != (255, 255)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_picture_for_every_three_touchpoints(case: str, language: str) -> None:
    made = phone_pictures(CASES[case], names(language))
    assert len(made) == -(-len(CASES[case].map.points) // 3)
    for each in made:
        found = picture(each)
        assert found.height < 3 * found.width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_page_for_the_wall_with_the_same_in_words(case: str, language: str) -> None:
    shown = CASES[case]
    document = PdfReader(io.BytesIO(wall_page(shown, names(language))))
    first, *others = document.pages
    assert (float(first.mediabox.width), float(first.mediabox.height)) == pytest.approx(A3, abs=1)
    assert others
    catalog: Any = document.trailer["/Root"]
    assert catalog["/Lang"] == language
    assert catalog["/MarkInfo"]["/Marked"]
    assert document.metadata is not None
    assert document.metadata.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data().decode()
    said = names(language).said(ALTERNATIVE)
    assert [each.get("/Alt") for each in tagged(catalog["/StructTreeRoot"]) if each["/S"] == "/Figure"] == [
        said
    ]
    text = "\n".join(page.extract_text() for page in document.pages)
    for point in shown.map.points:
        for figures in point.roles.values():
            assert figures.median is None or str(figures.people) in text
    if language == "en":
        words = "\n".join(page.extract_text() for page in others)
        for name in (point.name["en"] for point in shown.project.touchpoints if point.name["en"].isascii()):
            assert name.replace(" ", "") in re.sub(r"\s", "", words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_wall_is_used_to_its_foot_and_nothing_on_it_is_too_small(case: str, language: str) -> None:
    sizes: list[float] = []
    feet: list[float] = []

    def visit(text: str, matrix: list[float], _at: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size)
            feet.append(matrix[5])

    page = PdfReader(io.BytesIO(wall_page(CASES[case], names(language)))).pages[0]
    page.extract_text(visitor_text=visit)
    assert min(sizes) > 7.4
    assert min(feet) < A3[1] / 8


def test_fifteen_touchpoints_have_three_words_of_each_role_on_the_wall() -> None:
    shown = CASES["many people, fifteen touchpoints, long words"]
    page = PdfReader(io.BytesIO(wall_page(shown, names("en")))).pages[0].extract_text()
    chosen = sum(min(3, len(each.words)) for point in shown.map.points for each in point.roles.values())
    assert len(re.findall(r"(?:Calm|Alone|In\s+pain):", page)) == chosen


def test_people_s_words_are_never_markup() -> None:
    shown = drawn(pathway("#panic() $x *b* [c] \\ ' \" @who <a>"), CASES["one touchpoint"].map)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(wall_page(shown, names("en")))).pages)
    assert "#panic()$x*b*[c]\\'\"@who<a>" in re.sub(r"\s", "", text)
    picture(phone_pictures(shown, names("en"))[0])


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_name_of_a_touchpoint_can_be_set(name: str) -> None:
    shown = drawn(pathway(name), CASES["one touchpoint"].map)
    assert wall_page(shown, names("en")).startswith(b"%PDF")
    picture(phone_pictures(shown, names("ar"))[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_s_own_map(language: str) -> None:
    before, after = (crowd(FIFTEEN, 1, seed)[0].ratings for seed in (1, 2))
    alone = [picture(each) for each in my_pictures(Mine(FIFTEEN, after, None), names(language))]
    both = [picture(each) for each in my_pictures(Mine(FIFTEEN, after, before), names(language))]
    assert len(alone) == len(both) == 2
    assert all(now.height > then.height for now, then in zip(both, alone, strict=True))
    (nothing,) = [picture(each) for each in my_pictures(Mine(SHORT, Ratings(), None), names(language))]
    assert nothing.height < alone[0].height


def test_the_wall_runs_from_right_to_left_in_arabic() -> None:
    shown = CASES["before and after"]

    def places(language: str) -> list[float]:
        found: dict[str, float] = {}

        def visit(text: str, _matrix: object, at: list[float], _font: object, size: float) -> None:
            if text.strip() in ("1", "2", "3") and text.strip() not in found and 12 < size < 14:
                found[text.strip()] = at[4]

        PdfReader(io.BytesIO(wall_page(shown, names(language)))).pages[0].extract_text(visitor_text=visit)
        return [found[number] for number in ("1", "2", "3")]

    assert places("en") == sorted(places("en"))
    assert places("ar") == sorted(places("ar"), reverse=True)


def test_a_character_that_no_font_has_is_named_and_what_is_not_to_be_seen_goes() -> None:
    assert (
        showable("a汉\U00012345")
        == "a[U+6C49 CJK UNIFIED IDEOGRAPH-6C49][U+12345 CUNEIFORM SIGN URU TIMES KI]"
    )
    assert showable("a\u200bb\x00\ufeff\ue000") == "a\u200bb[U+E000]"
    assert showable({"x": ["ŵ", "لا", "हि", "👩\u200d⚕\ufe0f"]}) == {
        "x": ["ŵ", "لا", "हि", "👩\u200d⚕\ufe0f"]
    }


def test_the_fonts_have_all_that_the_bot_and_the_examples_say() -> None:
    words = "".join(each.face for each in LEVELS) + "".join(each.picture for each in FEELINGS)
    for path in (
        *(ROOT / "bot/i18n/locale").rglob("*.po"),
        *(ROOT / "bot/rehearsal/examples").glob("*.toml"),
    ):
        words += path.read_text(encoding="utf-8")
    missing = {each for each in words if "[U+" in showable(each)}
    # Signs for the chat alone, such as the tick on a button, need no font.
    letters = {each for each in missing if unicodedata.category(each)[0] in "LMN"}
    assert letters | {each for each in missing if each > "\U0001f000"} == set()


@pytest.mark.parametrize("joined", ["👨‍👩‍👧‍👦", "👩‍⚕️", "🏳️‍🌈", "👋🏽", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧"])
def test_joined_emoji_are_one_sign(joined: str) -> None:
    source = (
        '#set text(font: "Noto Emoji", fallback: false)\n'
        f'#context [#metadata(measure("{joined}").width / measure("😀").width) <wide>]'
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    wide = typst.query(source.encode(), "<wide>", field="value", one=True, font_paths=fonts)
    assert float(wide) == pytest.approx(1, abs=0.05)


def test_each_font_is_named_with_its_licence_and_is_the_file_that_it_was() -> None:
    page = (FONTS / "README.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    for font in FONTS.glob("*.ttf"):
        line = next(line for line in page.splitlines() if line.startswith(f"| {font.name} "))
        assert hashlib.sha256(font.read_bytes()).hexdigest() in line

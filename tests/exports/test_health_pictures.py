"""The health picture on paper and on phones: sizes, structure, words, and what must not stand on it."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from bot.codesign.drift import Facts
from bot.codesign.drift_for_people import for_people
from bot.codesign.drift_words import signs
from bot.exports.health_picture import SIGNS_ON_A_PHONE, in_words, phone_pictures, wall_page
from bot.services.files import project_files
from bot.services.health.sheets import Picture
from bot.stage import example
from tests.codesign import drift_examples as drift
from tests.exports.test_pictures import A3, LANGUAGES, names, picture, tagged

PROJECT = project_files.read(example("stroke.toml"))
LONG = msgspec.structs.replace(
    PROJECT,
    title=dict.fromkeys(
        PROJECT.languages,
        "Krankenhausentlassungsmanagementvereinbarung der Universitätsklinikgesellschaft #panic() $x *b*",
    ),
)
MIXED = msgspec.structs.replace(
    drift.WITH_OVERRIDES,
    last_word=date(2026, 4, 1),
    priorities_traced=1,
    in_two_phases=4,
    codesign_began=None,
    answered_in_time=2_000,
    answered_late=12_345,
    overdue=123_456,
    from_people=1_234_567,
)
CASES: dict[str, Facts] = {
    "healthy": drift.HEALTHY,
    "consultation": drift.CONSULTATION,
    "just begun": drift.JUST_BEGUN,
    "long figures": MIXED,
}


def close(words: str) -> str:
    """Words without the spaces and line breaks that setting them adds or takes."""
    return re.sub(r"[\s\u00ad\u2010-]", "", words)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_one_page_for_the_wall_in_a_language_and_with_headings(
    case: str, language: str, shared: bool
) -> None:
    shown = Picture(LONG, CASES[case], shared)
    document = PdfReader(io.BytesIO(wall_page(shown, names(language))))
    (page,) = document.pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A3, abs=1)
    catalog: Any = document.trailer["/Root"]
    assert catalog["/Lang"] == language
    assert catalog["/MarkInfo"]["/Marked"]
    metadata = catalog["/Metadata"].get_data().decode()
    assert "pdfuaid" in metadata
    kinds = [each["/S"] for each in tagged(catalog["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H3") == (0 if shared else len(signs(shown.facts)))
    assert kinds.count("/H2") == (0 if shared else len({each.level for each in signs(shown.facts)}))


@pytest.mark.parametrize("shared", [False, True])
def test_all_that_is_said_stands_on_the_page(shared: bool) -> None:
    shown = Picture(PROJECT, MIXED, shared)
    page = close(PdfReader(io.BytesIO(wall_page(shown, names("en")))).pages[0].extract_text())
    for text in in_words(shown):
        for line in names("en").said(text).splitlines():
            # On the page the level stands over its signs.
            assert close(re.sub(r"^(Act now|Keep an eye on this|This is well): ", "", line)) in page
    assert close("Better stroke care, together") in page


def test_nothing_on_the_wall_is_too_small_and_the_page_is_used() -> None:
    for facts in CASES.values():
        found: list[tuple[float, float]] = []

        def visit(
            text: str, _matrix: Any, at: list[float], _font: Any, size: float, found: Any = found
        ) -> None:
            if text.strip():
                found.append((size, at[5]))

        page = PdfReader(io.BytesIO(wall_page(Picture(LONG, facts, shared=False), names("cy")))).pages[0]
        page.extract_text(visitor_text=visit)
        assert min(size for size, _foot in found) >= 10
        assert min(foot for _size, foot in found) < A3[1] / 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_picture_for_every_three_signs(case: str, language: str) -> None:
    made = phone_pictures(Picture(LONG, CASES[case], shared=False), names(language))
    assert len(made) == -(-len(signs(CASES[case])) // SIGNS_ON_A_PHONE)
    for each in made:
        assert picture(each).height < 3 * 1080


def test_what_is_shared_has_no_small_number_and_no_reason_is_on_any_page() -> None:
    reasons = [each.reason for each in drift.WITH_OVERRIDES.overrides]
    for shared in (False, True):
        page = wall_page(Picture(PROJECT, drift.WITH_OVERRIDES, shared), names("en"))
        text = close(PdfReader(io.BytesIO(page)).pages[0].extract_text())
        assert not [each for each in reasons if close(each) in text]
        assert (close("heard nothing: 1 of 12") in text) is not shared
    said = [names("en").said(each) for each in in_words(Picture(PROJECT, drift.WITH_OVERRIDES, shared=True))]
    assert said == [names("en").said(each) for each in for_people(drift.WITH_OVERRIDES)]


def test_the_words_of_the_phone_are_those_of_the_chat() -> None:
    said = "\n".join(names("en").said(each) for each in in_words(Picture(PROJECT, MIXED, shared=False)))
    assert said.startswith("People are asked and hear nothing back: this is consultation, not co-design.")
    assert "What to do next: Answer what is overdue first, the oldest before the others." in said

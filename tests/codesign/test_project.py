"""The shapes of a project: closed, unchanging, and the same after being saved and loaded."""

from __future__ import annotations

from datetime import time

import msgspec
import pytest

from bot.codesign.project import PHASES, Phases, Project, QuietHours
from bot.codesign.project_texts import first_language_first, forbidden_characters
from tests.projects.changing import changed, stroke


def test_a_project_survives_being_saved() -> None:
    project = stroke()
    assert msgspec.json.decode(msgspec.json.encode(project), type=Project) == project


def test_a_project_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        stroke().key = "other"  # type: ignore[misc]


def test_the_phases_are_the_six_of_the_field_in_order() -> None:
    assert Phases.__struct_fields__ == PHASES
    assert [name for name, _phase in stroke().phases.in_order()] == list(PHASES)


def test_quiet_hours_are_times_of_day() -> None:
    assert QuietHours().times() == (time(21), time(8))


def test_consent_words_are_found_by_their_key() -> None:
    consent = stroke().consent
    assert [consent.words(item.key) for item in consent.items] == [item.words for item in consent.items]
    with pytest.raises(KeyError):
        changed(consent__items=[]).consent.words("take_part")


def test_the_first_language_leads_everywhere_and_blank_words_are_no_words() -> None:
    project = changed(
        languages=["cy", "en", "ar"], about={"ar": "م", "en": " ", "cy": "Gofal"}, title__fr="Mieux"
    )
    tidy = first_language_first(project)
    assert list(tidy.about.items()) == [("cy", "Gofal"), ("ar", "م")]
    assert list(tidy.title) == ["cy", "en", "ar", "fr"]
    assert list(tidy.touchpoints[0].name) == ["cy", "en", "ar"]
    assert list(tidy.responsible.safeguarding.lead.role) == ["cy", "en", "ar"]


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\x7f", "\u202e", "\u2066", "\ud800", "\ue000", "\u2029"]
)
def test_orders_are_not_words(character: str) -> None:
    assert forbidden_characters(f"a{character}b{character}", one_line=False) != []
    assert len(forbidden_characters(f"a{character}b{character}", one_line=False)) == 1


@pytest.mark.parametrize("words", ["رعاية\u200f", "a\u200db", "👩‍⚕️", "w\u0302", "a\nb"])
def test_what_languages_need_is_allowed(words: str) -> None:
    assert forbidden_characters(words, one_line=False) == []

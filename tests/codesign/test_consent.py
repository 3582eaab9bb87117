"""What may be done follows from what was agreed to, and from nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign import consent
from bot.codesign.consent import KINDS, USES, Answer
from bot.codesign.project import CONSENT_KEYS, ConsentKey
from bot.codesign.story import Kind, Use
from tests.projects.changing import changed, stroke

ALL = frozenset(CONSENT_KEYS)
START = datetime(2026, 11, 20, 10, tzinfo=UTC)

agreed_sets = st.frozensets(st.sampled_from(CONSENT_KEYS))
use_sets = st.frozensets(st.sampled_from(USES))


def answer(key: ConsentKey, yes: bool, minutes: int = 0, version: str = "1") -> Answer:
    """An answer some minutes after the start."""
    at = START + timedelta(minutes=minutes)
    return Answer(key=key, given=yes, version=version, language="en", words="…", at=at)


answers_lists = st.lists(
    st.builds(
        answer, st.sampled_from(CONSENT_KEYS), st.booleans(), st.integers(0, 5), st.sampled_from(["1", "2"])
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("text", {"keep_words"}),
        ("voice", {"keep_voice"}),
        ("photo", {"keep_photos"}),
        ("document", {"keep_photos"}),
        ("video", {"keep_voice", "keep_photos"}),
        ("video_note", {"keep_voice", "keep_photos"}),
    ],
)
def test_a_part_needs_the_consents_for_what_it_shows_and_sounds(kind: Kind, needed: set[str]) -> None:
    assert consent.may_keep(kind, needed | {"take_part"})
    assert consent.may_export(kind, needed | {"take_part"})
    for missing in needed | {"take_part"}:
        assert not consent.may_keep(kind, ALL - {missing})
        assert not consent.may_export(kind, ALL - {missing})


@given(agreed_sets)
def test_what_may_be_sent_is_what_may_be_kept(agreed: frozenset[str]) -> None:
    assert consent.kinds_on_offer(agreed) == tuple(k for k in KINDS if consent.may_keep(k, agreed))


@given(agreed_sets, use_sets, st.sampled_from(CONSENT_KEYS))
def test_agreeing_to_less_never_allows_more(
    agreed: frozenset[str], allowed: frozenset[Use], gone: ConsentKey
) -> None:
    less = agreed - {gone}
    assert set(consent.kinds_on_offer(less)) <= set(consent.kinds_on_offer(agreed))
    assert set(consent.permissions_on_offer(less)) <= set(consent.permissions_on_offer(agreed))
    assert set(consent.uses_now(allowed, less)) <= set(consent.uses_now(allowed, agreed))


@given(use_sets, agreed_sets)
def test_whoever_does_not_take_part_is_used_for_nothing(
    allowed: frozenset[Use], agreed: frozenset[str]
) -> None:
    left = agreed - {"take_part"}
    assert consent.kinds_on_offer(left) == ()
    assert consent.permissions_on_offer(left) == ()
    assert consent.uses_now(allowed, left) == ()


@given(agreed_sets, use_sets)
def test_quotes_need_the_words_the_general_yes_and_the_yes_for_this_story(
    agreed: frozenset[str], allowed: frozenset[Use]
) -> None:
    ground = {"take_part", "keep_words"} <= agreed
    workshop = ground and "quote_workshop" in agreed and "quote_workshop" in allowed
    publication = ground and "quote_publication" in agreed and "quote_publication" in allowed
    assert consent.may_quote_workshop(allowed, agreed) == workshop
    assert consent.may_quote_publication(allowed, agreed) == publication


def test_a_teller_is_offered_only_what_they_agreed_to() -> None:
    quotes = ("quote_workshop", "quote_publication")
    assert consent.permissions_on_offer(ALL) == ("team", "play_workshop", *quotes)
    assert consent.permissions_on_offer(ALL - {"keep_voice"}) == ("team", *quotes)
    assert consent.permissions_on_offer(ALL - {"quote_workshop", "keep_voice"}) == ("team", quotes[1])
    assert consent.permissions_on_offer(ALL - {"keep_words"}) == ("team", "play_workshop")
    assert consent.permissions_on_offer(ALL - {"keep_words", "keep_voice"}) == ("team",)


def test_the_latest_answer_counts() -> None:
    answers = [answer("take_part", True), answer("keep_voice", True, 1), answer("keep_voice", False, 3)]
    assert consent.given(answers) == {"take_part"}
    assert consent.given([answers[2], answers[1], answers[0]]) == {"take_part"}


def test_of_two_answers_in_one_moment_the_later_row_counts() -> None:
    assert consent.given([answer("take_part", True), answer("take_part", False)]) == frozenset()
    assert consent.given([answer("take_part", False), answer("take_part", True)]) == {"take_part"}


@given(answers_lists)
def test_nothing_is_agreed_to_that_was_not_answered_yes(answers: list[Answer]) -> None:
    agreed = consent.given(answers)
    assert agreed <= {answer.key for answer in answers if answer.given}
    assert not agreed or "take_part" in agreed


def test_nothing_answered_yet_means_everything_is_asked() -> None:
    assert consent.to_ask_again("1", []) == CONSENT_KEYS
    assert consent.given([]) == frozenset()


def test_other_words_are_asked_again_in_order() -> None:
    answers = [answer(key, key != "keep_voice") for key in CONSENT_KEYS]
    assert consent.to_ask_again("1", answers) == ()
    assert consent.to_ask_again("2", answers) == CONSENT_KEYS
    renewed = [*answers, answer("take_part", True, 5, "2"), answer("keep_words", False, 5, "2")]
    assert consent.to_ask_again("2", renewed) == CONSENT_KEYS[2:]


def test_whoever_left_is_not_asked_again() -> None:
    answers = [answer(key, True) for key in CONSENT_KEYS]
    assert consent.to_ask_again("2", [*answers, answer("take_part", False, 5)]) == ()


def test_new_words_under_an_old_version_are_found() -> None:
    before = stroke().consent
    reworded = changed(consent__items__2__words__cy="Geiriau eraill").consent
    assert consent.changed_unannounced(before, before) == ()
    assert consent.changed_unannounced(before, reworded) == ("keep_words",)
    assert consent.changed_unannounced(before, msgspec.structs.replace(reworded, version="2")) == ()

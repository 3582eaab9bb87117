"""The emotional map in words: nothing that the picture shows is missing, and nothing hidden is told."""

from __future__ import annotations

from bot.codesign.emotional_map import EmotionalMap, Rater, emotional_map
from bot.codesign.map_to_share import to_share
from bot.codesign.rating import Position, Rating, Ratings
from bot.flows.map_words import groups_of, map_in_short, map_lines, on_scale
from bot.i18n.texts import lines
from bot.i18n.translator import FIRST_STRONG_ISOLATE, POP_ISOLATE, Translator
from tests.flows.examples import OWN_FEELINGS, TOUCHPOINTS

NAMES = tuple(point.id for point in TOUCHPOINTS)


def people(number: int, role: str, step: Position, *feelings: str) -> list[Rater]:
    """So many people who rated the first touchpoint alike."""
    given = Ratings((Rating(NAMES[0], step, feelings),))
    return [Rater(f"{role} {at}", role, given) for at in range(number)]


def told(drawn: EmotionalMap) -> str:
    words = Translator().render(lines(*map_lines(TOUCHPOINTS, OWN_FEELINGS, drawn)), "en")
    return words.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


def test_halfway_places_lie_between_two_steps() -> None:
    render = Translator().render
    assert render(on_scale(2), "en") == "Very good"
    assert render(on_scale(-0.5), "en") == "between “Bad” and “Neither good nor bad”"


def test_all_that_the_team_sees() -> None:
    raters = [*people(3, "patient", -2, "alone", "in-the-way"), *people(3, "staff", 1)]
    before = [*people(1, "patient", 0)]
    words = told(emotional_map(NAMES, raters, before))
    for piece in (
        "Patients: 3 people",
        "1. Arriving",
        "They disagree: Staff felt better, Patients felt worse.",
        "In the middle: Very bad",
        "The time before: Neither good nor bad",
        "All of them: Very bad",
        "🧍 Alone: 3",
        "🚪 In the way: 3",
        "0 people felt better, 0 people the same, 1 person worse",
        "3. Going home",
    ):
        assert piece in words, piece


def test_a_small_group_is_told_as_small_and_as_nothing_else() -> None:
    exact = emotional_map(NAMES, [*people(9, "patient", -2, "alone"), *people(2, "staff", 2, "calm")])
    words = told(to_share(exact))
    assert "Patients, about 10 people" in words
    assert "Staff, fewer than 8 people" in words
    assert "Calm" not in words
    assert "Very good" not in words


def test_everybody_together_stands_in_where_no_role_may_be_shown() -> None:
    raters = [each for role in ("patient", "carer", "staff") for each in people(5, role, 1, "calm")]
    shared = to_share(emotional_map(NAMES, raters))
    assert groups_of(shared) == ("patient", "carer", "staff", "everybody")
    words = told(shared)
    assert "Everybody together, about 15 people" in words
    assert "In the middle: Good" in words
    assert "Calm: 15" in words
    assert "everybody" not in groups_of(emotional_map(NAMES, raters))


def test_a_total_that_is_hidden_is_not_called_small() -> None:
    groups = {"patient": 10, "carer": 8, "staff": 1}
    shared = to_share(
        emotional_map(NAMES, [each for role, n in groups.items() for each in people(n, role, 0)])
    )
    assert shared.everybody is None
    assert "Everybody" not in told(shared)
    assert map_in_short(TOUCHPOINTS, shared) == ()


def test_in_short_where_it_felt_best_and_worst() -> None:
    best, worst = Rating(NAMES[0], 2), Rating(NAMES[2], -1)
    raters = [Rater(f"p{at}", "patient", Ratings((best, worst))) for at in range(9)]
    (words,) = map_in_short(TOUCHPOINTS, to_share(emotional_map(NAMES, raters)))
    said = Translator().render(words, "en").replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
    assert "about 10 people" in said
    assert "It felt worst here: Going home" in said
    assert "It felt best here: Arriving" in said

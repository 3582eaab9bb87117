"""How a touchpoint felt to one person: a step on a scale of words, feelings, and what made it so.

Emotional mapping sets each touchpoint above or below a line, with the words that people use for it (Point of
Care Foundation, EBCD toolkit). Five steps around a middle, every one of them in words and not at the ends
alone (Krosnick and Presser, Question and Questionnaire Design, in: Handbook of Survey Research, 2010). A face
stands beside each word, never instead of it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.story import Part
from bot.i18n.texts import Phrase, _

Position: TypeAlias = Literal[-2, -1, 0, 1, 2]
"""How far above or below the middle line a touchpoint felt."""

POSITIONS: tuple[Position, ...] = (-2, -1, 0, 1, 2)


class Level(msgspec.Struct, frozen=True):
    """One step of the scale. ``key`` is stored with people's answers and never changes."""

    key: str
    position: Position
    face: str
    word: Phrase


LEVELS: tuple[Level, ...] = (
    Level("very-good", 2, "😀", _("Very good")),
    Level("good", 1, "🙂", _("Good")),
    Level("in-between", 0, "😐", _("Neither good nor bad")),
    Level("bad", -1, "🙁", _("Bad")),
    Level("very-bad", -2, "😢", _("Very bad")),
)
"""The scale from top to bottom, as it is offered and as the map is drawn."""

NOT_ME = "did-not-happen"
"""The answer of somebody to whom a touchpoint did not happen. It is no step of the scale."""


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said of one touchpoint. ``position`` is None: it did not happen to them."""

    touchpoint: str
    position: Position | None
    feelings: tuple[str, ...] = ()
    why: tuple[Part, ...] = ()


class Ratings(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said of a pathway, in its order. Touchpoints that they skipped are not in it."""

    ratings: tuple[Rating, ...] = ()
    asides: tuple[Part, ...] = ()

    def of(self, touchpoint: str) -> Rating | None:
        """The rating of one touchpoint; None when it was skipped."""
        return next((each for each in self.ratings if each.touchpoint == touchpoint), None)

    def every_part(self) -> tuple[Part, ...]:
        """All that was told along with the ratings."""
        return (*(part for each in self.ratings for part in each.why), *self.asides)


def level(key: str) -> Level:
    """Return the step with this key. Raises KeyError for a key that is not in the scale."""
    for each in LEVELS:
        if each.key == key:
            return each
    raise KeyError(key)


def level_at(position: Position) -> Level:
    """Return the step at this position."""
    return next(each for each in LEVELS if each.position == position)


def low_points(ratings: Ratings) -> tuple[str, ...]:
    """The touchpoints that felt bad, the worst first, then in the order of the pathway."""
    low = [(each.position, each.touchpoint) for each in ratings.ratings if (each.position or 0) < 0]
    return tuple(touchpoint for position, touchpoint in sorted(low, key=lambda each: each[0] or 0))

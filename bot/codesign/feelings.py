"""The feelings a person can point to: words with a picture beside them, pleasant and hard.

Emotional mapping asks people for the words that go with each touchpoint and sets them above or below a
line (Point of Care Foundation, EBCD toolkit). Whoever finds no word here writes their own.
"""

from __future__ import annotations

import msgspec

from bot.i18n.texts import Phrase, _


class Feeling(msgspec.Struct, frozen=True):
    """One feeling. ``key`` is stored and never changes; ``picture`` never stands without the word."""

    key: str
    picture: str
    word: Phrase
    pleasant: bool


FEELINGS: tuple[Feeling, ...] = (
    Feeling("calm", "😌", _("Calm"), True),
    Feeling("safe", "🏠", _("Safe"), True),
    Feeling("listened-to", "👂", _("Listened to"), True),
    Feeling("hopeful", "🌱", _("Hopeful"), True),
    Feeling("grateful", "🙏", _("Grateful"), True),
    Feeling("relieved", "🍃", _("Relieved"), True),
    Feeling("confused", "😕", _("Confused"), False),
    Feeling("worried", "😟", _("Worried"), False),
    Feeling("frightened", "😨", _("Frightened"), False),
    Feeling("alone", "🧍", _("Alone"), False),
    Feeling("ignored", "🔇", _("Ignored"), False),
    Feeling("angry", "😠", _("Angry"), False),
    Feeling("exhausted", "😫", _("Exhausted"), False),
    Feeling("in-pain", "🤕", _("In pain"), False),
)
"""All feelings in the order in which they are offered."""

KEYS: frozenset[str] = frozenset(feeling.key for feeling in FEELINGS)


def feeling(key: str) -> Feeling:
    """Return the feeling with this key. Raises KeyError for a key that is not in the list."""
    for one in FEELINGS:
        if one.key == key:
            return one
    raise KeyError(key)

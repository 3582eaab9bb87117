"""A story as it was told: in parts, in the teller's words, with what they allow to be done with it.

Stories come first in experience-based co-design; ratings and votes are read beside them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["text", "voice", "photo", "video_note", "video", "document"]
"""What a part can be. A ``document`` is an image sent as a file."""

Use: TypeAlias = Literal["team", "play_workshop", "quote_workshop", "quote_publication"]
"""What a teller may allow for one story: read by the team, its recordings played in the workshop, its words
quoted in the workshop, in publications."""

QUOTES: frozenset[Use] = frozenset({"quote_workshop", "quote_publication"})
"""Uses of a story's words, in a wording that its teller accepted."""

RECORDED: frozenset[Kind] = frozenset({"voice", "video_note", "video"})
"""Parts that can be played."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of telling.

    ``words`` are the text, or the caption of a file. ``file`` is the id of the kept file of any kind but
    text. ``order`` sorts parts as the teller sent them, also when they arrive in another order. Files
    that were sent together share their ``album``.
    """

    id: str
    kind: Kind
    order: int
    words: str = ""
    file: str | None = None
    album: str | None = None


class Story(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person told about one touchpoint (None: not sure which)."""

    touchpoint: str | None
    parts: tuple[Part, ...]
    feelings: tuple[str, ...] = ()
    mattered: tuple[Part, ...] = ()
    better: tuple[Part, ...] = ()
    good: tuple[Part, ...] = ()
    asides: tuple[Part, ...] = ()
    uses: tuple[Use, ...] = ("team",)

    def every_part(self) -> tuple[Part, ...]:
        """All parts, wherever in the conversation they were told, in that order."""
        return (*self.parts, *self.mattered, *self.better, *self.good, *self.asides)

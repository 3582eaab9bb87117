"""What of somebody's parts may leave the vault, by what they agree to today; and how much is left out."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.codesign.consent import may_export, uses_now
from bot.codesign.story import Part, Story


@dataclass
class LeftOut:
    """How many things an export does not hold, and why."""

    people: int = 0
    """Do not agree to take part any more."""
    stories: int = 0
    """Told by those people."""
    words: int = 0
    recordings: int = 0
    pictures: int = 0
    """Parts whose tellers do not agree that the project keeps such a thing."""
    captions: int = 0
    """Words beside a file, of people who let the project keep the file and not their words."""
    not_fetched: int = 0
    refused: int = 0
    """Files that have not arrived yet, and files that could not be kept."""


def only_allowed(story: Story, agreed: frozenset[str], left_out: LeftOut) -> Story:
    """The story without the parts that ``agreed`` does not cover; they are counted in ``left_out``."""

    def allowed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        kept = [allowed_part(part, agreed, left_out) for part in parts]
        return tuple(part for part in kept if part is not None)

    return msgspec.structs.replace(
        story,
        parts=allowed(story.parts),
        mattered=allowed(story.mattered),
        better=allowed(story.better),
        good=allowed(story.good),
        asides=allowed(story.asides),
        uses=uses_now(story.uses, agreed),
    )


def allowed_part(part: Part, agreed: frozenset[str], left_out: LeftOut) -> Part | None:
    if not may_export(part.kind, agreed):
        if part.kind == "text":
            left_out.words += 1
        elif part.kind == "voice":
            left_out.recordings += 1
        else:
            left_out.pictures += 1
        return None
    if part.words and not may_export("text", agreed):
        left_out.captions += 1
        return msgspec.structs.replace(part, words="")
    return part

"""What may be kept, exported and quoted under what a person has agreed to.

Consent is given item by item, none ticked beforehand, with the version and the exact words on record;
changed words are asked again, and withdrawing is as easy as joining (ICO guidance on consent; HRA
guidance on consent and participant information).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from datetime import datetime
from typing import get_args

import msgspec

from bot.codesign.project import CONSENT_KEYS, Consent, ConsentKey
from bot.codesign.story import Kind, Use

KINDS: tuple[Kind, ...] = get_args(Kind)
USES: tuple[Use, ...] = get_args(Use)

_KEPT_UNDER: dict[Kind, frozenset[ConsentKey]] = {
    "text": frozenset({"take_part", "keep_words"}),
    "voice": frozenset({"take_part", "keep_voice"}),
    "video_note": frozenset({"take_part", "keep_voice", "keep_photos"}),
    "video": frozenset({"take_part", "keep_voice", "keep_photos"}),
    "photo": frozenset({"take_part", "keep_photos"}),
    "document": frozenset({"take_part", "keep_photos"}),
}

_USED_UNDER: dict[Use, frozenset[ConsentKey]] = {
    "team": frozenset({"take_part"}),
    "play_workshop": frozenset({"take_part", "keep_voice"}),
    "quote_workshop": frozenset({"take_part", "keep_words", "quote_workshop"}),
    "quote_publication": frozenset({"take_part", "keep_words", "quote_publication"}),
}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to one consent item, as it was put: never changed, only followed by a later one."""

    key: ConsentKey
    given: bool
    version: str
    """The version of the project's consent that was shown."""
    language: str
    words: str
    """The exact words that were shown."""
    at: datetime
    """The moment of the answer, in UTC."""


def current(answers: Iterable[Answer]) -> dict[ConsentKey, Answer]:
    """Return the latest answer to each item. Of two at the same moment, the one that comes later counts."""
    latest: dict[ConsentKey, Answer] = {}
    for answer in answers:
        before = latest.get(answer.key)
        if before is None or answer.at >= before.at:
            latest[answer.key] = answer
    return latest


def given(answers: Iterable[Answer]) -> frozenset[ConsentKey]:
    """Return the items a person agrees to now. Whoever does not take part agrees to nothing."""
    yes = frozenset(key for key, answer in current(answers).items() if answer.given)
    return yes if "take_part" in yes else frozenset()


def to_ask_again(project_version: str, answers: Iterable[Answer]) -> tuple[ConsentKey, ...]:
    """Return the items to put to a person (again), in order: never asked, or asked in another version.

    Whoever said that they do not take part is left in peace.
    """
    latest = current(answers)
    taking_part = latest.get("take_part")
    if taking_part is not None and not taking_part.given:
        return ()
    return tuple(key for key in CONSENT_KEYS if key not in latest or latest[key].version != project_version)


def changed_unannounced(before: Consent, after: Consent) -> tuple[ConsentKey, ...]:
    """Return the items whose words in any language changed while the version stayed the same.

    Whoever agreed to the old words would be taken to agree to the new ones; such a change must be refused.
    """
    if before.version != after.version:
        return ()
    old = {item.key: item.words for item in before.items}
    return tuple(item.key for item in after.items if old.get(item.key, item.words) != item.words)


def may_keep(kind: Kind, agreed: Set[str]) -> bool:
    """Tell whether a part of this kind may be taken in, kept and given to the team.

    A video shows and sounds: it needs the consents for pictures and for the voice.
    """
    return _KEPT_UNDER[kind] <= agreed


def kinds_on_offer(agreed: Set[str]) -> tuple[Kind, ...]:
    """Return the kinds of parts that a person may send."""
    return tuple(kind for kind in KINDS if may_keep(kind, agreed))


def may_export(kind: Kind, agreed: Set[str]) -> bool:
    """Tell whether a part of this kind may be in an export for the team."""
    return may_keep(kind, agreed)


def permissions_on_offer(agreed: Set[str]) -> tuple[Use, ...]:
    """Return what a teller may allow for one story, within what they agree to.

    Beyond the team go anonymous quotes of words; and recordings, which are not anonymous, into the workshop
    alone and only by a yes of their own for this story. Whoever does not let the project keep their words or
    their voice is not asked.
    """
    return tuple(use for use in USES if _USED_UNDER[use] <= agreed)


def uses_now(allowed: Collection[Use], agreed: Set[str]) -> tuple[Use, ...]:
    """Return what may be done with a story now: what its teller allowed, within what they agree to today."""
    return tuple(use for use in permissions_on_offer(agreed) if use in allowed)


def may_quote_workshop(allowed: Collection[Use], agreed: Set[str]) -> bool:
    """Tell whether anonymous quotes from a story's words may be shown in the workshop."""
    return "quote_workshop" in uses_now(allowed, agreed)


def may_play_workshop(allowed: Collection[Use], agreed: Set[str]) -> bool:
    """Tell whether a story's recordings may be played in the workshop, where people may know the voice."""
    return "play_workshop" in uses_now(allowed, agreed)


def may_quote_publication(allowed: Collection[Use], agreed: Set[str]) -> bool:
    """Tell whether anonymous quotes from a story's words may be printed in a publication."""
    return "quote_publication" in uses_now(allowed, agreed)

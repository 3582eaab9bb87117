"""Recordings that may be played in the workshop, for listening together: the trigger film of the field.

A clip is part of a story whose teller allowed that its recordings are played, which is not anonymous. In a
pack to share, its story has a wording that the teller accepted, too: somebody of the team has listened to it
with that in mind. A story that the team cannot use is in neither.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from bot.codesign.consent import may_play_workshop
from bot.codesign.packs import Kind, recording_code, role_may_stand
from bot.codesign.story import RECORDED, Part
from bot.services.collecting import Collected, Told
from bot.services.moderation.shared_words import SharedWords
from bot.services.packs.cards import fresh_codes, place

UNUSABLE = frozenset({"declined", "disputed", "upheld"})
"""Wordings that say that a story cannot be used, whatever its teller answered."""


class Clip(msgspec.Struct, frozen=True):
    """A recording to be played. ``words`` are those of it that may be shown; empty: nobody wrote them down.

    ``role`` and ``language`` are None where they may not stand: see :class:`bot.services.packs.cards.Card`.
    """

    code: str
    words: str
    touchpoint: str | None
    role: str | None
    language: str | None
    mime: str
    membership_id: str
    media_id: str


class _Played(msgspec.Struct, frozen=True):
    told: Told
    part: Part
    position: int
    mime: str
    words: str


def clips(collected: Collected, kind: Kind, used: Iterable[str]) -> tuple[Clip, ...]:
    """The clips of a pack in the order of the pathway, then of the stories; in a pack to share, by chance."""
    played = _played(collected, kind)
    if kind == "share":
        secrets.SystemRandom().shuffle(played)
        played.sort(key=lambda each: place(collected, each.told))
        with_role = role_may_stand(Counter(person.role for person in collected.people))
        return tuple(
            _clip(each, code, each.told.person.role if with_role else None, None)
            for each, code in zip(played, fresh_codes(len(played), used), strict=True)
        )
    played.sort(key=lambda each: (place(collected, each.told), each.told.number, each.position))
    return tuple(
        _clip(
            each,
            recording_code(each.told.number, each.position),
            each.told.person.role,
            each.told.person.language,
        )
        for each in played
    )


def _played(collected: Collected, kind: Kind) -> list[_Played]:
    told = [each for each in collected.stories if may_play_workshop(each.uses, each.person.agreed)]
    numbers = {each.number for each in told}
    shared = {each.story: each for each in collected.shared if each.story in numbers} if told else {}
    return [
        each
        for story in told
        if may_be_in(shared.get(story.number), kind)
        for each in _of_story(collected, story, shared.get(story.number))
    ]


def _of_story(collected: Collected, told: Told, shared: SharedWords | None) -> Iterator[_Played]:
    words = {part.part: part.words for part in shared.parts} if shared else {}
    for position, part in enumerate(told.story.every_part(), start=1):
        medium = collected.files.get(part.file or "")
        if part.kind in RECORDED and medium is not None and medium.file is not None:
            yield _Played(told, part, position, medium.file.mime, words.get(part.id, ""))


def may_be_in(shared: SharedWords | None, kind: Kind) -> bool:
    """Whether the recordings of a story may be in a pack of this kind, as its newest wording stands."""
    if shared is not None and shared.state in UNUSABLE:
        return False
    return kind == "team" or (shared is not None and bool(shared.parts))


def _clip(played: _Played, code: str, role: str | None, language: str | None) -> Clip:
    told, part = played.told, played.part
    assert part.file is not None
    return Clip(
        code,
        played.words,
        told.story.touchpoint,
        role,
        language,
        played.mime,
        told.person.membership_id,
        part.file,
    )

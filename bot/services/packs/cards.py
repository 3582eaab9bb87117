"""The quotes that go onto cards: what their tellers let be shown in the workshop, as they agree today."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from bot.codesign.consent import may_quote_workshop
from bot.codesign.packs import CODE_LENGTH, CODE_LETTERS, Kind, role_may_stand, team_code
from bot.services.collecting import Collected, StoredExcerpt, Told


class Card(msgspec.Struct, frozen=True):
    """One quote for the wall. ``role`` is None where it may not stand.

    ``language`` is its teller's. In a pack to share it is None: in what language words are is told by their
    letters there, and by nothing else.
    """

    code: str
    words: str
    translation: str
    """The same in the language of the pack, as the team put it; empty: there is none."""
    touchpoint: str | None
    feelings: tuple[str, ...]
    role: str | None
    language: str | None
    membership_id: str
    excerpt_id: str


class _Picked(msgspec.Struct, frozen=True):
    quote: StoredExcerpt
    told: Told


def cards(collected: Collected, kind: Kind, reader: str, used: Iterable[str]) -> tuple[Card, ...]:
    """The cards of a pack in the order of the pathway; those without a touchpoint come last.

    ``reader`` is the language of the pack. In one to share the codes are fresh (none of ``used``), and cards
    of one touchpoint stand in an order that says nothing.
    """
    picked = _picked(collected)
    if kind == "team":
        return tuple(
            _card(each, code, reader, each.told.person.role, each.told.person.language)
            for each, code in zip(picked, _team_codes(picked), strict=True)
        )
    secrets.SystemRandom().shuffle(picked)
    picked.sort(key=lambda each: place(collected, each.told))
    with_role = role_may_stand(Counter(person.role for person in collected.people))
    return tuple(
        _card(each, code, reader, each.told.person.role if with_role else None, None)
        for each, code in zip(picked, fresh_codes(len(picked), used), strict=True)
    )


def left_out(collected: Collected, chosen: Sequence[Card]) -> int:
    """How many quotes may be shown somewhere, and not in a workshop: their tellers do not agree to that.

    ``chosen`` are the :func:`cards` of the pack.
    """
    return len(collected.prioritised.quotes) - len(chosen)


def _picked(collected: Collected) -> list[_Picked]:
    quoted = {quote.quote.stored.story_number for quote in collected.prioritised.quotes}
    told = {each.number: each for each in collected.stories if each.number in quoted}
    found = [
        _Picked(quote.quote.stored, told[quote.quote.stored.story_number])
        for quote in collected.prioritised.quotes
        if quote.quote.stored.story_number in told
    ]
    allowed = [each for each in found if may_quote_workshop(each.told.uses, each.told.person.agreed)]
    return sorted(allowed, key=lambda each: (place(collected, each.told), each.told.number))


def place(collected: Collected, told: Told) -> int:
    """Where a story stands on the pathway, from 0; after its end, without a touchpoint."""
    points = [point.id for point in collected.project.touchpoints]
    touchpoint = told.story.touchpoint
    return points.index(touchpoint) if touchpoint in points else len(points)


def _team_codes(picked: Sequence[_Picked]) -> list[str]:
    seen: Counter[int] = Counter()
    codes = []
    for each in picked:
        seen[each.told.number] += 1
        codes.append(team_code(each.told.number, seen[each.told.number]))
    return codes


def fresh_codes(count: int, used: Iterable[str]) -> list[str]:
    """So many codes that were never on paper before, drawn by chance."""
    taken, codes = set(used), list[str]()
    while len(codes) < count:
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        if code not in taken:
            taken.add(code)
            codes.append(code)
    return codes


def _card(picked: _Picked, code: str, reader: str, role: str | None, language: str | None) -> Card:
    story = picked.told.story
    return Card(
        code,
        picked.quote.words,
        picked.quote.translations.get(reader, ""),
        story.touchpoint,
        story.feelings,
        role,
        language,
        picked.told.person.membership_id,
        picked.quote.id,
    )

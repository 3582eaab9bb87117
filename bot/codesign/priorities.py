"""Priorities on their way: proposed, read, voted on, decided; and until when the words can be changed.

People propose, name and edit priorities, and their words stay theirs until the first vote: from then on
what people voted for must not change under them. Whatever is turned down is turned down with a reason
(doi 10.1017/9781009237024 names involvement that slips back into consultation as the known failure).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.project_texts import forbidden_characters

Status: TypeAlias = Literal[
    "proposed", "candidate", "declined", "merged", "withdrawn", "chosen", "not_chosen"
]
STATUSES: tuple[Status, ...] = get_args(Status)

MOST_OPEN = 10
"""Proposals that one person can have open at a time: room for everything, and a bound for a flood."""

LONGEST = 300
"""Characters of a priority. It has to be read beside others, on a phone, while voting."""

_NEXT: dict[Status, frozenset[Status]] = {
    "proposed": frozenset({"candidate", "declined", "merged"}),
    "candidate": frozenset({"merged", "withdrawn", "chosen", "not_chosen"}),
    "declined": frozenset(),
    "merged": frozenset({"proposed"}),
    "withdrawn": frozenset(),
    "chosen": frozenset(),
    "not_chosen": frozenset(),
}


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a priority says and what became of it. ``reason`` is why it was declined or withdrawn.

    ``changed`` are newer words of its proposer that nobody of the team has read yet.
    """

    words: LocalText
    proposed_by: str | None = None
    """The role of whoever proposed it; None for one that the team wrote."""
    language: str = ""
    """The language in which it was proposed; empty for one that the team wrote."""
    changed: LocalText = {}
    reason: str = ""


def may_become(now: Status, then: Status) -> bool:
    """Tell whether a priority can go from one state to another."""
    return then in _NEXT[now]


def is_open(status: Status) -> bool:
    """Tell whether it is still undecided: waiting to be read, or a candidate."""
    return status in ("proposed", "candidate")


def words_can_change(status: Status, *, voted_on: bool) -> bool:
    """Tell whether its proposer, or the team, can still change the words: until the first vote."""
    return is_open(status) and not voted_on


def team_may_write(wording: Wording, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages in which the team may write the words: not the one in which it was proposed.

    What somebody proposed stands in their own words; the team can add what it means in other languages.
    """
    return tuple(code for code in languages if code != wording.language)


def own_words(wording: Wording) -> str:
    """Return the words as they were proposed, before any translation."""
    return wording.words.get(wording.language) or next(iter(wording.words.values()))


def in_one_line(words: str) -> str:
    """Return typed words as they can stand beside others: on one line, without invisible orders."""
    kept = "".join(one if not forbidden_characters(one, True) else " " for one in words)
    return " ".join(kept.split())


def last_of(merged: Mapping[str, str | None], start: str) -> str:
    """Return what ``start`` is part of now: the end of the way along ``merged`` (id to id, None: itself).

    A circle, which :func:`may_merge` never lets come about, ends where it begins.
    """
    seen = {start}
    at = start
    while (into := merged.get(at)) is not None and into not in seen:
        seen.add(into)
        at = into
    return at


def may_merge(merged: Mapping[str, str | None], one: str, into: str) -> bool:
    """Tell whether ``one`` can become part of ``into``: both stand on their own, and are not the same.

    So no way along ``merged`` leads back to where it began.
    """
    return one != into and all(merged.get(each) is None for each in (one, into))

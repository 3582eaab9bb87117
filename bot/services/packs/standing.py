"""The priorities that stand, as they go on paper: exact for the team, and as people read them to share."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.provenance import OTHERS
from bot.codesign.rounds import Candidate
from bot.services.house import House
from bot.services.packs.cards import Card
from bot.services.packs.making import Pack
from bot.services.packs.votes import not_frozen
from bot.services.priorities import collecting_priorities, priorities
from bot.services.priorities.collecting_priorities import ListedPriority
from bot.services.rounds import rounds
from storage import excerpts, themes
from storage.database import Transaction

MOST_CARDS = 6
"""Codes of cards beside one priority: a few, to be found on the wall while people talk."""

ON_PAPER = ("chosen", "candidate")
"""What a workshop works on: priorities that were chosen, and those that can still be."""


class PaperPriority(msgspec.Struct, frozen=True):
    """A priority with where it comes from. ``stories`` are numbers, and none in a pack to share."""

    number: int
    chosen: bool
    words: LocalText
    origin: dict[str, int]
    proposed_by: str | None
    stories: tuple[int, ...]
    cards: tuple[str, ...]


async def standing(house: House, pack: Pack) -> tuple[PaperPriority, ...]:
    """Those that were chosen come first, then the candidates."""
    async with house.database.snapshot() as tx:
        if pack.exact is not None:
            listed, voted = list(pack.exact.prioritised.priorities), {}
        else:
            listed = await collecting_priorities.list_priorities(house, tx, pack.project_id)
            voted = await _as_voted_on(house, tx, pack.project_id)
        under = await _cards_by_theme(house, tx, pack)
        people = await priorities.people_by_role(tx, pack.project_id)
    kept = [each for each in listed if each.priority.status in ON_PAPER]
    kept.sort(key=lambda each: (ON_PAPER.index(each.priority.status), each.priority.stored.number))
    if pack.exact is not None:
        return tuple(_exact(each, under) for each in kept)
    return tuple(
        _shared(
            each,
            voted.get(each.priority.stored.id) or not_frozen(priorities.as_candidate(each.priority, people)),
            pack.cards,
            under,
        )
        for each in kept
    )


def _exact(one: ListedPriority, under: Mapping[int, list[str]]) -> PaperPriority:
    priority = one.priority
    return PaperPriority(
        number=priority.stored.number,
        chosen=priority.status == "chosen",
        words=priority.wording.words,
        origin=priority.origin,
        proposed_by=priority.wording.proposed_by,
        stories=one.stories,
        cards=_some(one, under),
    )


def _shared(
    one: ListedPriority, as_read: Candidate, cards: tuple[Card, ...], under: Mapping[int, list[str]]
) -> PaperPriority:
    # Where cards stand without roles, a priority that comes from patients alone would give them one.
    tells_roles = bool(set(as_read.origin) - {OTHERS})
    roles_stand = all(card.role is not None for card in cards)
    return PaperPriority(
        number=one.priority.stored.number,
        chosen=one.priority.status == "chosen",
        words=as_read.words,
        origin=as_read.origin,
        proposed_by=as_read.proposed_by,
        stories=(),
        cards=_some(one, under) if roles_stand or not tells_roles else (),
    )


def _some(one: ListedPriority, under: Mapping[int, list[str]]) -> tuple[str, ...]:
    """The first few cards of each of its themes, in turns, so that no theme takes all the room."""
    left = [list(under.get(theme, ())) for theme in one.themes]
    found: list[str] = []
    while any(left) and len(found) < MOST_CARDS:
        for codes in left:
            if codes and len(found) < MOST_CARDS:
                found.append(codes.pop(0))
    return tuple(dict.fromkeys(found))


async def _as_voted_on(house: House, tx: Transaction, project_id: str) -> dict[str, Candidate]:
    """Each priority as people read it in the newest vote that it stood in."""
    found: dict[str, Candidate] = {}
    for each in await rounds.every(house, tx, project_id):
        found |= {candidate.id: candidate for candidate in each.ask.candidates}
    return found


async def _cards_by_theme(house: House, tx: Transaction, pack: Pack) -> dict[int, list[str]]:
    """The codes of the cards that stand for each theme (by its number), in the order of the cards."""
    numbers = {each.id: each.number for each in await themes.of_project(tx, house.keys, pack.project_id)}
    of_theme = {
        each.id: numbers.get(each.theme_id or "")
        for each in await excerpts.of_project(tx, house.keys, pack.project_id)
    }
    found: dict[int, list[str]] = {}
    for card in pack.cards:
        theme = of_theme.get(card.excerpt_id)
        if theme is not None:
            found.setdefault(theme, []).append(card.code)
    return found

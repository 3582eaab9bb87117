"""What stands on the menus beside what is always there: each service puts its own entries on them.

A service registers a *dish*: a name, a function that says which entries there are for this person now,
and one that serves what was chosen. Rights are checked again when it is served.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, TypeAlias

import msgspec

from bot.flows.home import Entry
from bot.i18n.texts import Text
from bot.services.step import Step

Menu: TypeAlias = Literal["home", "team"]

ORDER: dict[Menu, tuple[str, ...]] = {
    "home": (
        "calls",
        "answers",
        "news",
        "round",
        "votes",
        "wording",
        "declined",
        "difference",
        "own_action",
        "result",
        "thread",
        "changes",
        "decisions",
        "health",
        "propose",
        "for_workshop",
        "ask",
        "my_questions",
    ),
    "team": (
        "calls",
        "owed",
        "outcome",
        "queue",
        "comments",
        "assisting",
        "rounds",
        "questions",
        "updates",
        "workshops",
        "proposals",
        "priorities",
        "themes",
        "actions",
        "results",
        "map",
        "health",
        "words",
        "audit",
        "packs",
    ),
}
"""The names under which entries come, in the order in which they stand."""

BELOW = frozenset({"health", "propose", "for_workshop", "ask", "my_questions"})
"""Those that stand below “Tell a story” on the home menu: it is what people come for first."""

Offer = Callable[[Step], Awaitable[list[tuple[str, Text]]]]
"""The entries for this person now: what tells them apart ("" for a single one), and the words."""

Serve = Callable[[Step, str], Awaitable[None]]
"""Serve a chosen entry, given what tells it apart."""


class _Dish(msgspec.Struct, frozen=True):
    offer: Offer
    serve: Serve


_DISHES: dict[tuple[Menu, str], _Dish] = {}


def put(menu: Menu, name: str, offer: Offer, serve: Serve) -> None:
    """Put entries on a menu under a name of :data:`ORDER`. Raises ValueError for another name."""
    if name not in ORDER[menu]:
        raise ValueError(f"{name!r} has no place on the menu {menu!r}")
    _DISHES[menu, name] = _Dish(offer, serve)


async def entries(here: Step, menu: Menu) -> tuple[Entry, ...]:
    """All entries of a menu for this person now."""
    found: list[Entry] = []
    for name in ORDER[menu]:
        dish = _DISHES.get((menu, name))
        if dish is not None:
            found += [Entry(f"{name}:{detail}", words) for detail, words in await dish.offer(here)]
    return tuple(found)


async def serve(here: Step, menu: Menu, key: str) -> None:
    """Serve the entry with this key. Only for keys that stood on the menu."""
    name, _colon, detail = key.partition(":")
    await _DISHES[menu, name].serve(here, detail)


def is_below(entry: Entry) -> bool:
    """Whether an entry of the home menu stands below “Tell a story”."""
    return entry.key.partition(":")[0] in BELOW

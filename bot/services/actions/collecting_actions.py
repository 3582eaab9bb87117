"""Gathers the actions of a project and what was said of the difference they made, within today's consents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from bot.codesign.difference import Difference
from bot.codesign.story import Part
from bot.i18n.texts import Text
from bot.services.actions import action_views, actions, asking_difference
from bot.services.actions.actions import Known
from bot.services.house import House
from storage import action_asks
from storage import priorities as stored_priorities
from storage.action_asks import Counted, StoredAsk
from storage.database import Transaction

Allowed = Callable[[Part, frozenset[str]], Part | None]
"""What is left of a part within what its teller agrees to; None: nothing."""


class ListedAction(msgspec.Struct, frozen=True):
    """An action with the numbers of its priorities, who looks after it, and how many were asked about it."""

    known: Known
    owner: Text
    priorities: tuple[int, ...]
    asked: Counted


class GivenAnswer(msgspec.Struct, frozen=True):
    """What one person said of the difference that an action made."""

    stored: StoredAsk
    given: Difference


class Acting(msgspec.Struct, frozen=True):
    """The actions of a project, as far as they may leave the vault."""

    actions: tuple[ListedAction, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()


async def list_actions(house: House, tx: Transaction, project_id: str) -> list[ListedAction]:
    """Every action of a project, wherever it stands."""
    found = await stored_priorities.of_project(tx, house.keys, project_id)
    numbers = {each.id: each.number for each in found}
    asked = await action_asks.counted(tx, project_id)
    return [
        ListedAction(
            one,
            action_views.owner_for_the_team(one),
            tuple(sorted(numbers[each] for each in one.priorities if each in numbers)),
            asked.get((one.stored.id, one.action.turn), Counted()),
        )
        for one in await actions.every(house, tx, project_id)
    ]


async def acting(
    house: House, tx: Transaction, project_id: str, allowed: Allowed, agreed: Mapping[str, frozenset[str]]
) -> Acting:
    """All of it at one moment; of answers only those of the people in ``agreed``, within what they allow."""
    listed = await list_actions(house, tx, project_id)
    answers = [
        GivenAnswer(
            ask, _only_allowed(asking_difference.read(ask.content), allowed, agreed[ask.membership_id])
        )
        for each in listed
        for ask in await action_asks.of_action(tx, house.keys, each.known.stored.id)
        if ask.answered_at is not None and ask.membership_id in agreed
    ]
    return Acting(tuple(listed), tuple(answers))


def _only_allowed(given: Difference, allowed: Allowed, agreed: frozenset[str]) -> Difference:
    def left(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(kept for part in parts if (kept := allowed(part, agreed)) is not None)

    return msgspec.structs.replace(given, why=left(given.why), asides=left(given.asides))

"""What one person was asked and said of the difference that changes made, and what they look after."""

from __future__ import annotations

import msgspec

from bot.codesign.actions import Action
from bot.codesign.difference import Difference
from bot.codesign.project import Project
from bot.flows.difference import difference_lines
from bot.i18n.texts import Own, Text, _, lines
from bot.services.actions import asking_difference
from bot.services.house import House
from storage import action_asks
from storage import actions as stored_actions
from storage.action_asks import StoredAsk
from storage.database import Transaction


class OwnAnswer(msgspec.Struct, frozen=True):
    """One question about a change, and what the person answered, if they did."""

    stored: StoredAsk
    given: Difference
    action: Action

    @property
    def answered(self) -> bool:
        """Whether they have answered."""
        return self.stored.answered_at is not None


class OwnAction(msgspec.Struct, frozen=True):
    """An action that the person looks after."""

    number: int
    action: Action


async def of_membership(house: House, tx: Transaction, membership_id: str) -> tuple[OwnAnswer, ...]:
    """Every question about a change that a person was asked in a project, action by action."""
    asks = await action_asks.of_membership(tx, house.keys, membership_id)
    if not asks:
        return ()
    found = {each.id: each for each in await stored_actions.of_project(tx, house.keys, asks[0].project_id)}
    return tuple(
        OwnAnswer(
            each,
            asking_difference.read(each.content),
            msgspec.json.decode(found[each.action_id].content, type=Action),
        )
        for each in asks
    )


async def looked_after(house: House, tx: Transaction, membership_id: str) -> tuple[OwnAction, ...]:
    """The actions that a person has said they look after."""
    return tuple(
        OwnAction(each.number, msgspec.json.decode(each.content, type=Action))
        for each in await stored_actions.looked_after_by(tx, house.keys, membership_id)
    )


async def pages(house: House, tx: Transaction, project: Project, membership_id: str) -> tuple[Text, ...]:
    """A page for each answer, and one for each action that they look after."""
    names = {point.id: point.name for point in project.touchpoints}
    answers = await of_membership(house, tx, membership_id)
    return (
        *(
            lines(
                _("Action {number}: whether it made a difference to you", number=each.stored.action_number),
                Own(each.action.what),
                *difference_lines(names, each.given),
            )
            for each in answers
            if each.answered
        ),
        *(
            lines(_("You look after action {number}:", number=each.number), Own(each.action.what))
            for each in await looked_after(house, tx, membership_id)
        ),
    )

"""Actions as they are shown: to the team with names by role and number, to everybody else without."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.codesign.project import LocalText
from bot.flows.action_words import Shown, seen_to_by
from bot.i18n.texts import Text, _
from bot.services import contexts
from bot.services.actions.actions import Known
from bot.services.priorities.priorities import Priority

LINKED = ("chosen", "candidate", "not_chosen")
"""States of priorities that an action can come from, in the order in which they are offered."""


def can_be_linked(found: Iterable[Priority]) -> list[Priority]:
    """The priorities that an action can come from, the chosen ones first."""
    mine = [each for each in found if each.status in LINKED]
    return sorted(mine, key=lambda each: (LINKED.index(each.status), each.stored.number))


def shown(one: Known, priorities: Collection[Priority], owner: Text) -> Shown:
    """An action with the words of those of ``priorities`` that it comes from."""
    words: list[tuple[int, LocalText]] = [
        (each.stored.number, each.wording.words) for each in priorities if each.stored.id in one.priorities
    ]
    return Shown(
        one.number, one.kind, one.scale, one.action, owner, tuple(sorted(words, key=lambda each: each[0]))
    )


def owner_for_the_team(one: Known) -> Text:
    """Who looks after an action, exact: whoever was asked, and whether they have said yes."""
    owner = one.stored.owner
    if owner is None:
        return seen_to_by(one.action.who)
    called = contexts.pseudonym(owner.role, owner.number)
    if owner.left:
        return _("{who} looked after it, and wants no more messages.", who=called)
    if owner.agreed_at is None:
        return _("{who} is asked to look after it, and has not answered yet.", who=called)
    return _("{who} looks after it.", who=called)


def owner_for_people(one: Known, membership_id: str) -> Text:
    """Who looks after an action, as everybody may read it: nobody's role or number."""
    owner = one.stored.owner
    if owner is None or owner.agreed_at is None or owner.left:
        return seen_to_by(one.action.who)
    if owner.membership_id == membership_id:
        return _("You look after it, together with the team.")
    return _("Somebody who takes part looks after it, together with the team.")


def for_everybody(found: Iterable[Priority]) -> list[Priority]:
    """The priorities whose words are the project's: what is its proposer's alone is shown to nobody else."""
    return [each for each in found if each.status in LINKED and each.stored.owner_id is None]

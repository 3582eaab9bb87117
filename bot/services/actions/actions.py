"""Actions as the rest of the product sees them: read, with their origin, taken a step on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from bot.codesign.actions import (
    KINDS,
    SCALES,
    Action,
    Kind,
    Mix,
    Scale,
    Step,
    closes_on,
    in_order,
    may_become,
    mix,
)
from bot.codesign.provenance import Source, exact
from bot.i18n.texts import Text, _, n_
from bot.services import projects
from bot.services.actions import asking_difference
from bot.services.house import House
from bot.services.priorities import priorities as standing
from bot.services.thread.news import happened
from storage import action_asks
from storage import actions as stored_actions
from storage.action_asks import Counted
from storage.actions import Link, StoredAction
from storage.database import Transaction


class Written(msgspec.Struct, frozen=True):
    """An action with its content read."""

    stored: StoredAction
    kind: Kind
    scale: Scale
    action: Action

    @property
    def number(self) -> int:
        """The number by which people speak of it."""
        return self.stored.number


class Known(Written, frozen=True):
    """An action with the stories behind it and the ids of the priorities it comes from."""

    links: tuple[Link, ...]
    priorities: tuple[str, ...]

    @property
    def origin(self) -> dict[str, int]:
        """How many stories of each role are behind it, exact: for the team."""
        return exact({link.story_id: Source(link.role, link.teller_id) for link in self.links}.values())

    @property
    def stories(self) -> tuple[int, ...]:
        """The numbers of the stories behind it, each once."""
        return tuple(dict.fromkeys(link.story_number for link in self.links))

    @property
    def direct(self) -> tuple[int, ...]:
        """The numbers of the stories that are linked by themselves."""
        return tuple(link.story_number for link in self.links if link.priority_id is None)


def read(stored: StoredAction) -> Written:
    """The action that a row holds."""
    return Written(
        stored,
        next(each for each in KINDS if each == stored.kind),
        next(each for each in SCALES if each == stored.scale),
        msgspec.json.decode(stored.content, type=Action),
    )


def known(one: Written, links: Iterable[Link], priorities: Iterable[str]) -> Known:
    """An action with what is its own of what it comes from."""
    return Known(one.stored, one.kind, one.scale, one.action, tuple(links), tuple(priorities))


async def written(house: House, tx: Transaction, project_id: str) -> list[Written]:
    """All actions of a project, oldest first, without what they come from, which can be thousands."""
    return [read(each) for each in await stored_actions.of_project(tx, house.keys, project_id)]


async def every(house: House, tx: Transaction, project_id: str) -> list[Known]:
    """All actions of a project, oldest first, wherever they stand."""
    links: dict[str, list[Link]] = {}
    for link in await stored_actions.links(tx, project_id):
        links.setdefault(link.action_id, []).append(link)
    priorities: dict[str, list[str]] = {}
    for action_id, priority_id in await stored_actions.priority_links(tx, project_id):
        priorities.setdefault(action_id, []).append(priority_id)
    return [
        known(each, links.get(each.stored.id, ()), priorities.get(each.stored.id, ()))
        for each in await written(house, tx, project_id)
    ]


async def find(house: House, tx: Transaction, project_id: str, number: int) -> Known | None:
    """The action of a project with this number, or None."""
    return next((each for each in await every(house, tx, project_id) if each.number == number), None)


async def tellers_behind(house: House, tx: Transaction, one: Known) -> list[str]:
    """The memberships of those whose stories led to an action, each once, by the number of their story.

    Their stories are linked by themselves, through a priority, or through a theme behind a priority. Only of
    people who take part today and have not asked for no more messages.
    """
    del house
    links = await stored_actions.links(tx, one.stored.project_id)
    mine = (link for link in links if link.action_id == one.stored.id and not link.left)
    return list(dict.fromkeys(link.teller_id for link in mine))


async def behind(house: House, tx: Transaction, one: Known) -> set[str]:
    """The memberships of those whose stories or suggestions led to an action and who have not left."""
    found = await standing.every(house, tx, one.stored.project_id)
    suggested = {each.stored.proposer_id for each in found if each.stored.id in one.priorities}
    return set(await tellers_behind(house, tx, one)) | {each for each in suggested if each is not None}


async def come_from(
    house: House, tx: Transaction, one: Known, chosen: Iterable[str], stories: Iterable[str]
) -> None:
    """Let an action come from exactly these priorities and stories; it is news to those who are new to it."""
    before = await behind(house, tx, one)
    await stored_actions.link(tx, one.stored, chosen, stories)
    after = await find(house, tx, one.stored.project_id, one.number)
    assert after is not None
    await _tell(house, tx, after, await behind(house, tx, after) - before)


async def _tell(house: House, tx: Transaction, one: Known, people: Iterable[str]) -> None:
    """Note for these people where an action stands that what they told led to."""
    for each in sorted(people):
        await happened(house, tx, each, "action", one.number, len(one.action.steps))


async def add(
    house: House, tx: Transaction, project_id: str, kind: Kind, scale: Scale, action: Action
) -> StoredAction:
    """Add an action with its first step."""
    return await stored_actions.add(
        tx,
        house.keys,
        project_id,
        kind=kind,
        scale=scale,
        status=action.status,
        content=msgspec.json.encode(action),
        now=house.clock.now(),
    )


async def counted(tx: Transaction, one: Known) -> Counted:
    """How many are asked whether it made a difference, the last time that it was done, and have answered."""
    found = await action_asks.counted(tx, one.stored.project_id)
    return found.get((one.stored.id, one.action.turn), Counted())


async def may_close_on(house: House, tx: Transaction, one: Known) -> date:
    """The first day on which an action that is done can be closed."""
    project = await projects.load(house, tx, one.stored.project_id)
    asked = await counted(tx, one)
    done_on = projects.day_in(project, one.stored.changed_at).on
    return closes_on(done_on, asked.asked, asked.answered, project.reply_days)


async def step_taken(house: House, tx: Transaction, one: Known, step: Step) -> Known | None:
    """Take a step with an action; None when it cannot go there now.

    It is news to everybody whose story or suggestion led to it. Of a *done*, the tellers are asked whether it
    made a difference. Raises DatabaseConflict when somebody else took one meanwhile.
    """
    if not may_become(one.action.status, step.status) or not in_order(one.action.steps, step):
        return None
    if step.status == "closed":
        project = await projects.load(house, tx, one.stored.project_id)
        if await may_close_on(house, tx, one) > projects.day_in(project, house.clock.now()).on:
            return None
        asked = await counted(tx, one)
        step = msgspec.structs.replace(step, asked=asked.asked, answered=asked.answered)
    action = msgspec.structs.replace(one.action, steps=(*one.action.steps, step))
    stored = await stored_actions.change(
        tx,
        house.keys,
        one.stored,
        house.clock.now(),
        status=step.status,
        content=msgspec.json.encode(action),
    )
    after = msgspec.structs.replace(one, stored=stored, action=action)
    await _tell(house, tx, after, await behind(house, tx, after))
    if step.status == "done":
        tellers = await tellers_behind(house, tx, after)
        await asking_difference.ask(house, tx, after.stored, action.turn, after.links, tellers)
    return after


async def mix_of(house: House, tx: Transaction, project_id: str) -> Mix:
    """The mix of kinds of a project's actions, exact."""
    return mix((each.kind, each.action.status) for each in await every(house, tx, project_id))


def asked_in_words(people: int) -> Text:
    """How many are asked whether an action made a difference, for whoever said that it is done."""
    if not people:
        return _("Nobody can be asked whether it made a difference: no story led to it, or they have left.")
    return n_(
        "{n} person whose story led to it is asked whether it made a difference.",
        "{n} people whose stories led to it are asked whether it made a difference.",
        people,
    )

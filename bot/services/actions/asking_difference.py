"""Asking those whose stories led to a change whether it made a difference, where they told about it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.codesign.difference import CHANGE, Again, Difference
from bot.codesign.project import Project
from bot.codesign.rating import NOT_ME, Rating, Ratings, level_at
from bot.codesign.story import Story
from bot.i18n.texts import _
from bot.services import notices, projects
from bot.services.house import House
from storage import action_asks, memberships, ratings, stories, themes
from storage.actions import Link, StoredAction
from storage.database import Transaction
from storage.memberships import Member
from storage.themes import TaggedStory

NOTICE = _("The team has a question for you about something that you told. To see it, send /start.")
"""What a phone shows of it: no story, no place, no change."""

SUBJECT = "difference"
"""The word with which the subject of its notice begins; the id of the action follows."""


async def ask(
    house: House,
    tx: Transaction,
    action: StoredAction,
    turn: int,
    links: Iterable[Link],
    tellers: Iterable[str],
) -> None:
    """Put the question on the menu of each of these people, and tell those who may be told that it is."""
    project = await projects.load(house, tx, action.project_id)
    asked = set(tellers)
    behind: dict[str, dict[str, Link]] = {}
    for link in links:
        behind.setdefault(link.teller_id, {})[link.story_id] = link
    for member in await memberships.members(tx, action.project_id):
        if member.id not in asked:
            continue
        points = await _points(house, tx, project, member.id, behind.get(member.id, {}).values())
        await action_asks.add(
            tx,
            house.keys,
            action.project_id,
            action_id=action.id,
            membership_id=member.id,
            turn=turn,
            content=msgspec.json.encode(Difference(points)),
            now=house.clock.now(),
        )
        await notices.ask(house, tx, project, member, NOTICE, about="me", subject=f"{SUBJECT} {action.id}")


@notices.makes_sense(SUBJECT)
async def _still_waits(house: House, tx: Transaction, member: Member, action_id: str) -> bool:
    """Whoever has found it on the menu and answered need not hear of it, nor once the action is closed."""
    found = await action_asks.of_membership(tx, house.keys, member.id)
    asked = max(
        (each for each in found if each.action_id == action_id), key=lambda each: each.turn, default=None
    )
    return asked is not None and asked.answered_at is None


async def _points(
    house: House, tx: Transaction, project: Project, membership_id: str, links: Iterable[Link]
) -> tuple[Again, ...]:
    """The touchpoints of a person's stories, their own choice and the team's, with how they rated them last.

    Where there is none, the change itself stands in their place.
    """
    behind = {link.story_id: link for link in links}
    found: set[str] = set()
    for stored in await stories.of_membership(tx, house.keys, membership_id):
        if (link := behind.get(stored.id)) is None:
            continue
        story = msgspec.json.decode(stored.content, type=Story)
        found |= {story.touchpoint} if story.touchpoint else set()
        tagged = TaggedStory(stored.id, stored.number, membership_id, link.role)
        found |= set(await themes.touchpoints(tx, house.keys, stored.project_id, tagged))
    before = await _before(house, tx, membership_id)
    points = tuple(
        Again(point.id, before.get(point.id, "")) for point in project.touchpoints if point.id in found
    )
    return points or (Again(CHANGE),)


async def _before(house: House, tx: Transaction, membership_id: str) -> dict[str, str]:
    """How this person rated each touchpoint last."""
    found: dict[str, str] = {}
    for sent in await ratings.of_membership(tx, house.keys, membership_id):
        given = msgspec.json.decode(sent.content, type=Ratings)
        found |= {each.touchpoint: _key(each) for each in given.ratings}
    return found


def _key(rating: Rating) -> str:
    return NOT_ME if rating.position is None else level_at(rating.position).key


def read(content: bytes) -> Difference:
    """What one person is asked, and answered."""
    return msgspec.json.decode(content, type=Difference)

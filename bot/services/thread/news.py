"""News of what people told: noted where it happens, and gathered into one neutral notice for each person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.codesign.thread import NewsKey
from bot.i18n.texts import _
from bot.services import notices, projects
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.projects import NOT_ASKED
from storage import memberships, themes
from storage import news as stored
from storage import notices as waiting
from storage.database import Transaction

THERE_IS_NEWS = _(
    "There is news about what you told us. "
    "To read it, send /start and press “What became of what I told”. "
    "How often we write is up to you: see “My data”."
)


async def happened(
    house: House,
    tx: Transaction,
    membership_id: str,
    kind: str,
    number: int,
    detail: int = 0,
    *,
    told: bool = False,
) -> None:
    """Note that something happened to what a person told, in the transaction in which it does.

    The same is not noted twice while they have not read it. They are told that there is news, once for all
    that is gathered until then; not if they are ``told`` by a notice of its own. The team gets no news.
    """
    member = await memberships.member(tx, membership_id)
    if member is None or member.role in NOT_ASKED:
        return
    added = await stored.add(tx, membership_id, kind, number, detail, house.clock.now(), told=told)
    project_id = await memberships.project_of(tx, membership_id)
    if not added or told or project_id is None:
        return
    project = await projects.load(house, tx, project_id)
    await notices.tell(
        house, tx, project, member, THERE_IS_NEWS, about="me", subject=notices.NEWS, gathered=True
    )


@asynccontextmanager
async def noticing(house: House, tx: Transaction, project_id: str) -> AsyncIterator[None]:
    """Note for every teller what this block brings: themes and candidates that come from their stories.

    What is so no more, and nobody has heard of, is no news.
    """
    before = await _joined(house, tx, project_id)
    yield
    after = await _joined(house, tx, project_id)
    for membership_id, key in sorted(before - after):
        await stored.take_back(tx, membership_id, *key)
        await _settle(tx, membership_id)
    for membership_id, key in sorted(after - before):
        await happened(house, tx, membership_id, *key)


async def _joined(house: House, tx: Transaction, project_id: str) -> set[tuple[str, NewsKey]]:
    numbers = {each.id: each.number for each in await themes.of_project(tx, house.keys, project_id)}
    by_theme = await themes.stories_by_theme(tx, project_id)
    under = {
        (story.teller_id, ("story_theme", story.number, numbers[theme]))
        for theme, found in by_theme.items()
        for story in found
    }
    candidates = [
        each for each in await priorities.every(house, tx, project_id) if each.status == "candidate"
    ]
    return under | {
        (link.teller_id, ("priority_candidate", each.stored.number, link.story_number))
        for each in candidates
        for link in each.links
    }


async def read(house: House, tx: Transaction, membership_id: str, ids: tuple[str, ...]) -> None:
    """A person has read these news."""
    await stored.seen(tx, membership_id, ids, house.clock.now())
    await _settle(tx, membership_id)


async def _settle(tx: Transaction, membership_id: str) -> None:
    """Where there is no news that somebody does not know of, no notice of it waits."""
    if all(each.told or each.seen for each in await stored.of_membership(tx, membership_id)):
        await waiting.remove(tx, membership_id, notices.NEWS)

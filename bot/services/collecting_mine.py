"""Gathers all that one person told in a project, for themselves: whatever they agree to, it is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.codesign.story import Story
from bot.i18n.texts import Text
from bot.services import entered, my_pages, projects
from bot.services.actions import own_answers
from bot.services.actions.own_answers import OwnAction, OwnAnswer
from bot.services.entered import Entered
from bot.services.house import House
from bot.services.priorities import own_suggestions
from bot.services.priorities.own_suggestions import OwnSuggestion
from bot.services.votes import own_votes
from bot.services.votes.own_votes import OwnVote
from storage import (
    calls,
    collecting,
    exchanges,
    media,
    memberships,
    news,
    notices,
    ratings,
    runs,
    spoken_answers,
    stories,
    update_recipients,
    update_replies,
    wordings,
    workshop_answers,
)
from storage.calls import StoredCall
from storage.collecting import StoredPerson
from storage.database import Transaction
from storage.excerpts import StoredExcerpt
from storage.exchanges import StoredExchange
from storage.media import Medium
from storage.memberships import StoredConsent
from storage.news import StoredNews
from storage.notices import StoredMessaging
from storage.ratings import StoredRatings
from storage.stories import StoredStory
from storage.update_recipients import Got
from storage.update_replies import StoredReply
from storage.wordings import StoredWording
from storage.workshop_answers import StoredAnswer


@dataclass(frozen=True)
class Unfinished:
    """A conversation that was begun and not finished: its answers as JSON, by the name of the question."""

    flow: str
    answers: dict[str, bytes]


@dataclass(frozen=True)
class Mine:
    """Everything a person told in a project and agreed to, whatever they agree to now: it is theirs."""

    project_id: str
    project: Project
    at: datetime
    person: StoredPerson
    consents: tuple[StoredConsent, ...]
    stories: tuple[tuple[StoredStory, Story], ...]
    ratings: tuple[tuple[StoredRatings, Ratings], ...]
    votes: tuple[OwnVote, ...]
    wordings: tuple[StoredWording, ...]
    calls: tuple[StoredCall, ...]
    pages: tuple[Text, ...]
    """Wordings, calls, answers about changes, exchanges and how often they are messaged, as they are read."""
    differences: tuple[OwnAnswer, ...]
    looked_after: tuple[OwnAction, ...]
    exchanges: tuple[StoredExchange, ...]
    first_name: str
    suggestions: tuple[OwnSuggestion, ...]
    quotes: tuple[StoredExcerpt, ...]
    unfinished: tuple[Unfinished, ...]
    files: tuple[Medium, ...]
    news: tuple[StoredNews, ...]
    messaging: StoredMessaging | None
    replies: tuple[StoredReply, ...] = ()
    updates: tuple[Got, ...] = ()
    """What they answered to updates, and which ones they were told of and what they did with them."""
    workshops: tuple[StoredAnswer, ...] = ()
    """What they said to workshops, and whether they were there."""
    entered: Entered = field(default_factory=Entered)


async def collect_mine(house: House, project_id: str, membership_id: str) -> Mine | None:
    """Everything one person told in a project; None when they are erased."""
    async with house.database.snapshot() as tx:
        person = await collecting.person(tx, house.keys, project_id, membership_id)
        if person is None:
            return None
        told = await stories.of_membership(tx, house.keys, membership_id)
        rated = await ratings.of_membership(tx, house.keys, membership_id)
        project = await projects.load(house, tx, project_id)
        return Mine(
            project_id,
            project,
            house.clock.now(),
            person,
            tuple(await memberships.consents(tx, house.keys, project_id, membership_id)),
            tuple((each, msgspec.json.decode(each.content, type=Story)) for each in told),
            tuple((each, msgspec.json.decode(each.content, type=Ratings)) for each in rated),
            await own_votes.of_membership(house, tx, membership_id),
            tuple(await wordings.of_membership(tx, house.keys, membership_id)),
            tuple(await calls.of_membership(tx, house.keys, membership_id)),
            await my_pages.pages(house, tx, project, membership_id),
            await own_answers.of_membership(house, tx, membership_id),
            await own_answers.looked_after(house, tx, membership_id),
            tuple(await exchanges.of_membership(tx, house.keys, membership_id)),
            await exchanges.name_of(tx, house.keys, project_id, membership_id),
            await own_suggestions.of_membership(house, tx, membership_id),
            await own_suggestions.quotes_of(house, tx, membership_id),
            tuple(await _unfinished(house, tx, membership_id)),
            (
                *await media.of_membership(tx, house.keys, project_id, membership_id),
                *await spoken_answers.of_membership(tx, house.keys, project_id, membership_id),
            ),
            tuple(await news.of_membership(tx, membership_id)),
            await notices.messaging_of(tx, membership_id),
            tuple(await update_replies.of_membership(tx, house.keys, membership_id)),
            tuple(await update_recipients.got(tx, membership_id)),
            tuple(await workshop_answers.of_membership(tx, house.keys, membership_id)),
            await entered.of(tx, house.keys, membership_id),
        )


async def _unfinished(house: House, tx: Transaction, membership_id: str) -> list[Unfinished]:
    found = []
    for run_id, flow in await collecting.unfinished(tx, membership_id):
        run = await runs.by_id(tx, house.keys, run_id)
        answers = await runs.answers(tx, house.keys, run) if run else {}
        if answers:
            found.append(Unfinished(flow, answers))
    return found

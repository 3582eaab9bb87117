"""Gathers what an export may hold: what people told, cut down to what they agree to today.

Everything is read in one snapshot, so an export shows one moment. Names and Telegram ids are never
read here; a person is their role and a number. What people told is laid aside sealed while it is read (see
:class:`bot.services.aside.Aside`): of each person, each file and each quote a line stays in memory, and no
story.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.codesign.consent import uses_now
from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.codesign.story import Part, Story, Use
from bot.services import entered, projects
from bot.services.actions.collecting_actions import Acting, acting
from bot.services.actions.own_answers import OwnAction, OwnAnswer
from bot.services.aside import Aside
from bot.services.entered import Entered, Entry
from bot.services.house import House
from bot.services.leaving_out import LeftOut, allowed_part, only_allowed
from bot.services.moderation import shared_words
from bot.services.moderation.shared_words import SharedWords
from bot.services.priorities.collecting_priorities import Prioritised, prioritised
from bot.services.priorities.own_suggestions import OwnSuggestion
from bot.services.votes.own_votes import OwnVote
from bot.services.workshops import collecting_workshops
from bot.services.workshops.collecting_workshops import ListedWorkshop
from storage import (
    assisted,
    collecting,
    media,
    memberships,
    ratings,
    stories,
)
from storage.blobs import BlobMissing
from storage.collecting import StoredPerson
from storage.database import Transaction
from storage.excerpts import StoredExcerpt
from storage.keys import KeyDestroyed
from storage.media import KeptFile, Medium
from storage.memberships import StoredConsent
from storage.ratings import StoredRatings
from storage.read_ahead import ReadAhead, pages
from storage.stories import StoredStory
from storage.vault import Tampered

__all__ = [
    "Collected",
    "Decided",
    "KeptFile",
    "LeftOut",
    "Medium",
    "OwnAction",
    "OwnAnswer",
    "OwnSuggestion",
    "OwnVote",
    "Person",
    "Rated",
    "StoredConsent",
    "StoredExcerpt",
    "StoredRatings",
    "StoredStory",
    "Told",
    "only_allowed",
]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part, as the team may know them. ``agreed`` holds the consents of today."""

    membership_id: str
    role: str
    number: int
    language: str
    needs: tuple[str, ...]
    joined_at: datetime
    left_at: datetime | None
    agreed: frozenset[str]
    entered: Entered = field(default_factory=Entered)


@dataclass(frozen=True)
class Decided:
    """What one person answered to each consent item, as it stands today."""

    person: Person
    decisions: tuple[StoredConsent, ...]


@dataclass(frozen=True)
class Told:
    """A story with the parts its teller lets the team have, and what may be done with it today."""

    number: int
    person: Person
    story: Story
    uses: tuple[Use, ...]
    version: int
    submitted_at: datetime
    reply_due_at: datetime
    parts_left_out: int
    entry: Entry | None = None


@dataclass(frozen=True)
class Rated:
    """What somebody sent last in a round of ratings, with the parts that they let the team have."""

    round: int
    person: Person
    ratings: Ratings
    version: int
    sent_at: datetime
    entry: Entry | None = None


@dataclass(frozen=True)
class Collected:
    """A project at one moment, as far as it may leave the vault. ``files`` are by the id in ``Part.file``.

    Stories, ratings, wordings and consents are read anew each time they are gone through: for many of them,
    in a thread.
    """

    project_id: str
    project: Project
    at: datetime
    people: tuple[Person, ...]
    stories: Sequence[Told]
    files: dict[str, Medium]
    left_out: LeftOut = field(default_factory=LeftOut)
    ratings: Sequence[Rated] = ()
    prioritised: Prioritised = field(default_factory=Prioritised)
    shared: Sequence[SharedWords] = ()
    acting: Acting = field(default_factory=Acting)
    workshops: tuple[ListedWorkshop, ...] = ()
    consents: Sequence[Decided] = ()


async def collect(
    house: House, project_id: str, progress: Callable[[int, int], None] = lambda done, of: None
) -> Collected:
    """The project as it stands, cut down to what its people agree to. Raises KeyError for no project.

    ``progress`` is told of how many people out of how many everything is read.
    """
    left_out, people = LeftOut(), list[Person]()
    files: dict[str, Medium] = {}
    laid = _Laid(house)
    async with house.database.snapshot() as tx:
        project = await projects.load(house, tx, project_id)
        without_phone = await assisted.in_project(tx, project_id)
        every, ahead = await collecting.people(tx, house.keys, project_id), ReadAhead(tx)
        done = 0
        for page in pages(every):
            await ahead.read(project_id, page)
            for stored in page:
                person, decided = await _person(house, ahead, project_id, stored, without_phone)
                theirs = await stories.of_membership(ahead, house.keys, stored.membership_id)
                if "take_part" not in person.agreed:
                    left_out.people += 1
                    left_out.stories += len(theirs)
                    continue
                people.append(person)
                await laid.lay(ahead, person, decided, theirs, left_out)
                theirs_kept = await media.of_membership(ahead, house.keys, project_id, person.membership_id)
                files |= {medium.id: medium for medium in theirs_kept}
                await asyncio.sleep(0)  # whoever waits for an answer has their turn
            progress(done := done + len(page), len(every))
        made_of_them = await prioritised(house, tx, project_id)
        agreed_by = {person.membership_id: person.agreed for person in people}
        done_about_it = await acting(
            house, tx, project_id, lambda part, agreed: allowed_part(part, agreed, left_out), agreed_by
        )
        held = await collecting_workshops.listed(
            house, tx, project_id, lambda part, agreed: allowed_part(part, agreed, left_out), agreed_by
        )
    laid.name(part for one in done_about_it.answers for part in one.given.every_part())
    laid.name(part for one in held for answer in one.answers for part in answer.said.parts)
    files = {name: medium for name, medium in files.items() if name in laid.files}
    left_out.not_fetched = sum(medium.status == "waiting" for medium in files.values())
    kept = sum(medium.status == "kept" for medium in files.values())
    left_out.refused = len(laid.files) - kept - left_out.not_fetched
    return Collected(
        project_id,
        project,
        house.clock.now(),
        tuple(people),
        laid.stories,
        files,
        left_out,
        laid.ratings,
        made_of_them,
        laid.wordings,
        done_about_it,
        tuple(held),
        laid.consents,
    )


class _Laid:
    """What was read of people so far, laid aside, and the ids of the files that are named in it."""

    def __init__(self, house: House) -> None:
        self._house = house
        spool = house.blobs.spool
        self.stories = Aside(spool(), Told)
        self.ratings = Aside(spool(), Rated)
        self.wordings = Aside(spool(), SharedWords)
        self.consents = Aside(spool(), Decided)
        self.files: set[str] = set()

    async def lay(
        self,
        tx: Transaction,
        person: Person,
        decided: tuple[StoredConsent, ...],
        told: Iterable[StoredStory],
        left_out: LeftOut,
    ) -> None:
        """What one person told, within what they agree to."""
        self.consents.put(Decided(person, decided))
        for story in told:
            self.tell(_told(person, story, left_out))
        for rated in await _rated(self._house, tx, person, left_out):
            self.rate(rated)
        for words in await shared_words.of_teller(self._house, tx, person.membership_id, person.agreed):
            self.wordings.put(words, words.story)

    def tell(self, told: Told) -> None:
        """By its number."""
        self.stories.put(told, told.number)
        self.name(told.story.every_part())

    def rate(self, rated: Rated) -> None:
        """By the number of its round."""
        self.ratings.put(rated, rated.round)
        self.name(rated.ratings.every_part())

    def name(self, parts: Iterable[Part]) -> None:
        """Note the files of ``parts``."""
        self.files |= {part.file for part in parts if part.file}


async def _person(
    house: House, tx: Transaction, project_id: str, stored: StoredPerson, assisted: frozenset[str]
) -> tuple[Person, tuple[StoredConsent, ...]]:
    """A person, and what they answered to each consent item last."""
    decided = await memberships.consents(tx, house.keys, project_id, stored.membership_id)
    latest = {decision.item: decision for decision in decided}
    agreed = frozenset(item for item, decision in latest.items() if decision.given)
    assert stored.joined_at is not None
    person = Person(
        stored.membership_id,
        stored.role,
        stored.number,
        stored.language,
        stored.needs,
        stored.joined_at,
        stored.left_at,
        agreed if "take_part" in agreed else frozenset(),
        await entered.of(tx, house.keys, stored.membership_id)
        if stored.membership_id in assisted
        else Entered(),
    )
    return person, tuple(latest.values())


def _told(person: Person, stored: StoredStory, left_out: LeftOut) -> Told:
    story = msgspec.json.decode(stored.content, type=Story)
    allowed = only_allowed(story, person.agreed, left_out)
    return Told(
        stored.number,
        person,
        allowed,
        uses_now(story.uses, person.agreed),
        stored.version,
        stored.submitted_at,
        stored.reply_due_at,
        len(story.every_part()) - len(allowed.every_part()),
        person.entered.on(stored.id),
    )


async def _rated(house: House, tx: Transaction, person: Person, left_out: LeftOut) -> list[Rated]:
    """What a person sent last in each round, with the parts that they agree to."""
    newest = {
        each.round_id: each for each in await ratings.of_membership(tx, house.keys, person.membership_id)
    }

    def allowed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            left for part in parts if (left := allowed_part(part, person.agreed, left_out)) is not None
        )

    found = []
    for stored in newest.values():
        given = msgspec.json.decode(stored.content, type=Ratings)
        each = tuple(
            msgspec.structs.replace(rating, why=allowed(rating.why)) if rating.why else rating
            for rating in given.ratings
        )
        left = Ratings(each, allowed(given.asides))
        entry = person.entered.on(stored.id)
        found.append(Rated(stored.round_number, person, left, stored.version, stored.sent_at, entry))
    return found


async def content(house: House, project_id: str, membership_id: str, file: str) -> bytes | None:
    """The content of a kept file; None when it is not there (any more)."""
    try:
        async with house.database.snapshot() as tx:
            key = await house.keys.membership_key(tx, project_id, membership_id)
        return await house.blobs.get(file, key, project_id)
    except (KeyDestroyed, BlobMissing, Tampered):
        return None

"""Priorities as the rest of the product sees them: read, with their origin, put to a vote, and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import msgspec

from bot.codesign.priorities import STATUSES, Status, Wording, last_of
from bot.codesign.provenance import Source, exact, for_participants, proposer_shown
from bot.codesign.rounds import Candidate
from bot.services.house import House
from storage import memberships, priorities
from storage.database import Transaction
from storage.priorities import Link, StoredPriority


class Priority(msgspec.Struct, frozen=True):
    """A priority with its words read and the stories behind it, each once."""

    stored: StoredPriority
    status: Status
    wording: Wording
    links: tuple[Link, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The stories behind it, as its origin counts them."""
        return tuple({link.story_id: Source(link.role, link.teller_id) for link in self.links}.values())

    @property
    def origin(self) -> dict[str, int]:
        """How many stories of each role are behind it, exact: for the team."""
        return exact(self.sources)


def read(stored: StoredPriority, links: Iterable[Link] = ()) -> Priority:
    """The priority that a row holds, with the ``links`` that are its own."""
    status = next(each for each in STATUSES if each == stored.status)
    return Priority(stored, status, msgspec.json.decode(stored.content, type=Wording), tuple(links))


async def every(house: House, tx: Transaction, project_id: str) -> list[Priority]:
    """All priorities of a project, oldest first, whatever became of them."""
    own: dict[str, list[Link]] = {}
    for link in await priorities.links(tx, project_id):
        own.setdefault(link.priority_id, []).append(link)
    found = await priorities.of_project(tx, house.keys, project_id)
    return [read(stored, own.get(stored.id, ())) for stored in found]


async def find(house: House, tx: Transaction, project_id: str, number: int) -> Priority | None:
    """The priority of a project with this number, or None."""
    stored = await priorities.numbered(tx, house.keys, project_id, number)
    if stored is None:
        return None
    links = await priorities.links(tx, project_id)
    return read(stored, (link for link in links if link.priority_id == stored.id))


def parts(everything: Mapping[str, Priority]) -> dict[str, Priority]:
    """What each priority that is part of another one is part of now: the last one on its way, both by id."""
    merged = {each.stored.id: each.stored.merged_into for each in everything.values()}
    last = {one: last_of(merged, one) for one, into in merged.items() if into is not None}
    return {one: everything[into] for one, into in last.items() if into != one and into in everything}


async def part_of(house: House, tx: Transaction, priority_id: str) -> Priority | None:
    """What one priority is part of now, without the stories behind that; None: of no other one."""
    last = last_of(await priorities.ways(tx, (priority_id,)), priority_id)
    into = None if last == priority_id else await priorities.seen(tx, house.keys, last)
    return None if into is None else read(into)


async def candidates(house: House, tx: Transaction, project_id: str) -> tuple[Candidate, ...]:
    """The candidates of a project as they could stand in a vote now.

    Their origin is what people who take part may see of it; ``provenance.whole`` puts it into words.
    """
    found = [each for each in await every(house, tx, project_id) if each.status == "candidate"]
    people = await people_by_role(tx, project_id)
    return tuple(as_candidate(each, people) for each in found)


async def people_by_role(tx: Transaction, project_id: str) -> Counter[str]:
    """How many people of each role take part now."""
    return Counter(each.role for each in await memberships.members(tx, project_id) if each.takes_part)


def as_candidate(priority: Priority, people: Counter[str]) -> Candidate:
    """A priority as it would stand in a vote now. ``people`` counts who takes part by role."""
    return Candidate(
        id=priority.stored.id,
        number=priority.stored.number,
        words=priority.wording.words,
        origin=for_participants(priority.sources),
        proposed_by=proposer_shown(priority.wording.proposed_by, people),
    )


async def voted_on(house: House, tx: Transaction, picked: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put the ``picked`` candidates to the vote; returns them as they stand at this moment.

    From now on their words are the project's and cannot be changed. What is no candidate any more is left
    out. A new wording that nobody has read yet goes: the one that was read counts.
    """
    there = [await priorities.by_id(tx, house.keys, each.id) for each in picked]
    projects = {each.project_id for each in there if each is not None}
    now = {each.id: each for project in projects for each in await candidates(house, tx, project)}
    standing = [now[each.id] for each in there if each is not None and each.id in now]
    for candidate in standing:
        stored = await priorities.by_id(tx, house.keys, candidate.id)
        assert stored is not None
        content = msgspec.json.encode(msgspec.structs.replace(read(stored).wording, changed={}))
        await priorities.freeze(tx, house.keys, stored, content, house.clock.now())
    return tuple(standing)


async def decided(
    house: House, tx: Transaction, put_to_vote: Iterable[Candidate], chosen: Collection[str]
) -> None:
    """Write down what came of a vote: ``chosen`` ids are chosen, the others of the vote are not.

    Where none is chosen all stay candidates: the vote may be held again.
    """
    if not chosen:
        return
    for candidate in put_to_vote:
        stored = await priorities.by_id(tx, house.keys, candidate.id)
        if stored is None or stored.status != "candidate":
            continue
        status = "chosen" if candidate.id in chosen else "not_chosen"
        await priorities.change(
            tx, house.keys, stored, house.clock.now(), status=status, content=stored.content
        )

"""What was taken back since a backup was made is taken back again in what it brought back.

Each entry is one transaction, by the services that did it the first time. What an entry is about may not be
in the backup at all: then there is nothing to do. In doubt the less is kept: a “no” that was followed by a
“yes” stays a “no” until its person says yes again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.services import consenting, contributions, erasing, orders, outbox, projects
from bot.services.house import House
from bot.services.questions import exchanges
from bot.services.step import Step
from storage import exchanges as stored_exchanges
from storage import ledger as stored
from storage import locks, memberships, notices, participants, priorities, runs, wordings
from storage import projects as stored_projects
from storage.database import Transaction
from storage.ledger import Entry
from storage.memberships import Membership
from storage.participants import Participant, Place
from storage.times import from_text

Deed = Callable[[House, Transaction, Entry], Awaitable[None]]


async def missing(house: House, entries: Sequence[Entry]) -> int:
    """How many things this database knows to be taken back that are not among these entries.

    Any at all means that they come from a file that is older than the backup.
    """
    given = {entry.id for entry in entries}
    async with house.database.snapshot() as tx:
        return sum(entry.id not in given for entry in await stored.every(tx))


async def apply(house: House, entries: Sequence[Entry]) -> int:
    """Take back again what this database does not know to be taken back; how many entries were new to it."""
    new = 0
    for entry in sorted(entries, key=lambda each: (each.at, each.id)):
        async with house.database.transaction() as tx:
            if await stored.keep(tx, entry):
                new += 1
                await DEEDS[entry.what](house, tx, entry)
    return new


async def quieten(house: House) -> None:
    """Let go of all that was to be said or asked by now."""
    async with house.database.transaction() as tx:
        await locks.quieten(tx, house.clock.now())


async def unlock(house: House, because: str = "") -> None:
    """Let the database be used; what was queued meanwhile is let go in the same transaction."""
    async with house.database.transaction() as tx:
        lock = await locks.standing(tx)
        if lock is not None and lock.why == "restored":
            await locks.quieten(tx, house.clock.now())
            await locks.end(tx, house.keys, lock, because, house.clock.now())


async def _place(tx: Transaction, entry: Entry) -> Membership | None:
    return await memberships.with_id(tx, entry.about)


async def _erased(house: House, tx: Transaction, entry: Entry) -> None:
    place = await _place(tx, entry)
    if place is not None:
        await erasing.erase_membership(
            house, tx, place.participant_id, place.project_id, place.id, "erased before the restore"
        )


async def _left(house: House, tx: Transaction, entry: Entry) -> None:
    place = await _place(tx, entry)
    if place is not None:
        await runs.set_aside(tx, place.id)
        await memberships.leaves(tx, place.id, entry.at)
        await outbox.withdraw(house, tx, place.id)
        await orders.withdraw(house, tx, place.id)


async def _back(house: House, tx: Transaction, entry: Entry) -> None:
    del house
    await memberships.returns(tx, entry.about)


async def _no(house: House, tx: Transaction, entry: Entry) -> None:
    place = await _place(tx, entry)
    project = None if place is None else await projects.load(house, tx, place.project_id)
    if place is None or project is None:
        return
    here = await _as_theirs(house, tx, place)
    item = next((each.key for each in project.consent.items if each.key == entry.detail), None)
    if item is not None:
        await consenting.record(here, project.consent, {item: False})
        await erasing.erase_unagreed(here)


async def _as_theirs(house: House, tx: Transaction, place: Membership) -> Step:
    """A step of theirs, in which nothing is said."""
    seen = Place(place.id, place.project_id, place.role, place.number, place.joined, place.left)
    language = await participants.language_of(tx, place.id)
    person = Participant(place.participant_id, language, "", False, seen)
    return Step(house, tx, house.clock.now(), "", person)


async def _exchange(house: House, tx: Transaction, entry: Entry) -> None:
    one = await stored_exchanges.with_id(tx, house.keys, entry.about)
    if one is None:
        return
    place = await memberships.with_id(tx, one.asker.membership_id)
    assert place is not None
    await exchanges.take_back(await _as_theirs(house, tx, place), one)
    await erasing.close_readings(tx, place.project_id, house.clock.now())


async def _suggestion(house: House, tx: Transaction, entry: Entry) -> None:
    project_id = await priorities.project_of(tx, entry.about)
    if project_id is not None and await priorities.remove(tx, entry.about):
        await contributions.taken_back(tx, "suggestion", entry.about)
        await erasing.close_readings(tx, project_id, house.clock.now())


async def _first_name(house: House, tx: Transaction, entry: Entry) -> None:
    place = await _place(tx, entry)
    if place is not None and await stored_exchanges.forget_name(tx, place.id):
        await erasing.close_readings(tx, place.project_id, house.clock.now())


async def _wording(house: House, tx: Transaction, entry: Entry) -> None:
    del house
    await wordings.refused(tx, entry.about, entry.at)


async def _often(house: House, tx: Transaction, entry: Entry) -> None:
    del house
    if await _place(tx, entry) is not None:
        frequency, _comma, until = entry.detail.partition(",")
        await notices.hold(tx, entry.about, frequency)
        await notices.choose(tx, entry.about, frequency, from_text(until) if until else None)


async def _revoked(house: House, tx: Transaction, entry: Entry) -> None:
    del house
    await stored_projects.end_invitation(tx, entry.about, entry.at)


DEEDS: dict[str, Deed] = {
    "erased": _erased,
    "left": _left,
    "back": _back,
    "no": _no,
    "exchange": _exchange,
    "suggestion": _suggestion,
    "first_name": _first_name,
    "wording": _wording,
    "often": _often,
    "revoked": _revoked,
}
"""How each kind of entry is done again: one for each of :data:`bot.services.ledger.What`."""


def unknown(entries: Sequence[Entry]) -> str | None:
    """The first kind of entry that this version cannot do again, or None."""
    return next((entry.what for entry in entries if entry.what not in DEEDS), None)

"""The reckoning at the end of a week: what the phones sent and saw, against what the database holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from bot.delivery.sender import SLOTS
from bot.services import counting
from bot.services.house import House
from storage import media, participants
from storage.database import Database, DatabaseUnavailable, Row, open_database
from storage.errors import DatabaseBusy
from storage.outbox import AWAY
from storage.times import from_text
from tests.soak import answers, calendar, unasked
from tests.soak.people import Person
from tests.soak.week import Week

QUERIES = Path(__file__).parent
MOST_NAMED = 10
"""Mismatches of one kind that are listed one by one."""

MOST_GROWTH = 128.0
"""MiB that a bot may grow from one midnight to another: for what it does for the first time it loads much. A
first map takes some 60, decoders of pictures and recordings some 20."""

MOST_CREEP = 32.0
"""MiB that a bot may grow once it has done everything: from the second midnight of its life on."""

_AWAY = {each.__name__ for each in (DatabaseUnavailable, DatabaseBusy)}

WAITED = "waited for the database"
"""What the log says when a command writes for long, such as one that opens a round for thousands."""

GIVEN_UP = "given up, it may have arrived or not"
"""What the log says of a message whose connection broke twice. Whether they did is looked at by itself."""

TROUBLES = ("crew.lost", "media.postponed", "poll.failed", "present.failed")

BEARABLE = frozenset({WAITED, GIVEN_UP, *TROUBLES})
"""Lines of the log that a soak may leave: requests that went wrong, what was given up after it went wrong
twice, and moments without a database. All of it is made up for, and looked at by its outcome."""


@dataclass
class Reckoning:
    """What does not match, and the figures of the week."""

    problems: list[str] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)

    def wrong(self, what: str, each: Iterator[str] | list[str]) -> None:
        """Note mismatches of one kind, if there are any; beyond a few they are only counted."""
        found = list(each)
        self.problems += [f"{what}: {one}" for one in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            self.problems.append(f"{what}: and {len(found) - MOST_NAMED} more")


@dataclass(frozen=True)
class Books:
    """Both sides of the reckoning, side by side."""

    week: Week
    house: House
    rows: list[Row]
    places: dict[str, Person]
    """Everybody by their participant's id."""
    known: dict[int, set[int]]
    """For each chat the messages that the database knows to have arrived."""


async def reckon(week: Week) -> Reckoning:
    """Compare the two, once nothing is at work any more."""
    found = Reckoning()
    own = await open_database(week.town.url, QUERIES)
    try:
        async with week.town.house() as house:
            books = await _books(week, house, own)
            _bots(found, week)
            await _rest(found, books, own)
            _messages(found, books)
            await answers.reckon(found.wrong, books.week, house, own)
            found.wrong("an answer that was taken", week.stuck)
            await unasked.reckon(found.wrong, books.week, books.known, await _left(books, own))
            await calendar.reckon(found.wrong, books.week, books.known, own)
            await _files(found, books, own)
    finally:
        await own.close()
    return found


async def _books(week: Week, house: House, own: Database) -> Books:
    places: dict[str, Person] = {}
    async with house.database.snapshot() as tx:
        for each in (*week.town.people, *week.town.team):
            who = await participants.at(tx, house.keys.vault, str(each.phone.id))
            assert who is not None
            places[who.id] = each
    async with own.snapshot() as tx:
        rows = list(await tx.all("soak_outbox"))
    key, known = house.keys.vault.house_key(), dict[int, set[int]]()
    for row in rows:
        if row["reference"] is not None:
            reference = key.open(
                row["reference"], table="outbox", column="reference", row=row["id"], project=""
            )
            ids = known.setdefault(places[row["participant_id"]].phone.id, set())
            ids.update(int(each) for each in reference.decode().split(","))
    return Books(week, house, rows, places, known)


def _bots(found: Reckoning, week: Week) -> None:
    found.wrong("a bot ended by itself", [str(code) for each in week.workers for code in each.fell])
    longest = max((each.longest for each in week.workers), key=len)
    found.figures["memory of the longest life at midnight"] = (
        ", ".join(f"{mib:.0f}" for mib in longest) + " MiB"
    )
    most, later = (max(each) for each in zip(*((bot.growth, bot.creep) for bot in week.workers), strict=True))
    found.figures["most that a bot grew"] = f"{most:.0f} MiB, at most {MOST_GROWTH:.0f}"
    found.figures["after its second midnight"] = f"{later:.0f} MiB, at most {MOST_CREEP:.0f}"
    if most > MOST_GROWTH or later > MOST_CREEP:
        held = (f"{each.at:%a} {each.life}: {each.mib:.0f}" for bot in week.workers for each in bot.weights)
        found.problems.append(
            f"memory: a bot grew by {most:.0f} MiB, later by {later:.0f} ({', '.join(held)})"
        )
    logs = [each.nursery.log.read_text() if each.nursery.log.exists() else "" for each in week.workers]
    events = Counter(_events(logs))
    found.figures["lines in the logs"] = dict(events)
    found.wrong(
        "the log", [f"{name} ({times} times)" for name, times in events.items() if name not in BEARABLE]
    )


def _events(logs: list[str]) -> Iterator[str]:
    for line in "\n".join(logs).split("\n"):
        if not line:
            continue
        try:
            said = json.loads(line)
        except ValueError:
            yield line[:80]
            continue
        kinds = {said.get("kind"), said.get("error"), said.get("reason")}
        yield WAITED if kinds & _AWAY else str(said.get("event"))


async def _rest(found: Reckoning, books: Books, own: Database) -> None:
    """Nothing waits, but for people who are away."""
    way = await counting.under_way(books.house)
    waiting = {
        name: number for name, number in msgspec.structs.asdict(way).items() if number and name != "put_off"
    }
    waiting.pop("failed_messages", None)
    found.wrong("still to be done", [f"{number} {name}" for name, number in waiting.items()])
    async with own.snapshot() as tx:
        row = await tx.one("soak_counted")
    assert row is not None
    if row["waiting"]:
        found.problems.append(f"the inbox holds the words of {row['waiting']} updates")


def _messages(found: Reckoning, books: Books) -> None:
    """Every message once, but for those that a kill or a broken connection left in doubt."""
    week, world, faults = books.week, books.week.town.world, books.week.town.faults
    arrived = {chat: {each.message_id for each in heard} for chat, heard in world.heard.items()}
    strange = [f"{ids - arrived.get(chat, set())} to {chat}" for chat, ids in books.known.items()]
    found.wrong(
        "told as delivered and never seen", [each for each in strange if not each.startswith("set()")]
    )
    total = sum(map(len, arrived.values()))
    twice = sum(len(ids - books.known.get(chat, set())) for chat, ids in arrived.items())
    kills = sum(each.kills for each in week.workers)
    bound = kills * SLOTS + faults.ambiguous
    if twice > bound:
        found.problems.append(f"{twice} messages came twice or unknown to the database, more than {bound}")
    found.wrong("a row of the outbox", list(_rows(books)))
    found.figures |= {
        "messages": total,
        "requests": faults.requests,
        "requests that went wrong": dict(faults.kinds),
        "kills": kills,
        "restarts": sum(each.restarts for each in week.workers),
        "messages in doubt that came twice": f"{twice}, at most {bound}",
        "outbox": dict(Counter(row["status"] for row in books.rows)),
    }


def _rows(books: Books) -> Iterator[str]:
    """Those that wait for somebody who is not away, or were given up without reason."""
    lost: Counter[int] = Counter()
    for row in books.rows:
        person = books.places[row["participant_id"]]
        if row["status"] in ("waiting", "sending") and not (person.away and from_text(row["due_at"]) == AWAY):
            yield f"{row['id']} is {row['status']} for {person.phone.name}"
        if row["status"] == "unreachable" and not person.was_away:
            yield f"{row['id']} found {person.phone.name} away, who was not"
        lost[person.phone.id] += row["status"] == "failed"
    broken = books.week.town.faults.broken
    for chat, number in lost.items():
        # A message is given up when its connection broke twice, and only then.
        if number * 2 > broken[chat]:
            yield f"{number} messages to {chat} were given up, with {broken[chat]} broken connections"


async def _left(books: Books, own: Database) -> dict[int, datetime]:
    async with own.snapshot() as tx:
        rows = await tx.all("soak_left")
    return {books.places[row["participant_id"]].phone.id: from_text(row["left_at"]) for row in rows}


async def _files(found: Reckoning, books: Books, own: Database) -> None:
    """Every file of the data folder stands for a row, and every photo is kept once."""
    async with own.snapshot() as tx:
        row = await tx.one("soak_counted")
    assert row is not None
    names = await books.house.blobs.names()
    async with books.house.database.snapshot() as tx:
        needed = await media.blobs_needed(tx)
    photos = books.week.photos
    if row["files"] != photos:
        found.problems.append(f"files: {photos} photos were sent, {row['files']} are kept")
    found.wrong("files: nothing stands for", sorted(names - needed))
    found.wrong("files: not there", sorted(needed - names))
    data = books.week.town.data
    stray = {path.name for path in data.iterdir()} - {"files", "running.lock", "bot-name"}
    stray |= {path.name for path in (data / "files").iterdir() if path.suffix != ".blob"}
    found.wrong("files: of no kind that belongs there", sorted(stray))
    found.figures["files"] = len(names)

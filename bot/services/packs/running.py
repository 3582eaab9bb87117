"""What a facilitator needs to run a workshop, gathered for a pack: exact for the team, or to share.

To share stand only figures that were made once and shared (the map and the result of a vote). How many people
need something, or asked something, is counted anew each day: two packs a day apart would tell what one person
did between them. So no such number leaves the team, not even a rounded one.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from bot.codesign.agenda import Event, Piece, agenda, event_on
from bot.codesign.consent import may_export
from bot.codesign.project import LocalText
from bot.codesign.results import Result
from bot.codesign.rounds import Ask
from bot.codesign.story import Part
from bot.flows.exchange_words import About, heading, subject
from bot.flows.owed import OwedLine
from bot.i18n.texts import Own, Quote, Text
from bot.services import contributions, owing
from bot.services.collecting import Collected, Person
from bot.services.contexts import pseudonym
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.packs.mapped import newest_map
from bot.services.questions import exchanges
from bot.services.questions.subjects import KINDS
from bot.services.ratings.mapping import Drawn
from bot.services.rounds import rounds
from bot.services.votes import vote_results
from storage import exchanges as stored
from storage.database import Transaction
from storage.exchanges import StoredExchange


class Asked(msgspec.Struct, frozen=True):
    """What somebody asked and has no answer to: how it is called, what they said, and their language."""

    called: Text
    parts: tuple[Part, ...]
    language: str


class Apart(msgspec.Struct, frozen=True):
    """A touchpoint about which roles disagree: each pair with the role first that felt better."""

    touchpoint: LocalText
    pairs: tuple[tuple[str, str], ...]


class Need(msgspec.Struct, frozen=True):
    """A way in which people need to be reached, and how many do. None: that stays with the team."""

    label: Text
    people: int | None


class RunSheet(msgspec.Struct, frozen=True):
    """All that stands on a run sheet. ``asked`` and ``owed`` are empty in one to share."""

    event: Event
    pieces: tuple[Piece, ...]
    needs: tuple[Need, ...]
    apart: tuple[Apart, ...]
    vote: tuple[Ask, Result] | None
    asked: tuple[Asked, ...] = ()
    owed: tuple[OwedLine, ...] = ()


async def gather(house: House, pack: Pack) -> RunSheet:
    """The run sheet of a pack, as things stand on the day on which it was made."""
    exact = pack.exact
    drawn = await newest_map(house, pack.project_id, pack.kind)
    async with house.database.snapshot() as tx:
        vote = await _last_vote(house, tx, pack.project_id)
        asked = await _asked(house, tx, exact) if exact else ()
        owed = await _owed(house, tx, exact) if exact else ()
    apart = _apart(pack, drawn)
    event = event_on(pack.project.phases, pack.made_on)
    differ = bool(apart) or (vote is not None and _differ(vote[1]))
    pieces = agenda(event, differ=differ)
    return RunSheet(event, pieces, _needs(pack), apart, vote if differ else None, asked, owed)


async def _last_vote(house: House, tx: Transaction, project_id: str) -> tuple[Ask, Result] | None:
    """The newest vote that is over, with its result as those who voted may read it too."""
    for each in reversed(await rounds.every(house, tx, project_id)):
        result = vote_results.frozen(each) if each.kind == "votes" else None
        if result is not None:
            return each.ask, result
    return None


def _differ(result: Result) -> bool:
    return bool(result.minority) or any(each.differ for each in result.standings)


def _apart(pack: Pack, drawn: Drawn | None) -> tuple[Apart, ...]:
    names = {point.id: point.name for point in pack.project.touchpoints}
    points = drawn.map.points if drawn else ()
    return tuple(
        Apart(names[point.touchpoint], point.disagree)
        for point in points
        if point.disagree and point.touchpoint in names
    )


def _needs(pack: Pack) -> tuple[Need, ...]:
    """For the team those that somebody has who takes part; to share every one that the project asks about."""
    labels = {need.key: need.label for need in pack.project.format_needs}
    if pack.exact is None:
        return tuple(Need(Own(label), None) for label in labels.values())
    have = Counter(need for person in pack.exact.people if not person.left_at for need in person.needs)
    known = [Need(Own(label), have.pop(key)) for key, label in labels.items() if key in have]
    gone = [Need(Quote(key), people) for key, people in sorted(have.items())]
    return (*known, *gone)


async def _owed(house: House, tx: Transaction, exact: Collected) -> tuple[OwedLine, ...]:
    """What is owed to people who are in the pack."""
    people = {person.membership_id for person in exact.people}
    found = await contributions.owed(tx, exact.project_id)
    # What is to be read out stands on the sheet as its tellers want it: a line with a role and a number would
    # tell whose it is.
    theirs = [each for each in found if each.membership_id in people and each.kind != "for_workshop"]
    return await owing.in_lines(house, tx, exact.project_id, theirs, exact.at)


async def _asked(house: House, tx: Transaction, exact: Collected) -> tuple[Asked, ...]:
    """Questions and objections without an answer, of people who are in the pack, the oldest first."""
    people = {person.membership_id: person for person in exact.people}
    return tuple(
        _question(each, people[each.asker.membership_id])
        for each in await stored.waiting(tx, house.keys, exact.project_id)
        if each.kind not in ("story_reply", "for_workshop") and each.asker.membership_id in people
    )


def _question(each: StoredExchange, asker: Person) -> Asked:
    about = None
    if each.about is not None:
        kind = next(kind for kind in KINDS if kind == each.about[0])
        about = About(subject(kind, each.about[1]))
    who = pseudonym(asker.role, asker.number)
    # What was answered already is no open question: the newest turn is what waits.
    turns = exchanges.read(each).turns
    parts = tuple(part for part in (turns[-1].parts if turns else ()) if may_export(part.kind, asker.agreed))
    return Asked(heading(exchanges.kind_of(each), each.number, about, who), parts, asker.language)

"""Results of votes: counted and frozen when a vote is over, told to those who voted, read by the team.

While a vote is open the team sees how many voted and nothing else. Only ballots of people who still take part
and are asked count, each once, and sheets of paper beside them. A frozen result holds sums, so it stands when
a ballot is erased later.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from bot.codesign.ballots import Ballot, Vote
from bot.codesign.results import Result, order, to_keep
from bot.codesign.small_numbers import SMALLEST_SHOWN
from bot.codesign.turnout import Turnout, counted, in_groups
from bot.flows import result_for_people, result_for_team
from bot.i18n.texts import Text, _
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import BUSINESS, Business, Round
from bot.services.votes import paper, voting
from storage import ballots
from storage import rounds as stored_rounds
from storage.database import Transaction
from storage.memberships import Member


async def _cast(house: House, tx: Transaction, round_: Round) -> list[tuple[str, Vote]]:
    """Every vote from a phone that counts, with its role."""
    every = await voting.every(house, tx, round_)
    return [(each.role, each.ballot.vote) for each in every if each.counts]


async def _counted(house: House, tx: Transaction, round_: Round) -> Result:
    votes: dict[str, list[Vote]] = {}
    for role, vote in await _cast(house, tx, round_):
        votes.setdefault(role, []).append(vote)
    sheets = await paper.every(house, tx, round_)
    for role, ballot in sheets:
        votes.setdefault(role, []).append(ballot.vote)
    on_paper = Counter(role for role, _ballot in sheets)
    could: Counter[str] = Counter(dict.fromkeys(map(str, round_.ask.roles), 0))
    could.update(each.role for each in await rounds.asked(tx, round_))
    return to_keep(votes, voting.rules_of(round_), could, on_paper)


async def freeze(house: House, tx: Transaction, round_: Round) -> bytes:
    """The result as JSON, counted from the ballots that stand once nobody is casting one any more."""
    await stored_rounds.hold(tx, round_.stored.id)
    return msgspec.json.encode(await _counted(house, tx, round_))


def frozen(round_: Round) -> Result | None:
    """The result as it was frozen; None while the vote is open or not counted yet."""
    content = round_.stored.result
    return None if content is None else msgspec.json.decode(content, type=Result)


class SoFar(msgspec.Struct, frozen=True):
    """The order of a vote that goes on: the candidates' places, and how many votes they come from."""

    votes: int
    places: dict[str, int]


async def so_far(house: House, tx: Transaction, round_: Round) -> Text:
    """The order while the vote goes on, for somebody who has voted.

    It was kept when so many had voted and is not made for this look: whatever was changed since, and whoever
    left, is not to be seen by itself.
    """
    kept = await _kept(house, tx, round_)
    return result_for_people.so_far(round_.ask, None if kept is None else kept.places)


async def keep_so_far(house: House, tx: Transaction, round_: Round) -> None:
    """Make the order anew once eight more people have voted than it is made of. Asked after each vote, so
    whether it is time is told from numbers, and only the order is counted then."""
    kept = await _kept(house, tx, round_)
    due = (0 if kept is None else kept.votes) + SMALLEST_SHOWN
    sheets = (await paper.by_role(tx, round_)).total()
    # No more can count than were cast; who of those still takes part is looked at when it may matter.
    if await ballots.count(tx, round_.stored.id) + sheets < due:
        return
    voted = (await voting.counting(tx, round_)).total() + sheets
    if voted < due:
        return
    cast = [vote for _role, vote in await _cast(house, tx, round_)]
    cast += [ballot.vote for _role, ballot in await paper.every(house, tx, round_)]
    made = SoFar(voted, order(cast, voting.rules_of(round_)))
    await stored_rounds.keep_so_far(tx, house.keys, round_.stored, msgspec.json.encode(made))


async def _kept(house: House, tx: Transaction, round_: Round) -> SoFar | None:
    content = await stored_rounds.so_far(tx, house.keys, round_.stored)
    return None if content is None else msgspec.json.decode(content, type=SoFar)


async def turnout(tx: Transaction, round_: Round) -> tuple[Turnout, ...]:
    """How many of how many have voted by now, by role; small roles together."""
    could = Counter(each.role for each in await rounds.asked(tx, round_))
    have = await voting.counting(tx, round_)
    sheets = await paper.by_role(tx, round_)
    return in_groups(
        tuple(counted(role, have[role], sheets[role], could[role]) for role in sorted({*could, *sheets}))
    )


async def of_person(house: House, tx: Transaction, round_: Round, membership_id: str) -> tuple[Text, ...]:
    """The frozen result for one person, page by page, with where their own vote sits; empty without one."""
    result = frozen(round_)
    if result is None:
        return ()
    return result_for_people.pages(round_.ask, result, await _own(house, tx, round_, membership_id))


async def _own(house: House, tx: Transaction, round_: Round, membership_id: str) -> Ballot | None:
    stored = await ballots.of(tx, house.keys, round_.stored.id, membership_id)
    return None if stored is None else voting.read(stored)


async def heard(house: House, tx: Transaction, round_: Round, member: Member) -> tuple[Text, ...]:
    """What one person is told of the result once the outcome stands."""
    return await of_person(house, tx, round_, member.id)


def for_team(round_: Round, result: Result) -> tuple[Text, ...]:
    """The exact result, page by page, for the team alone."""
    return result_for_team.pages(round_.ask, result)


def still_open(by_role: tuple[Turnout, ...]) -> tuple[Text, ...]:
    """What the team sees while people vote."""
    return (
        result_for_team.turnout(by_role),
        _("While the vote is open nobody sees what was voted, so that it sways nobody."),
    )


BUSINESS["votes"] = Business(
    answered=voting.answered,
    has_answered=voting.has_answered,
    begin=voting.begin,
    label=voting.label,
    freeze=freeze,
    heard=heard,
)

"""The votes of one person, for that person alone: to read in the chat and to take along."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.ballots import Ballot
from bot.codesign.rounds import Candidate
from bot.flows.vote import vote_lines
from bot.i18n.texts import Text, _, lines
from bot.services.house import House
from bot.services.rounds import rounds
from storage import ballots
from storage.database import Transaction


class OwnVote(msgspec.Struct, frozen=True):
    """A ballot with the number of its round and the candidates that stood there."""

    round_number: int
    candidates: tuple[Candidate, ...]
    ballot: Ballot
    cast_at: datetime
    changed_at: datetime

    @property
    def heading(self) -> Text:
        """Which vote it is."""
        return _("Round {number}: your vote", number=self.round_number)

    @property
    def words(self) -> Text:
        """The vote itself, a line for each thing that it says."""
        return lines(*vote_lines(self.candidates, self.ballot.vote), gap=0)


async def of_membership(house: House, tx: Transaction, membership_id: str) -> tuple[OwnVote, ...]:
    """Everything that a person has voted in a project, in that order."""
    found: list[OwnVote] = []
    for stored in await ballots.of_membership(tx, house.keys, membership_id):
        round_ = await rounds.by_id(house, tx, stored.round_id)
        assert round_ is not None, "a ballot goes with its round"
        ballot = msgspec.json.decode(stored.content, type=Ballot)
        number, candidates = round_.stored.number, round_.ask.candidates
        found.append(OwnVote(number, candidates, ballot, stored.cast_at, stored.changed_at))
    return tuple(found)

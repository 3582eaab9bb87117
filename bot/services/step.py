"""One step of one person: the transaction in which an update is marked done, applied and answered.

Everything happens or nothing does. After a kill -9 anywhere before the commit the update is still
waiting; anywhere after it, the update is done and its answer lies in the outbox.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.i18n.texts import Text
from bot.i18n.translator import SHIPPED_LANGUAGES, SOURCE_LANGUAGE
from bot.services import outbox
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.messages import Message, Note
from storage import inbox, participants
from storage.database import Transaction
from storage.participants import Participant, Place


class AlreadyApplied(Exception):
    """The update was applied before, or is another worker's to apply; nothing is to be done."""


@dataclass
class Step:
    """What a service works with while it applies one update of one person."""

    house: House
    tx: Transaction
    now: datetime
    sender: str
    participant: Participant

    @property
    def place(self) -> Place:
        """The person's place in the project they look at. Only for people who have one."""
        assert self.participant.place is not None
        return self.participant.place

    def rendered(self, text: Text) -> str:
        """``text`` in the person's language, to compare with what they typed."""
        return self.house.translator.render(text, self.participant.language)

    async def queue(self, message: Message) -> str:
        """Put a message for this person in the outbox, as part of this step; returns its outbox id."""
        place = self.participant.place
        return await outbox.queue(
            self.house,
            self.tx,
            self.participant.id,
            message,
            membership_id=place.membership_id if place and not place.left else None,
        )

    async def say(self, *texts: Text) -> None:
        """Say each text in a message of its own."""
        for text in texts:
            await self.queue(Note(text))

    async def reload(self) -> None:
        """Read the person anew after their place or language changed."""
        found = await participants.at(self.tx, self.house.keys.vault, self.sender)
        assert found is not None
        self.participant = found


@asynccontextmanager
async def step(house: House, arrival: Arrival) -> AsyncIterator[Step]:
    """Open the transaction of an update. Raises AlreadyApplied when it was applied before.

    A stranger gets a participant without a place, so that they can be answered; the sweep removes
    people without a place once nothing is waiting for them.
    """
    async with house.database.transaction() as tx:
        now = house.clock.now()
        if not await inbox.done(tx, arrival.update_id, now, worker=house.worker):
            raise AlreadyApplied
        vault = house.keys.vault
        person = await participants.at(tx, vault, arrival.sender)
        if person is None:
            language = spoken(arrival.app_language)
            person = await participants.add(tx, vault, arrival.sender, language, now)
        elif person.unreachable:
            await outbox.reachable_again(house, tx, person.address_id)
        yield Step(house, tx, now, arrival.sender, person)


def spoken(app_language: str | None) -> str:
    """The shipped language nearest to what the person's app uses; English when there is none."""
    code = (app_language or "").split("-")[0].lower()
    return code if code in SHIPPED_LANGUAGES else SOURCE_LANGUAGE

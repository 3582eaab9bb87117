"""What one person suggested, and what was marked as a quote in what they told: theirs to see and take."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.priorities import Status, Wording
from bot.i18n.texts import Quote, Text, _, lines
from bot.services.house import House
from bot.services.priorities import priorities
from storage import excerpts
from storage import priorities as stored
from storage.database import Transaction
from storage.excerpts import StoredExcerpt


class OwnSuggestion(msgspec.Struct, frozen=True):
    """Something a person suggested, as it stands."""

    number: int
    state: Status
    wording: Wording
    sent_at: datetime
    voted_on: bool

    @property
    def words(self) -> str:
        """In their own language, as they wrote it."""
        return self.wording.words.get(self.wording.language) or next(iter(self.wording.words.values()))


async def of_membership(house: House, tx: Transaction, membership_id: str) -> tuple[OwnSuggestion, ...]:
    """Everything that a person suggested in a project, oldest first."""
    found = [priorities.read(each) for each in await stored.of_proposer(tx, house.keys, membership_id)]
    return tuple(
        OwnSuggestion(
            each.stored.number,
            each.status,
            each.wording,
            each.stored.created_at,
            each.stored.voted_at is not None,
        )
        for each in found
    )


async def quotes_of(house: House, tx: Transaction, membership_id: str) -> tuple[StoredExcerpt, ...]:
    """Everything that was marked as a quote in what a person told, whether it may be used now or not."""
    return tuple(await excerpts.of_teller(tx, house.keys, membership_id))


async def in_words(house: House, tx: Transaction, membership_id: str) -> tuple[Text, ...]:
    """Both, one text for each suggestion and each story with quotes."""
    suggested = await of_membership(house, tx, membership_id)
    by_story: dict[int, list[Text]] = {}
    for quote in await quotes_of(house, tx, membership_id):
        said = by_story.setdefault(quote.story_number, [])
        said += map(Quote, (quote.words, *quote.translations.values()))
    return (
        *(
            lines(
                _("Your suggestion {number}:", number=each.number),
                Quote(each.words),
                *map(Quote, each.wording.changed.values()),
            )
            for each in suggested
        ),
        *(
            lines(_("The team marked this in your story {number}, to quote it:", number=number), *words)
            for number, words in by_story.items()
        ),
    )

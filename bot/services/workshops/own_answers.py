"""What somebody said to workshops, as they read it themselves."""

from __future__ import annotations

from bot.flows.parts import part_line
from bot.flows.workshop_words import STANCE_NAMES
from bot.i18n.texts import Text, _, lines
from bot.services.house import House
from bot.services.workshops import workshops
from storage import workshop_answers
from storage.database import Transaction
from storage.workshop_answers import StoredAnswer


async def pages(house: House, tx: Transaction, membership_id: str) -> tuple[Text, ...]:
    """A page for each workshop that somebody said something to."""
    found = await workshop_answers.of_membership(tx, house.keys, membership_id)
    return tuple(in_words(each) for each in found)


def in_words(answer: StoredAnswer) -> Text:
    """What somebody said to a workshop, as they read it in their data."""
    if answer.was_there:
        return _("Workshop {number}: you said that you were there.", number=answer.workshop_number)
    said = workshops.said(answer)
    return lines(
        _("Workshop {number}: you said what you think.", number=answer.workshop_number),
        lines(
            *(
                _("Decision {number}: {stance}", number=position, stance=STANCE_NAMES[stance])
                for position, stance in said.stances.items()
            ),
            gap=0,
        ),
        *(part_line(part) for part in said.parts),
    )

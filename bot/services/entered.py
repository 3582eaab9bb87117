"""What was entered for somebody who does not use this chat, and how the team sees that."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import msgspec

from bot.codesign.assisted import HOWS
from bot.flows.assisting import taken_line
from bot.i18n.texts import Text, _, lines
from bot.services.contexts import pseudonym
from storage import assisted
from storage.assisted import StoredEntry
from storage.database import Transaction
from storage.keys import KeyRing

Entry: TypeAlias = StoredEntry
"""One thing that was entered for somebody: what, how it was taken, on which day, by whom, when."""


class Entered(msgspec.Struct, frozen=True):
    """What was entered for one person, in that order, and their code; none for whoever uses the chat."""

    code: str | None = None
    entries: tuple[StoredEntry, ...] = ()

    def on(self, subject_id: str) -> StoredEntry | None:
        """How a story or ratings were entered last; None for what they told by themselves."""
        return next((each for each in reversed(self.entries) if each.subject_id == subject_id), None)

    def consents_at(self, decided_at: datetime) -> StoredEntry | None:
        """How what they decided at a moment was taken; None for what they decided by themselves."""
        found = (each for each in self.entries if each.kind == "consents" and each.entered_at == decided_at)
        return next(found, None)


async def of(tx: Transaction, keys: KeyRing, membership_id: str) -> Entered:
    """Everything that was entered for one person."""
    person = await assisted.person(tx, keys, membership_id)
    entries = tuple(await assisted.entries(tx, membership_id))
    return Entered(None if person is None else person.code, entries)


def taken_of(entry: StoredEntry) -> Text:
    """How and when something was taken that was entered, in one line."""
    return taken_line(next(each for each in HOWS if each == entry.how), entry.taken_on)


def entered_line(entry: StoredEntry) -> Text:
    """That something was entered for its teller: from what, of which day, and by whom."""
    by = _("the team") if entry.entered_by is None else pseudonym("facilitator", entry.entered_by)
    return lines(_("Entered for them by {who}.", who=by), taken_of(entry), gap=0)

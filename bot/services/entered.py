"""How the team sees that something was entered for its teller, who does not use this chat."""

from __future__ import annotations

from bot.codesign.assisted import HOWS
from bot.flows.assisting import taken_line
from bot.i18n.texts import Text, _, lines
from bot.services.contexts import pseudonym
from storage.assisted import StoredEntry


def taken_of(entry: StoredEntry) -> Text:
    """How and when something was taken that was entered, in one line."""
    return taken_line(next(each for each in HOWS if each == entry.how), entry.taken_on)


def entered_line(entry: StoredEntry) -> Text:
    """That something was entered for its teller: from what, of which day, and by whom."""
    by = _("the team") if entry.entered_by is None else pseudonym("facilitator", entry.entered_by)
    return lines(_("Entered for them by {who}.", who=by), taken_of(entry), gap=0)

"""When the team is alarmed: people have heard nothing for too long, or co-design is long in coming.

Each alarm is raised once for as long as it lasts, and once more when it has become worse. The silence after
people have told is the known failure of the field; so is a long time between gathering and co-design
(doi 10.1017/9781009237024).
"""

from __future__ import annotations

from bot.codesign.drift import LONG_GAP, TOO_LONG_GAP, Facts, gap_days, silent_days


def silence(facts: Facts) -> str | None:
    """Return what tells one alarm about a silence from the next: since when, and how bad. None: no alarm.

    People are told that they hear back within the project's days, so nothing at all for longer is too long.
    """
    days, since = silent_days(facts), facts.last_word or facts.first_contribution
    if days is None or not facts.from_people or days <= facts.reply_days:
        return None
    return f"{since}, {'twice' if days > 2 * facts.reply_days else 'once'}"


def gap(facts: Facts) -> str | None:
    """Return the same of the gap between gathering and co-design; None once they work together."""
    days = gap_days(facts)
    if facts.codesign_began is not None or not facts.from_people or days <= LONG_GAP:
        return None
    return f"{facts.gathering_ends}, {TOO_LONG_GAP if days > TOO_LONG_GAP else LONG_GAP}"

"""An update: what the team tells to many at once, in each language, and what it is about.

Telling people what became of what they said is what tells co-design from consultation, and what people ask
of neighbouring systems and mostly do not get. So an update names the stories and priorities that it is about,
and everybody who reads one can answer it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.audience import Audience
from bot.codesign.project import LocalText, QuietHours
from bot.codesign.quiet_hours import next_allowed
from bot.codesign.story import Part

Status: TypeAlias = Literal["planned", "sending", "sent", "cancelled"]

SubjectKind: TypeAlias = Literal["story", "priority", "action"]
"""What an update can be about."""

OccasionKind: TypeAlias = Literal["workshop", "workshop_reply"]
"""What an update can be sent for instead of a facilitator's wish: what a workshop decided, and what the team
says to those who answered that."""

Reaction: TypeAlias = Literal["thanks", "glad", "unsure"]
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)

LONGEST = 2000
"""Characters of an update: two screens of a phone."""

FURTHEST = timedelta(days=92)
"""How far ahead an update can be planned: later than a season a plan is forgotten by those who made it."""

TWIN_WITHIN = timedelta(hours=24)
"""Within which the same words for the same people count as sent by mistake a second time."""

TIMES_OF_DAY = (time(9), time(12), time(18))
"""When updates that are planned in the chat go out, by the project's clock."""


class Subject(msgspec.Struct, frozen=True):
    """What an update is about: a story, a priority or an action, by its number."""

    kind: SubjectKind
    number: int


class Occasion(msgspec.Struct, frozen=True):
    """For what an update is sent: its kind, and the number of the workshop."""

    kind: OccasionKind
    number: int


class Picture(msgspec.Struct, frozen=True):
    """The file that goes with an update, a picture or a PDF. ``shows`` says in words what can be seen on it.

    ``media`` is the id of the facilitator's own file until it is copied; None once it is, or from the start.
    """

    kind: Literal["photo", "document"]
    name: str
    shows: LocalText
    media: str | None = None
    holder: str | None = None
    """The membership whose key seals ``media``."""


class Update(msgspec.Struct, frozen=True, omit_defaults=True):
    """An update as it is stored. ``made_by`` is the number of a facilitator, 0 for one made by command.

    What a workshop decided is read from the workshop: then ``text`` is empty.
    """

    text: LocalText
    audience: Audience
    made_by: int
    about: tuple[Subject, ...] = ()
    picture: Picture | None = None
    corrected_at: datetime | None = None
    occasion: Occasion | None = None


class Said(msgspec.Struct, frozen=True):
    """What somebody answered: no parts where they only said that it is not what they meant."""

    parts: tuple[Part, ...] = ()


def twins(one: Update, other: Update) -> bool:
    """Tell whether two updates say the same to the same people."""
    return (one.text, one.audience, one.occasion) == (other.text, other.audience, other.occasion)


def times_to_send(now: datetime, hours: QuietHours, zone: ZoneInfo, days: int = 7) -> tuple[datetime, ...]:
    """Return the moments of the coming days at which an update can be planned, none in the quiet hours."""
    today = now.astimezone(zone).date()
    moments = [
        datetime.combine(today + timedelta(days=ahead), at, zone)
        for ahead in range(days)
        for at in TIMES_OF_DAY
    ]
    allowed = {next_allowed(moment, hours, zone) for moment in moments if moment > now + timedelta(minutes=5)}
    return tuple(sorted(allowed))

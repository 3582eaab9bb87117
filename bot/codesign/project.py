"""What a project is: one service, one pathway, the people who answer for it, and its own words.

These are the shapes of a project file. They hold no rules beyond their types; what makes a project
fit to open stands in :mod:`bot.codesign.project_rules`.
"""

from __future__ import annotations

from datetime import date, time
from typing import Literal, TypeAlias, get_args

import msgspec

LocalText: TypeAlias = dict[str, str]
"""The same words in several languages: language code to text. Shown exactly as written."""

Purpose: TypeAlias = Literal["involvement", "research"]
"""Involving people in improving a service is not research; gathering stories as data for research is."""

ConsentKey: TypeAlias = Literal[
    "take_part",
    "keep_words",
    "keep_voice",
    "keep_photos",
    "quote_workshop",
    "quote_publication",
    "contact_me",
]
"""The things a person agrees to one by one (ICO and HRA guidance: consent is granular)."""

CONSENT_KEYS: tuple[ConsentKey, ...] = get_args(ConsentKey)
"""The consent items, in the order in which they are asked."""

PHASES: tuple[str, ...] = (
    "set_up",
    "staff_experiences",
    "patient_and_carer_experiences",
    "bringing_together",
    "codesign_groups",
    "celebrate_and_review",
)
"""The six phases of experience-based co-design in order: the names of the fields of :class:`Phases`."""


class QuietHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hours in which nobody is messaged unasked, as "HH:MM" in the project's time zone.

    They may run over midnight, and do by default.
    """

    starts: str = "21:00"
    ends: str = "08:00"

    def times(self) -> tuple[time, time]:
        """Return both ends as times of day. Raises ValueError where the rules find them wrong."""
        return time.fromisoformat(self.starts), time.fromisoformat(self.ends)


class Phase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a phase begins and ends; both days belong to it."""

    starts: date
    ends: date


class Phases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The six phases of a cycle. They begin in this order; two may run side by side.

    Staff and patient experiences are often gathered in the same weeks (doi 10.1017/9781009237024).
    """

    set_up: Phase
    staff_experiences: Phase
    patient_and_carer_experiences: Phase
    bringing_together: Phase
    codesign_groups: Phase
    celebrate_and_review: Phase

    def in_order(self) -> tuple[tuple[str, Phase], ...]:
        """Return the phases with their names, first to last."""
        return tuple((name, getattr(self, name)) for name in PHASES)


class Touchpoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point of contact between a person and the service. The name goes on a button."""

    id: str
    name: LocalText
    hint: LocalText | None = None
    """What belongs here: shown when somebody begins to tell about this point."""


class StoryPrompts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a teller is asked. Patients, carers and staff are asked in the same words."""

    tell: LocalText
    mattered: LocalText
    better: LocalText
    good: LocalText


class FeelingWord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feeling of the project's own, beside the ones that every project has."""

    key: str
    picture: str
    """One emoji. It stands beside the word, never alone."""
    pleasant: bool
    words: LocalText


class FormatNeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in which a person may need to be reached (Accessible Information Standard: ask once)."""

    key: str
    label: LocalText


class ConsentItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to agree to, with the exact words in which it is put."""

    key: ConsentKey
    words: LocalText


class Consent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people are asked to agree to. New words need a new version, and everybody is asked again."""

    version: str
    items: tuple[ConsentItem, ...]

    def words(self, key: ConsentKey) -> LocalText:
        """Return the exact words of one item. Raises KeyError where the rules find it missing."""
        for item in self.items:
            if item.key == key:
                return item.words
        raise KeyError(key)


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who can be turned to."""

    name: str
    role: LocalText
    contact: str


class Safeguarding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who acts when a story or a call for help says that somebody may come to harm."""

    lead: Person
    deputy: Person
    hours: LocalText
    """When one of the two can be reached; the bot says plainly that nobody watches outside them."""


class Responsible(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who answers for the project, and what people must be told before they say anything."""

    controller: str
    """The organisation that decides why and how people's data are used (UK GDPR, Article 4)."""
    lawful_basis: LocalText
    """The ground in UK GDPR, Article 6, in plain words."""
    article_9_condition: LocalText
    """The condition for using health data (UK GDPR, Article 9), in plain words."""
    data_protection_contact: str
    safeguarding: Safeguarding
    emergency: LocalText
    """What to do when life or safety is at risk, with the local number."""
    readers: LocalText
    """Who reads a story once it has been sent."""
    confidentiality_limits: LocalText
    """When the team must tell somebody else what it has read. Said before the first story."""
    other_way: LocalText
    """How to take part without Telegram, whose bot chats are not end-to-end encrypted."""
    facilitators_contact: str
    complaints_contact: str
    help_reply_hours: int = 24
    """Hours within which somebody who asked to be contacted hears from a person."""
    complaint_reply_days: int = 3
    """Days within which a complaint is answered by a person (the ICO asks for 30 at the most)."""


class Project(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A co-design project: one service, one pathway, one cycle."""

    key: str
    """Short name for commands and folders; it never changes."""
    title: LocalText
    about: LocalText
    languages: tuple[str, ...]
    """Languages of the project. The first one stands in where a translation is missing."""
    time_zone: str
    """IANA name, such as "Europe/London"."""
    quiet_hours: QuietHours = QuietHours()
    purpose: Purpose
    research_reference: str | None = None
    """Ethics approval or study number; needed where the purpose is research."""
    minimum_age: int = 18
    """In years; said by the person, not verified."""
    parental_authorisation: LocalText | None = None
    """How a parent agrees; needed where the minimum age is under 18."""
    phases: Phases
    ends_on: date
    """Last day of the project."""
    retention_days: int
    """Days after ``ends_on`` for which anything is kept."""
    reply_days: int = 14
    """Days within which a teller hears back."""
    health_for_everyone: bool = False
    """Whether people who take part read how the project is doing, in words that tell on nobody."""
    shared_after_silence_days: int | None = None
    """Days without an answer after which an offered wording may be used; None: never without one."""
    distress_words: dict[str, tuple[str, ...]] | None = None
    """Words by language that move a story to the front of the reading queue; None: the bot's own lists."""
    touchpoints: tuple[Touchpoint, ...]
    prompts: StoryPrompts
    feelings: tuple[FeelingWord, ...] = ()
    format_needs: tuple[FormatNeed, ...]
    consent: Consent
    responsible: Responsible

"""What stands in the rows of the tables: a project as it was collected, one small record for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import Touchpoint
from bot.codesign.rating import POSITIONS, Position, Rating
from bot.codesign.story import Part
from bot.exports.names import Names, ending
from bot.flows.rating import step_words
from bot.flows.story import feeling_options
from bot.i18n.texts import Own, Text, _
from bot.services.collecting import Collected, Medium, Person, Rated, StoredConsent, Told

_MOMENTS_KEPT = 4_096

Section: TypeAlias = Literal["parts", "mattered", "better", "good", "asides"]

SECTIONS: dict[Section, Text] = {
    "parts": _("What happened"),
    "mattered": _("What mattered"),
    "better": _("What would have made it better"),
    "good": _("What was good"),
    "asides": _("Said on the way"),
}


@lru_cache(_MOMENTS_KEPT)
def _minute(moment: datetime, zone: ZoneInfo) -> str:
    """The minute of a moment in a time zone. What one person sent at one time fills many rows."""
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(" ", "minutes")


@dataclass(frozen=True)
class View:
    """A collected project in one language, with the names that files and people have in the export."""

    collected: Collected
    names: Names

    def said(self, text: Text) -> str:
        """``text`` in the language of the export."""
        return self.names.said(text)

    @cached_property
    def stories_of(self) -> Counter[str]:
        """How many stories each person told (by membership)."""
        return Counter(told.person.membership_id for told in self.collected.stories)

    def day(self, moment: datetime | None) -> str:
        """The day of a moment, in the project's time zone."""
        return _minute(moment, self._zone)[:10] if moment else ""

    def time(self, moment: datetime) -> str:
        """A moment to the minute, in the project's time zone."""
        return _minute(moment, self._zone)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.collected.project.time_zone)

    def feeling(self, key: str) -> str | None:
        """A feeling in words; None when the project does not know it any more."""
        return self._feelings.get(key)

    @cached_property
    def _feelings(self) -> dict[str, str]:
        offered = feeling_options(self.collected.project.feelings)
        return {option.key: self.said(option.label) for option in offered}

    def needs(self, person: Person) -> str:
        """What a person needs to take part, in words."""
        labels = {need.key: need.label for need in self.collected.project.format_needs}
        return "; ".join(self.said(Own(labels[key])) if key in labels else key for key in person.needs)

    def place(self, touchpoint: str | None) -> str:
        """The name of a touchpoint; nothing when the teller was not sure."""
        return self._places.get(touchpoint or "", "")

    def step(self, rating: Rating) -> str:
        """The step of a rating in words."""
        return self._steps.get(rating.position, "")

    @cached_property
    def _steps(self) -> dict[Position | None, str]:
        every: tuple[Position | None, ...] = (*POSITIONS, None)
        return {position: self.said(step_words(Rating("", position))) for position in every}

    @cached_property
    def _places(self) -> dict[str, str]:
        return {point.id: self.said(Own(point.name)) for point in self.collected.project.touchpoints}


class PartRow(msgspec.Struct, frozen=True):
    """One part of a story. ``position`` counts the parts that are in the export, from 1."""

    told: Told
    position: int
    section: Section
    part: Part
    medium: Medium | None


class RatingRow(msgspec.Struct, frozen=True):
    """How one touchpoint felt to one person in a round; ``position`` counts what they sent from 1."""

    rated: Rated
    position: int
    rating: Rating

    def files(self, collected: Collected) -> list[tuple[str, Medium]]:
        """Where the kept files of what made it so stand in the export."""
        if not self.rating.why:
            return []
        person = self.rated.person
        begin = f"media/round-{self.rated.round}-{person.role}-{person.number}-{self.position}"
        kept = [collected.files[part.file] for part in self.rating.why if part.file in collected.files]
        return [
            (f"{begin}-{at}.{ending(medium.file.mime)}", medium)
            for at, medium in enumerate(kept, start=1)
            if medium.file is not None
        ]


class ConsentRow(msgspec.Struct, frozen=True):
    """What one person answered to one consent item, as it stands today."""

    person: Person
    decision: StoredConsent


class TouchpointRow(msgspec.Struct, frozen=True):
    """One touchpoint of the pathway. ``position`` counts from 1."""

    position: int
    touchpoint: Touchpoint
    stories: int


def part_rows(collected: Collected) -> Iterator[PartRow]:
    """Every part of every story, in order."""
    for told in collected.stories:
        for position, (section, part) in enumerate(parts_of(told), start=1):
            medium = collected.files.get(part.file) if part.file else None
            yield PartRow(told, position, section, part, medium)


def parts_of(told: Told) -> list[tuple[Section, Part]]:
    """The parts of a story with the section each was told in."""
    return [(section, part) for section in SECTIONS for part in getattr(told.story, section)]


def rating_rows(collected: Collected) -> Iterator[RatingRow]:
    """Every rating that somebody sent last, round by round and person by person."""
    for rated in collected.ratings:
        for position, rating in enumerate(rated.ratings.ratings, start=1):
            yield RatingRow(rated, position, rating)


def consent_rows(collected: Collected) -> Iterator[ConsentRow]:
    """Every answer that stands, person by person."""
    for decided in collected.consents:
        for decision in decided.decisions:
            yield ConsentRow(decided.person, decision)


def touchpoint_rows(collected: Collected) -> Iterator[TouchpointRow]:
    """The pathway in order."""
    stories = Counter(told.story.touchpoint for told in collected.stories)
    for position, touchpoint in enumerate(collected.project.touchpoints, start=1):
        yield TouchpointRow(position, touchpoint, stories[touchpoint.id])

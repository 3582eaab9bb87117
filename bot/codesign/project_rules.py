"""What makes a project fit to open, as plain functions that each name what is wrong and what is wanted.

The demands come from the field: who must be named before a project opens (ICO and HRA guidance for the
UK), consent item by item, plain words that fit a phone, and every text in every language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign import distress, feelings
from bot.codesign.project import CONSENT_KEYS, Project
from bot.codesign.project_texts import (
    LABEL,
    LocalWords,
    forbidden_characters,
    is_picture,
    local_words,
    plain_words,
)

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
MOST_TOUCHPOINTS = 40
MOST_FORMAT_NEEDS = 12
MOST_FEELINGS = 12
MOST_DISTRESS_WORDS = 300
LONGEST_PICTURE = 8
ADULT = 18
YOUNGEST = 13
"""From this age a child in the UK may agree alone to an online service (Data Protection Act 2018, s. 9)."""
LEAST_WAKING = timedelta(hours=4)
A_DAY = timedelta(days=1)


class Problem(msgspec.Struct, frozen=True):
    """Something wrong in a project file: where, what, and what is wanted instead.

    ``stops`` tells whether the project must not open with it. Places in a list are counted from 1.
    """

    path: str
    wrong: str
    wanted: str
    stops: bool = True


def problems(project: Project, shipped_languages: Collection[str]) -> list[Problem]:
    """Return everything that is wrong with a project, in the order of the file's sections.

    ``shipped_languages`` are the languages that the bot itself speaks.
    """
    return [
        *_languages(project, shipped_languages),
        *_names(project),
        *_time(project),
        *_phases(project),
        *_purpose(project),
        *_numbers(project),
        *_counts(project),
        *_feelings(project),
        *_consent(project),
        *_safeguarding(project),
        *_distress_words(project),
        *_plain_words(project),
        *_local_words(project),
    ]


def stopping(found: Iterable[Problem]) -> list[Problem]:
    """Return the problems with which a project must not open."""
    return [problem for problem in found if problem.stops]


def may_open(project: Project, today: date) -> bool:
    """Tell whether a project without stopping problems may take people in: not after its last day.

    ``today`` is the date in the project's time zone.
    """
    return today <= project.ends_on


def _languages(project: Project, shipped: Collection[str]) -> Iterator[Problem]:
    if not project.languages:
        yield Problem("languages", "no language is named", f"at least one of: {', '.join(sorted(shipped))}")
    for at, code in enumerate(project.languages, 1):
        if code not in shipped:
            wanted = f"one of the languages the bot speaks: {', '.join(sorted(shipped))}"
            yield Problem(f"languages[{at}]", f"the bot does not speak “{code}”", wanted)
    yield from _twice("languages", "", project.languages)


def _names(project: Project) -> Iterator[Problem]:
    wanted = "3 to 40 small letters a-z, digits and hyphens, with a letter or digit at both ends"
    for path, name in (
        ("key", project.key),
        *((f"touchpoints[{at}].id", point.id) for at, point in enumerate(project.touchpoints, 1)),
        *((f"feelings[{at}].key", word.key) for at, word in enumerate(project.feelings, 1)),
        *((f"format_needs[{at}].key", need.key) for at, need in enumerate(project.format_needs, 1)),
    ):
        if not NAME.fullmatch(name):
            yield Problem(path, f"“{name}” cannot serve as a short name", wanted)
    if not VERSION.fullmatch(project.consent.version):
        wanted = "1 to 20 letters, digits, dots and hyphens, such as “1” or “2026-10”"
        yield Problem("consent.version", f"“{project.consent.version}” cannot serve as a version", wanted)
    yield from _twice("touchpoints", ".id", [point.id for point in project.touchpoints])
    yield from _twice("feelings", ".key", [word.key for word in project.feelings])
    yield from _twice("format_needs", ".key", [need.key for need in project.format_needs])
    yield from _twice("consent.items", ".key", [item.key for item in project.consent.items])


def _twice(table: str, field: str, values: Collection[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, value in enumerate(values, 1):
        if value in seen:
            yield Problem(f"{table}[{at}]{field}", f"“{value}” is there twice", "each one only once")
        seen.add(value)


def _time(project: Project) -> Iterator[Problem]:
    try:
        ZoneInfo(project.time_zone)
    except (LookupError, OSError, ValueError):
        wanted = "a name from the IANA list, such as “Europe/London”"
        yield Problem("time_zone", f"there is no time zone “{project.time_zone}”", wanted)
    quiet = project.quiet_hours
    clocks = {"quiet_hours.starts": quiet.starts, "quiet_hours.ends": quiet.ends}
    wrong = [path for path, clock in clocks.items() if not CLOCK.fullmatch(clock)]
    for path in wrong:
        yield Problem(path, f"“{clocks[path]}” is not a time of day", "hours and minutes, such as “21:00”")
    if wrong:
        return
    starts, ends = (datetime.combine(date.min, clock) for clock in quiet.times())
    quiet_for = (ends - starts) % A_DAY
    if not quiet_for or A_DAY - quiet_for < LEAST_WAKING:
        wrong_is = f"quiet hours from {quiet.starts} to {quiet.ends} leave no time for messages"
        yield Problem("quiet_hours", wrong_is, "at least four hours of the day outside them")


def _phases(project: Project) -> Iterator[Problem]:
    before, began = "", date.min
    for name, phase in project.phases.in_order():
        if phase.ends < phase.starts:
            yield Problem(
                f"phases.{name}.ends", "the phase ends before it starts", f"{phase.starts} or later"
            )
        if phase.starts < began:
            wrong = f"the phase starts before “{before}”, which goes first"
            yield Problem(f"phases.{name}.starts", wrong, f"{began} or later")
        if phase.ends > project.ends_on:
            wrong = f"the phase goes on after the project's last day, {project.ends_on}"
            yield Problem(f"phases.{name}.ends", wrong, "an earlier day, or a later ends_on")
        if phase.starts >= began:
            before, began = name, phase.starts


def _purpose(project: Project) -> Iterator[Problem]:
    if project.purpose == "research" and project.research_reference is None:
        wanted = "the number of the ethics approval, or purpose = “involvement” if this is no research"
        yield Problem("research_reference", "research without a reference", wanted)
    if project.minimum_age < ADULT and not project.parental_authorisation:
        wanted = f"words that say how a parent agrees, or a minimum age of {ADULT}"
        yield Problem("parental_authorisation", "younger people without a parent's agreement", wanted)


def _numbers(project: Project) -> Iterator[Problem]:
    for path, value, least, most, what in (
        ("minimum_age", project.minimum_age, YOUNGEST, 99, "years"),
        ("reply_days", project.reply_days, 1, 60, "days"),
        ("retention_days", project.retention_days, 1, 25 * 366, "days"),
        ("shared_after_silence_days", project.shared_after_silence_days, 7, 60, "days"),
        ("responsible.help_reply_hours", project.responsible.help_reply_hours, 1, 30 * 24, "hours"),
        ("responsible.complaint_reply_days", project.responsible.complaint_reply_days, 1, 30, "days"),
    ):
        if value is not None and not least <= value <= most:
            yield Problem(path, f"{value} is out of range", f"{least} to {most} {what}")


def _counts(project: Project) -> Iterator[Problem]:
    for path, count, least, most in (
        ("touchpoints", len(project.touchpoints), 1, MOST_TOUCHPOINTS),
        ("format_needs", len(project.format_needs), 1, MOST_FORMAT_NEEDS),
        ("feelings", len(project.feelings), 0, MOST_FEELINGS),
    ):
        if not least <= count <= most:
            yield Problem(path, f"there are {count} of them", f"{least} to {most}")


def _feelings(project: Project) -> Iterator[Problem]:
    for at, word in enumerate(project.feelings, 1):
        if word.key in feelings.KEYS:
            wrong = f"every project has “{word.key}” already"
            yield Problem(f"feelings[{at}].key", wrong, "a key of its own, or leave this feeling out")
        if len(word.picture) > LONGEST_PICTURE or not is_picture(word.picture):
            wrong = f"“{word.picture}” is not one picture"
            yield Problem(f"feelings[{at}].picture", wrong, "one emoji; the words go into “words”")


def _consent(project: Project) -> Iterator[Problem]:
    there = [item.key for item in project.consent.items]
    if "take_part" in there[1:]:
        wanted = "“take_part” as the first item: without it, nothing else is asked"
        yield Problem("consent.items", "another item comes before “take_part”", wanted)
    for key in CONSENT_KEYS:
        if key not in there:
            yield Problem(
                "consent.items", f"people are not asked about “{key}”", f"an item with key = “{key}”"
            )


def _safeguarding(project: Project) -> Iterator[Problem]:
    safe = project.responsible.safeguarding
    if " ".join(safe.lead.name.split()).casefold() == " ".join(safe.deputy.name.split()).casefold():
        wanted = "somebody else, so that there is always one of two to turn to"
        yield Problem("responsible.safeguarding.deputy.name", "lead and deputy are the same person", wanted)


def _distress_words(project: Project) -> Iterator[Problem]:
    for code, listed in (project.distress_words or {}).items():
        path = f"distress_words.{code}"
        if code not in project.languages:
            wrong = f"“{code}” is not a language of this project, so nobody uses these words"
            yield Problem(path, wrong, "add it to languages, or take it out", stops=False)
        if len(listed) > MOST_DISTRESS_WORDS:
            yield Problem(path, f"there are {len(listed)} of them", f"at most {MOST_DISTRESS_WORDS}")
        for at, words in enumerate(listed, 1):
            if not distress.plain(words):
                yield Problem(f"{path}[{at}]", f"“{words}” holds no word", "a word, or a few in a row")
            yield from _form(f"{path}[{at}]", words, LABEL, one_line=True)


def _plain_words(project: Project) -> Iterator[Problem]:
    for place in plain_words(project):
        if not place.words.strip():
            yield Problem(place.path, "it is empty", "words that people can use")
        yield from _form(place.path, place.words, place.longest, one_line=True)


def _local_words(project: Project) -> Iterator[Problem]:
    for place in local_words(project):
        yield from text_problems(place, project.languages)


def text_problems(place: LocalWords, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Give what is wrong with one translated text: languages left out or too many, length, characters."""
    yield from _translations(place, languages)
    for code, words in place.words.items():
        yield from _form(f"{place.path}.{code}", words, place.longest, place.one_line)


def _translations(place: LocalWords, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A missing translation is shown in the first language, except where that would not be fair."""
    for code in languages:
        if place.words.get(code, "").strip():
            continue
        path, first = f"{place.path}.{code}", languages[0]
        if code == first:
            wrong = f"the words in “{code}” are missing"
            yield Problem(path, wrong, f"words in “{code}”, the first language of the project")
        elif place.exact:
            wrong = f"the words in “{code}” are missing"
            yield Problem(
                path, wrong, "words in every language of the project: nobody may have to guess these"
            )
        else:
            wrong = f"the words in “{code}” are missing; people will see them in “{first}”"
            yield Problem(path, wrong, f"words in “{code}”", stops=False)
    for code in place.words:
        if code not in languages:
            wrong = f"“{code}” is not a language of this project, so nobody will see these words"
            yield Problem(f"{place.path}.{code}", wrong, "add it to languages, or take it out", stops=False)


def _form(path: str, words: str, longest: int, one_line: bool) -> Iterator[Problem]:
    if len(words) > longest:
        yield Problem(
            path, f"{len(words)} characters do not fit a phone here", f"at most {longest} characters"
        )
    for character in forbidden_characters(words, one_line):
        wanted = "plain text on one line" if one_line else "plain text"
        yield Problem(path, f"it holds a character that cannot be shown safely: {character}", wanted)

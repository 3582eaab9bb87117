"""Rules for what has a form: addresses of every kind, numbers, dates and times, beds and rooms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.codesign.identifying_words import INSTEAD, MONTHS, ROOMS, STREETS, STREETS_WELSH
from bot.codesign.spans import Kind, Span

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\bt\.me/\S+|(?<![\w.])@\w{3,}", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Za-z]{1,2}\d[A-Za-z\d]? \d[A-Za-z]{2}\b")
_PATIENT_NUMBER = re.compile(r"(?<![\d+])(?!0)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)|\b[A-Z]{1,3}-?\d{5,9}\b")
_PHONE = re.compile(r"(?<![\w+])(?:\+|\(?\d)(?:[ ()-]{0,2}\d){6,14}(?!\w)")


def _any(words: Iterable[str]) -> str:
    # The longest first, or a short word would be found where a longer one stands.
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTH = {code: _any(words) for code, words in MONTHS.items()}
_DAY = r"(?:[0-3]?\d)"
_YEAR = r"(?:[12]\d{3})"

_NTH = r"(?:st|nd|rd|th)?"
_NTH_WELSH = r"(?:fed|eg|af|ain|ydd|il)?"

_DATES: dict[str, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(
            rf"\b(?:on )?(?:the )?{_DAY}{_NTH}(?: of)? (?:{_MONTH['en']})\b\.?(?:,? {_YEAR}\b)?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:on )?(?:{_MONTH['en']})\b\.? (?:the )?{_DAY}{_NTH}\b(?:,? {_YEAR}\b)?", re.IGNORECASE
        ),
    ),
    "cy": (
        re.compile(
            rf"\b(?:ar )?(?:y )?{_DAY}{_NTH_WELSH}(?: o)? (?:{_MONTH['cy']})\b(?: {_YEAR}\b)?", re.IGNORECASE
        ),
    ),
    "ar": (
        re.compile(
            rf"(?:في )?(?:يوم )?\b\d{{1,2}}(?: من)?(?: شهر)? (?:{_MONTH['ar']})\b"
            r"(?: (?:عام |سنة )?\d{4}\b)?"
        ),
    ),
}
_MONTHS_OF_A_YEAR = {
    "en": re.compile(rf"\b(?:in )?(?:{_MONTH['en']}) (?:of )?{_YEAR}\b", re.IGNORECASE),
    "cy": re.compile(rf"\b(?:{_MONTH['cy']}) {_YEAR}\b", re.IGNORECASE),
    "ar": re.compile(rf"(?:في )?(?:شهر )?\b(?:{_MONTH['ar']}) (?:عام |سنة )?\d{{4}}\b"),
}
_DATE_IN_NUMBERS = re.compile(
    r"(?:\bon )?(?<![\d/.-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?![\d/-])"
)

_TIMES: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:at|around|about) )?(?:(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:am\b|pm\b|a\.m\.|p\.m\.)"
        r"|(?:1[0-2]|0?[1-9]) ?(?:am\b|pm\b|a\.m\.|p\.m\.)|(?:1[0-2]|[1-9]) o['’]clock"
        r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:(?:am|tua|tuag) )?(?:(?:1[0-2]|[1-9]) o['’]r gloch|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])"
        r"|(?:1[0-2]|[1-9]) (?:y bore|y prynhawn|yr hwyr|y nos)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?:في )?(?:تمام )?الساعة (?:\d{1,2}(?::\d{2})?|ال\w+)(?: والنصف| والربع| إلا ربعا| إلا الربع)?"
        r"(?: (?:صباحا|صباحًا|مساء|مساءً|ليلا|ليلًا|ظهرا|ظهرًا))?"
    ),
}

_STREET = re.compile(
    r"\b(?:\d{1,4}[A-Za-z]?,? )(?:[A-Z][\w'’-]+ ){1,3}(?i:" + _any(STREETS) + r")\b"
    r"|\b(?:[A-Z][\w'’-]+ ){1,2}(?:Street|Road|Avenue|Lane|Crescent|Terrace)\b"
)
_STREET_WELSH = re.compile(
    r"\b(?:\d{1,4}[A-Za-z]?,? )?(?:" + _any(tuple(word.title() for word in STREETS_WELSH)) + r")"
    r"(?: (?:y|yr|[A-Z][\w'’-]+)){1,3}"
)
_STREET_ARABIC = re.compile(r"(?:في )?شارع (?:ال)?\w+(?:،? (?:رقم )?\d+)?")

_NUMBERED = r"(?: (?:no\.?|number|rhif))? ?(?:\d{1,4}[A-Za-z]?|[A-Z])\b(?!['’])"
_ROOM = {
    "en": re.compile(rf"\b((?:the )?)((?i:{_any(ROOMS['en'])})){_NUMBERED}"),
    "cy": re.compile(rf"\b((?:y |yr )?)((?i:{_any(ROOMS['cy'])})){_NUMBERED}"),
}
_ROOM_ARABIC = re.compile(rf"\b(ال)?({_any(ROOMS['ar'])})(?: رقم)? \d{{1,4}}\b")


def _all(pattern: re.Pattern[str], text: str, kind: Kind, instead: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end(), kind, instead)


def exact(text: str, language: str) -> Iterator[Span]:
    """What has the same form in every language: e-mail, links, post codes, numbers, dates in numbers."""
    words = INSTEAD[language]
    yield from _all(_EMAIL, text, "email", words["email"])
    yield from _all(_LINK, text, "link", words["link"])
    yield from _all(_DATE_IN_NUMBERS, text, "date", words["day"])
    yield from _all(_PATIENT_NUMBER, text, "number", words["number"])
    yield from _all(_PHONE, text, "phone", words["phone"])
    yield from _all(_POSTCODE, text, "address", words["postcode"])


def dates_and_times(text: str, language: str) -> Iterator[Span]:
    """Days, months of a year, and times of the day in words, in the language they are written in."""
    for code in dict.fromkeys((language, *INSTEAD)):
        words = INSTEAD[code]
        for pattern in _DATES[code]:
            yield from _all(pattern, text, "date", words["day"])
        yield from _all(_MONTHS_OF_A_YEAR[code], text, "date", words["month"])
        yield from _all(_TIMES[code], text, "time", words["time"])


def addresses(text: str, language: str) -> Iterator[Span]:
    """Streets with and without a number."""
    latin = language if language != "ar" else "en"
    yield from _all(_STREET_WELSH, text, "address", INSTEAD["cy"]["address"])
    yield from _all(_STREET, text, "address", INSTEAD[latin]["address"])
    yield from _all(_STREET_ARABIC, text, "address", INSTEAD["ar"]["address"])


def rooms(text: str, language: str) -> Iterator[Span]:
    """Beds, bays, rooms and wards with a number or a letter: the number goes, the room stays."""
    for code in dict.fromkeys((language, "en", "cy")):
        if code in _ROOM:
            for match in _ROOM[code].finditer(text):
                before, room = match.group(1), match.group(2)
                # Welsh has no "a", and a changed first letter fits the word before it.
                instead = f"{before}{room}" if before or code == "cy" else ROOMS[code][room.lower()]
                yield Span(match.start(), match.end(), "place", instead)
    for match in _ROOM_ARABIC.finditer(text):
        yield Span(match.start(), match.end(), "place", f"{match.group(1) or ''}{match.group(2)}")

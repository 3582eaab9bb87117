"""What is held of every translated message. Each check yields what is wrong, in words."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from bot.i18n.translator import RIGHT_TO_LEFT
from tests.i18n.catalogues import FORMS, Entry

Check = Callable[[Entry, str], Iterator[str]]

QUOTES = {"cy": ("“", "”"), "ar": ("«", "»")}

FOREIGN = {"cy": r"(?<!\()'|\"|[«»،؛؟]", "ar": r"[?“”]|(?<!\d),|;(?!\))|\""}
"""Punctuation that a language does not use, as a regular expression."""

SAME_IN_EVERY_LANGUAGE = frozenset(
    {
        "[{kind}]",
        "[{kind}] {words}",
        "{picture} {word}",
        "{role} {number}",
        "✓ {option}",
        "{reaction}: {number}",
        "{name}, {role}",
        "{number}: {day}. {state}",
        "{people}: {n}",
        "{touchpoint}: {what}",
        "{what}: {how}",
        "{teller}:",
        "{words} ({day})",
        "{day}, {who}: {words}",
        "{day}: {status}",
        "{kind}: {n}",
        "{level}: {figure}",
        "{number}: {words} ({status})",
        "{step}: {n}",
        "{touchpoint}: {role}",
        "{what}, {when}",
        "{who} ({name})",
        "{name}, {role}: {contact}",
        "{before}, {next}",
        "{day}, {time}",
        "{feeling}: {n}",
        "{group}, {people}",
        "{group}: {people}",
        "{group}: {share}",
        "{number}. {option}",
        "{number}. {stance}: {option}",
        "{number}. {sentence}",
        "{number}. {touchpoint}",
        "{number}: {what}",
        "{number}: {words}",
        "{people}: {number}",
        "{place}. {candidate}",
        "{place}. {candidate} ({figure})",
        "{place}. {candidate}: {figure}",
        "{stories}: {roles}",
        "{touchpoint}: {step}",
        "{what} ({number})",
        "{who}: {deed}",
        "– {candidate}",
    }
)
"""Texts that are nothing but places to fill, and so may stay as they are in English."""

LEFT_TO_RIGHT_MARK = "\u200e"

_MARKUP = re.compile(r"</?[A-Za-z!][^>]*>|&(?:[a-z]+|#\d+);|\*\*|__|`|~~|\]\(|^#|^[*-] ")
_KEPT = re.compile(r"(?<![\w/])/[a-z]+\b|[\w-]*\.(?:csv|json|html|txt|md)\b|\b\d[\d,]*\b")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_IDENTIFIER = re.compile(r"[a-z][a-z_]*")


def fields(words: str) -> Counter[str]:
    """The places to fill in a text. Raises ValueError for anything but a plain ``{name}``."""
    found: Counter[str] = Counter()
    for _literal, name, spec, conversion in string.Formatter().parse(words):
        if name is None:
            continue
        if not _IDENTIFIER.fullmatch(name) or spec or conversion:
            raise ValueError(f"{{{name}}} is not a plain place to fill")
        found[name] += 1
    return found


def complete(entry: Entry, language: str) -> Iterator[str]:
    """Every form is there and says something."""
    wanted = len(FORMS[language]) if entry.counted else 1
    if len(entry.words) != wanted or not all(form.strip() for form in entry.words):
        yield f"{wanted} forms are wanted, none of them empty"


def same_places(entry: Entry, language: str) -> Iterator[str]:
    """Each place to fill stands as often as in English. Zero, one and two may be words instead of {n}."""
    wanted = fields(entry.english[-1])
    for name, form in zip(FORMS[language], entry.words, strict=False):
        try:
            there = fields(form)
        except ValueError as error:
            yield str(error)
            continue
        said_in_words = entry.counted and name in ("zero", "one", "two") and "n" not in there
        if there + Counter("n" if said_in_words else "") != wanted:
            yield f"the places to fill are {sorted(there)}, wanted {sorted(wanted)}"


def plain_text(entry: Entry, language: str) -> Iterator[str]:
    """No markup: texts go out plain, and people would see the signs."""
    del language
    for form in entry.words:
        if found := _MARKUP.search(form):
            yield f"{found.group()!r} looks like markup"


def really_translated(entry: Entry, language: str) -> Iterator[str]:
    """Not English once more, and where another script is used, only names in Latin letters."""
    for form in entry.words:
        if form in entry.english and form not in SAME_IN_EVERY_LANGUAGE:
            yield "it is the English text"
        if language in RIGHT_TO_LEFT:
            foreign = set(_LATIN.findall(form)) - set(_LATIN.findall(" ".join(entry.english)))
            if foreign:
                yield f"in Latin letters, and not in the English: {sorted(foreign)}"


def what_must_be_kept(entry: Entry, language: str) -> Iterator[str]:
    """Commands, names of files and numbers are the same in every language."""
    del language
    wanted = Counter(_KEPT.findall(entry.english[-1]))
    for form in entry.words:
        if Counter(_KEPT.findall(form.replace(LEFT_TO_RIGHT_MARK, ""))) != wanted:
            yield f"wanted as in English: {sorted(wanted)}"


def ends_alike(entry: Entry, language: str) -> Iterator[str]:
    """A question stays a question, a sentence a sentence, a heading a heading, a label a label."""
    ends = {".": ".", ":": ":", "?": "؟" if language in RIGHT_TO_LEFT else "?", "!": "!"}
    wanted = ends.get(entry.english[-1][-1], "")
    for form in entry.words:
        ending = form[-1:] if form[-1:] in ".:?!؟" else ""
        if ending != wanted:
            yield f"it ends with {ending!r}, wanted {wanted!r}"


def own_punctuation(entry: Entry, language: str) -> Iterator[str]:
    """Arabic has its own comma, semicolon, question mark and quotes; Welsh quotes are curly."""
    for form in entry.words:
        if found := re.search(FOREIGN[language], form):
            yield f"{found.group()!r} is not how the language writes it"


def tidy(entry: Entry, language: str) -> Iterator[str]:
    """No stray space, no second way of writing a letter, and no sign that cannot be seen.

    Where people write from right to left, a left-to-right mark may stand: it holds a slash or a dot to the
    Latin word after it.
    """
    for form in entry.words:
        if form != " ".join(form.split()):
            yield "there is a stray space or line end"
        if form != unicodedata.normalize("NFC", form):
            yield "a letter is written in an unusual way (not in NFC)"
        seen = (
            re.sub(LEFT_TO_RIGHT_MARK + r"(?=[/.][A-Za-z])", "", form) if language in RIGHT_TO_LEFT else form
        )
        if any(unicodedata.category(each) in ("Cc", "Cf") for each in seen):
            yield "there is a sign that cannot be seen"
        if language in RIGHT_TO_LEFT and re.search(rf"(?<![\w{LEFT_TO_RIGHT_MARK}])[/.][A-Za-z]", form):
            yield "the slash or dot would jump to the other end of its word: put U+200E before it"


ONE_BY_ONE: tuple[Check, ...] = (
    complete,
    same_places,
    plain_text,
    really_translated,
    what_must_be_kept,
    ends_alike,
    own_punctuation,
    tidy,
)
"""The checks that look at one message alone."""


def names_buttons_as_they_are(entry: Entry, language: str, said: Mapping[str, str]) -> Iterator[str]:
    """Where the English names a button, “like this” or as in "press Done", the translated button is named.

    ``said`` are the translations of every uncounted message by their English words.
    """
    named = [name for name in re.findall("“([^”]+)”", entry.english[-1]) if name in said]
    named += re.findall(r"press (Done)\b", entry.english[-1])
    opening, closing = QUOTES[language]
    for name in named:
        wanted = f"{opening}{said[name]}{closing}"
        if any(wanted not in form for form in entry.words):
            yield f"the button is not named as it is: {wanted}"


def contradictions(
    lists: Mapping[str, frozenset[str]], may_share: frozenset[frozenset[str]]
) -> Iterator[str]:
    """Words that stand in two lists of usual words which mean different things."""
    for one, words in lists.items():
        for other, others in lists.items():
            if one < other and frozenset({one, other}) not in may_share and words & others:
                yield f"{sorted(words & others)} would mean {one} and {other}"

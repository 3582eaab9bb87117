"""Words that move a story to the front of the reading queue, and do nothing else.

A list of words only reorders what a person reads next. It names no illness, gives no score, and nothing is
decided by it: a story without any of the words is read as well, a little later. Every project sees the list
in use and can change it (good practice in safeguarding: people judge, lists only help them to look).

Whole words count, in any case and with or without accents, also several in a row. Arabic words count with
the small words that are written onto them (and, so, by, for, the). Welsh words change their first letter, so
each form stands in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from bot.codesign.story import Part

DEFAULT_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "suicide", "suicidal", "kill myself", "killing myself", "end my life", "end it all", "ending it all",
        "take my own life", "want to die", "wanted to die", "wish i was dead", "wish i were dead",
        "better off dead", "no reason to live", "not worth living", "harm myself", "harming myself",
        "hurt myself", "hurting myself", "cut myself", "cutting myself", "self-harm", "self-harming",
        "overdose", "overdosed", "cannot go on", "can't go on", "couldn't go on", "cannot cope", "can't cope",
        "couldn't cope", "hopeless", "desperate", "despair", "terrified", "abuse", "abused", "abusing",
        "assault", "assaulted", "raped", "hit me", "hits me", "hurt me", "hurts me", "threatened me",
        "threatens me", "afraid of him", "afraid of her", "scared of him", "scared of her", "not safe",
        "unsafe", "neglected", "starving", "nightmares", "flashbacks", "panic attack", "panic attacks",
    ),
    "cy": (
        "hunanladdiad", "lladd fy hun", "lladd fy hunan", "ladd fy hun", "ladd fy hunan",
        "diwedd ar fy mywyd", "eisiau marw", "isio marw", "gwell pe bawn wedi marw", "niweidio fy hun",
        "niweidio fy hunan", "brifo fy hun", "frifo fy hun", "torri fy hun", "hunan-niweidio",
        "hunan-niwed", "gorddos", "methu mynd ymlaen", "methu dal ati", "methu ymdopi", "anobaith",
        "anobeithiol", "dychryn", "arswyd", "cam-drin", "gam-drin", "camdrin", "gamdrin", "ymosod arna i",
        "ymosodiad", "treisio", "dreisio", "fy nharo", "fy mrifo", "fy mygwth", "ofn ohono", "ofn arno",
        "ddim yn ddiogel", "anniogel", "esgeuluso", "hesgeuluso", "hunllefau", "pwl o banig",
        "pyliau o banig",
    ),
    "ar": (
        "انتحار", "انتحر", "قتل نفسي", "أقتل نفسي", "أنهي حياتي", "إنهاء حياتي", "أريد أن أموت",
        "أريد الموت", "أتمنى الموت", "ليتني مت", "لا أريد أن أعيش", "أؤذي نفسي", "إيذاء نفسي", "أجرح نفسي",
        "إيذاء النفس", "جرعة زائدة", "لا أستطيع الاستمرار", "لا أستطيع التحمل", "لا أقدر أكمل", "يأس", "يائس",
        "يائسة", "مرعوب", "مرعوبة", "رعب", "اعتداء", "اعتدى علي", "اغتصاب", "اغتصبني", "تحرش", "تحرش بي",
        "يضربني", "ضربني", "تضربني", "ضربتني", "يهددني", "هددني", "تهددني", "أخاف منه", "أخاف منها",
        "لست آمنا", "لست آمنة", "غير آمن", "غير آمنة", "إهمال", "أهملوني", "كوابيس", "نوبة هلع", "نوبات هلع",
    ),
}  # fmt: skip
"""What is used where a project names no words of its own for a language. Written for this program."""

_APOSTROPHES = re.compile(r"['’ʼ‘`\u0640]")
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FOLDED = str.maketrans({"ى": "ي", "ة": "ه"})
_BEFORE = re.compile(r"[وف]?(?:ال|بال|لل|كال|[بلك])?")
"""Small words that Arabic writes onto the next one."""

LEAST_LEFT = 3
"""Letters that an Arabic word must have left once the small words before it are taken off."""


def words_in_use(
    own: Mapping[str, Collection[str]] | None, languages: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the words that count, by language: the project's own, or the default where it names none.

    A project that names an empty list for a language uses no words there.
    """
    chosen = own or {}
    return {
        code: tuple(chosen[code]) if code in chosen else DEFAULT_WORDS.get(code, ()) for code in languages
    }


class Told(Protocol):
    """Whatever is made of parts that somebody told: a story, or what they said beside their ratings."""

    def every_part(self) -> tuple[Part, ...]:
        """All parts of it."""


def suggests_distress(told: Told, words: Mapping[str, Collection[str]]) -> bool:
    """Tell whether any part of what was told holds any of the words, whatever their language.

    People mix languages, so each list is tried on each part. What was spoken or shown is not looked into.
    """
    phrases = [phrase for each in words.values() for one in each if (phrase := _listed(one))]
    return any(_holds(_readings(part.words), phrases) for part in told.every_part())


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, no apostrophes, one space between words."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    bare = "".join(one for one in apart if not unicodedata.combining(one)).translate(_FOLDED)
    return _WORD.findall(bare)


@lru_cache(maxsize=2048)
def _listed(phrase: str) -> tuple[str, ...]:
    """A phrase of a list, word by word. Remembered: the same lists are looked for in every story."""
    return tuple(_words(phrase))


def _readings(text: str) -> list[frozenset[str]]:
    """Each word of a text, with what is left of it without the small words that are written onto it."""
    return [frozenset((word, *_without_small_words(word))) for word in _words(text)]


def _holds(text: list[frozenset[str]], phrases: Iterable[tuple[str, ...]]) -> bool:
    anywhere: frozenset[str] = frozenset().union(*text)
    return any(
        all(word in text[at + n] for n, word in enumerate(phrase))
        for phrase in phrases
        if anywhere.issuperset(phrase)
        for at in range(len(text) - len(phrase) + 1)
    )


def _without_small_words(told: str) -> Iterator[str]:
    if _ARABIC.match(told) and (before := _BEFORE.match(told)):
        for length in range(1, before.end() + 1):
            if _BEFORE.fullmatch(told[:length]) and len(told) - length >= LEAST_LEFT:
                yield told[length:]

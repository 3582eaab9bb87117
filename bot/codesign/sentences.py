"""Cuts a text into sentences, so that an excerpt is picked from somebody's words and never typed anew.

The marks that end a sentence are those of Unicode's Sentence_Terminal for the scripts that the bot speaks
(UAX 29): full stop, question and exclamation mark, ellipsis, and the Arabic question mark and full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS = ".!?…؟۔।"
_AFTER = "\"'”’»)]›"
_SENTENCE = re.compile(rf"[^{_ENDS}\n]*(?:[{_ENDS}]+[{re.escape(_AFTER)}]*|$)", re.MULTILINE)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|approx|e\.g|i\.e|etc|vs|[A-Za-z])\.$", re.IGNORECASE
)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text in order, without the space around them. A new line ends one.

    A full stop within a number or an address, or after an initial or a usual abbreviation, ends none.
    """
    found: list[str] = []
    for line in text.splitlines():
        found += _of_line(line)
    return tuple(found)


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    begun = ""
    for match in _SENTENCE.finditer(line):
        begun += match.group()
        following = line[match.end() : match.end() + 1]
        if not following or (following.isspace() and not _ABBREVIATED.search(begun)):
            if begun.strip():
                found.append(begun.strip())
            begun = ""
    return found


def picked(all_sentences: tuple[str, ...], numbers: Iterable[int]) -> tuple[tuple[int, str], ...]:
    """Return the excerpts that the picked sentences make: those that follow one another belong together.

    Each comes with the number of its first sentence.
    ``numbers`` count sentences from one; others than there are make nothing.
    """
    runs: list[list[int]] = []
    for number in sorted({each for each in numbers if 1 <= each <= len(all_sentences)}):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple((run[0], " ".join(all_sentences[number - 1] for number in run)) for run in runs)

"""Scripts: a morning of a project in plain lines, read like a chat. Pure: text in, steps out.

    # comment
    Ann opens the invitation
    Ann taps "English"                             (or several: taps "English", then "Go on")
    Ann taps the button that starts with "✓"       (or: that contains, or: taps button 2)
    Ann writes "It was loud at night."
    Ann sends a voice message                      (a photo, a document, a sticker, … "caption")
    Ann changes "loud" to "very loud"
    Ann sees "Your story has been sent"            (since what Ann did last)
    Ann sees the button "Done"
    Ann does not see "Error"                       (anywhere on the phone)
    Ann blocks the bot                             (or: unblocks)
    the clock turns 1 day                          (minutes, hours, days, weeks)
    the clock turns on to 10:00                    (the next time that it is 10:00, UTC)
    everyone is quiet

    Short for many presses, and only the end of it is printed:

    Ben joins in Welsh and agrees to everything    (or: Ben, Tom and Rosa join in English and agree to …)
    Ben tells about nights: "It was loud."         (a touchpoint by its id; it may be quoted)
    Ben suggests "Quiet nights."                   (a priority)
    Ben rates 1 3 - . 5                            (1 very bad … 5 very good, - did not happen, . skipped)
    Ben votes 3 0 1 1                              (dots; or "+ - ." or "2 1 3" or "1 2 -": see habits.py)

Texts stand in "..." or “...”; inside, \\" is a quotation mark and \\n a new line.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

Act = Literal[
    "open",
    "tap",
    "tap_start",
    "tap_part",
    "tap_number",
    "write",
    "send",
    "change",
    "see",
    "see_button",
    "not_see",
    "block",
    "unblock",
    "turn",
    "turn_to",
    "quiet",
    "join",
    "tell",
    "suggest",
    "rate",
    "vote",
]

SHORT_FORMS = frozenset({"join", "tell", "suggest", "rate", "vote"})
"""What stands for many presses."""

LANGUAGES = {"English": "en", "Welsh": "cy", "Arabic": "ar"}
"""The languages a script can have somebody join in, as it names them."""

SENDABLE = (
    "voice message",
    "photo",
    "document",
    "video message",
    "album",
    "sticker",
    "contact",
    "location",
    "poll",
)

_WORDS = r'(?:\\.|[^"“”\\])*'
_TEXT_ONLY = rf'["“]{_WORDS}["”]'
_TEXT = rf'["“](?P<text>{_WORDS})["”]'
_OTHER = rf'["“](?P<other>{_WORDS})["”]'
_WHO = r"(?P<who>\w+) "
_WHO_ALL = r"(?P<who>\w+(?:(?:, \w+)* and \w+)?) "
_LANGUAGE = rf"(?P<what>{'|'.join(LANGUAGES)})"
_FORMS: list[tuple[str, Act]] = [
    (_WHO + "opens the invitation", "open"),
    (_WHO + "taps " + _TEXT, "tap"),
    (_WHO + "taps the button that starts with " + _TEXT, "tap_start"),
    (_WHO + "taps the button that contains " + _TEXT, "tap_part"),
    (_WHO + r"taps button (?P<number>\d+)", "tap_number"),
    (_WHO + "writes " + _TEXT, "write"),
    (_WHO + rf"sends an? (?P<what>{'|'.join(SENDABLE)})(?: {_TEXT})?", "send"),
    (_WHO + f"changes {_TEXT} to {_OTHER}", "change"),
    (_WHO + "sees " + _TEXT, "see"),
    (_WHO + "sees the button " + _TEXT, "see_button"),
    (_WHO + "does not see " + _TEXT, "not_see"),
    (_WHO + "blocks the bot", "block"),
    (_WHO + "unblocks the bot", "unblock"),
    (r"the clock turns (?P<number>\d+) (?P<what>minute|hour|day|week)s?", "turn"),
    (r"the clock turns on to (?P<number>[01]\d|2[0-3]):00", "turn_to"),
    ("everyone is quiet", "quiet"),
    (_WHO + r"tells about (?P<what>[a-z0-9-]+): " + _TEXT, "tell"),
    (_WHO + "suggests " + _TEXT, "suggest"),
    (_WHO_ALL + r"rates? (?P<text>[1-5.-](?: [1-5.-])*)", "rate"),
    (_WHO_ALL + r"votes? (?P<text>(?:\d+|[+.-])(?: (?:\d+|[+.-]))*)", "vote"),
    (_WHO_ALL + rf"joins? in {_LANGUAGE} and agrees? to everything", "join"),
]
_AND_THEN = re.compile(rf"(?P<tap>\w+ taps )(?P<texts>{_TEXT_ONLY}(?:, then {_TEXT_ONLY})+)")
_PATTERNS = [(re.compile(form), act) for form, act in _FORMS]


class ScriptError(ValueError):
    """A line nobody can act on, or one that did not come true. The text starts with file and line."""


@dataclass(frozen=True)
class Step:
    """One line of a script. `text`, `other`, `what` and `number` are filled as the act needs them."""

    line: int
    source: str
    act: Act
    who: str = ""
    text: str = ""
    other: str = ""
    what: str = ""
    number: int = 0

    @property
    def time(self) -> timedelta:
        """How far a `turn` turns the clock."""
        return self.number * timedelta(**{f"{self.what}s": 1})


@dataclass(frozen=True)
class Script:
    """A script that has been read: where from, and its steps in order."""

    name: str
    steps: tuple[Step, ...]

    def people(self) -> set[str]:
        """The short names of all who do something in it."""
        return {step.who for step in self.steps if step.who}


def parse(source: str, name: str, people: set[str] | None = None) -> Script:
    """Read a script. Raises ScriptError for the first line that is none, or names nobody of `people`."""
    steps = []
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        for step in _steps(text, number, name):
            if people is not None and step.who and step.who not in people:
                wanted = ", ".join(sorted(people))
                raise ScriptError(
                    f"{name}:{number}: There is no {step.who} in this rehearsal; it has {wanted}."
                )
            steps.append(step)
    return Script(name, tuple(steps))


def _steps(text: str, number: int, name: str) -> list[Step]:
    """The steps of one line: several when it taps one thing after another, or has several people in it."""
    if several := _AND_THEN.fullmatch(text):
        taps = [several["tap"] + found[0] for found in re.finditer(_TEXT_ONLY, several["texts"])]
        return [replace(_step(tap, number, name), source=text) for tap in taps]
    step = _step(text, number, name)
    return [replace(step, who=who) for who in re.split(", | and ", step.who)]


def _step(text: str, number: int, name: str) -> Step:
    for pattern, act in _PATTERNS:
        if found := pattern.fullmatch(text):
            parts = {key: value or "" for key, value in found.groupdict().items()}
            return Step(
                line=number,
                source=text,
                act=act,
                who=parts.get("who", ""),
                text=_unquoted(parts.get("text", "")),
                other=_unquoted(parts.get("other", "")),
                what=parts.get("what", ""),
                number=int(parts.get("number", "") or 0),
            )
    raise ScriptError(
        f"{name}:{number}: This line is not understood: {text}\n"
        'Wanted is a line like: Ann taps "English" · Ann writes "..." · Ann sends a photo · '
        'Ann sees "..." · the clock turns 1 day · everyone is quiet'
    )


def _unquoted(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")

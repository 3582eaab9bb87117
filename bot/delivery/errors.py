"""What each error of a request means for the message that was being sent. No I/O.

Telegram's own words decide where the status alone does not. They are English, fixed, and matched
without regard to case, because the client library changes it.
"""

from __future__ import annotations

import re
from enum import Enum

import msgspec
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.delivery.failures import Broken, NotReached, TooMany

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 600.0
"""Seconds between two attempts: doubled from the first, never longer than the second."""

MOST_FAILURES = 40
"""Failures of Telegram's own (5xx) after which a message is given up: some six hours."""


class Fate(Enum):
    """What becomes of a message whose request failed."""

    DONE = "done"
    """Nothing is left to do: what was wanted is the case already, or can never be."""
    WAIT = "wait"
    """Everybody waits; the attempt does not count."""
    RETRY = "retry"
    """Telegram stumbled; again later, counted."""
    UNSURE = "unsure"
    """Nobody knows whether it arrived; once more, counted."""
    PLAIN = "plain"
    """This form was refused; once more in the plainest form there is."""
    UNREACHABLE = "unreachable"
    """The person cannot be written to."""
    REFUSED = "refused"
    """It will never be taken."""
    NO_METHOD = "no method"
    """This server knows no such method; or, of any method, it knows no bot of this name."""
    STOP = "stop"
    """Nothing can be sent at all: the token is not valid, or another bot uses it."""


class Verdict(msgspec.Struct, frozen=True):
    """A fate; ``seconds`` to wait if Telegram named them; ``reason`` is free of anybody's words."""

    fate: Fate
    reason: str
    seconds: float | None = None


_DONE = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "query is too old",
    "query id is invalid",
    "query_id_invalid",
)
_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "chat_write_forbidden",
    "have no rights to send",
    "bot was kicked",
)
_FORM = re.compile(
    r"can't parse (message)?entit|(?<!request )\bentit(y|ies)\b|voice_messages_forbidden|"
    r"image_process_failed|photo_|video_|wrong file type",
)
_FIXED_WORDS = re.compile(r"[a-z_' ]+", re.IGNORECASE)


_BY_KIND: tuple[tuple[type[TelegramError], Verdict], ...] = (
    (NotReached, Verdict(Fate.WAIT, "telegram cannot be reached")),
    (TimedOut, Verdict(Fate.UNSURE, "no answer")),
    (Broken, Verdict(Fate.UNSURE, "no answer")),
    (Forbidden, Verdict(Fate.UNREACHABLE, "forbidden")),
    (ChatMigrated, Verdict(Fate.REFUSED, "the chat became another")),
    (InvalidToken, Verdict(Fate.STOP, "the token is not accepted")),
    (Conflict, Verdict(Fate.STOP, "another bot uses the token")),
    (NetworkError, Verdict(Fate.RETRY, "telegram failed")),
)
"""The first that fits holds; some of the library's errors are kinds of others."""


def verdict(error: TelegramError) -> Verdict:
    """The fate of a message whose request raised ``error``."""
    if isinstance(error, TooMany):
        return Verdict(Fate.WAIT, "too many requests", error.seconds)
    if isinstance(error, BadRequest):
        return _of_bad_request(str(error))
    if isinstance(error, InvalidToken) and "not found" in str(error).lower():
        return Verdict(Fate.NO_METHOD, "not found")
    fitting = (judged for kind, judged in _BY_KIND if isinstance(error, kind))
    return next(fitting, Verdict(Fate.RETRY, type(error).__name__))


def _of_bad_request(description: str) -> Verdict:
    words = description.lower()
    if any(known in words for known in _DONE):
        return Verdict(Fate.DONE, fixed_words(description))
    if any(known in words for known in _UNREACHABLE):
        return Verdict(Fate.UNREACHABLE, fixed_words(description))
    if _FORM.search(words):
        return Verdict(Fate.PLAIN, fixed_words(description))
    return Verdict(Fate.REFUSED, fixed_words(description))


def fixed_words(description: str) -> str:
    """The beginning of Telegram's description as far as it can hold nothing of the message itself.

    Telegram quotes after a colon, in quotation marks or as numbers; the words before are its own.
    """
    found = _FIXED_WORDS.match(description.partition(" '")[0])
    return found.group().strip()[:80] if found else "refused"


def pause_before(attempt: int) -> float:
    """Seconds to wait before the attempt after the ``attempt``-th failure (1 is the first)."""
    return float(min(FIRST_PAUSE * 2 ** min(max(attempt, 1) - 1, 20), LONGEST_PAUSE))

"""What each of Telegram's errors means for a message."""

from __future__ import annotations

import pytest
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

from bot.delivery.errors import LONGEST_PAUSE, Fate, fixed_words, pause_before, verdict
from bot.delivery.failures import Broken, NotReached, TooMany


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (TooMany(3), Fate.WAIT),
        (TooMany(0), Fate.WAIT),
        (NotReached("no such host"), Fate.WAIT),
        (TimedOut(), Fate.UNSURE),
        (Broken("reset"), Fate.UNSURE),
        (NetworkError("Telegram failed (502)"), Fate.RETRY),
        (TelegramError("something new"), Fate.RETRY),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.UNREACHABLE),
        (Forbidden("Forbidden: user is deactivated"), Fate.UNREACHABLE),
        (ChatMigrated(-100), Fate.REFUSED),
        (InvalidToken("Unauthorized"), Fate.STOP),
        (InvalidToken("Not Found"), Fate.NO_METHOD),
        (Conflict("Conflict: terminated by other getUpdates request"), Fate.STOP),
        (BadRequest("Bad Request: chat not found"), Fate.UNREACHABLE),
        (BadRequest("Bad Request: can't parse entities: Unsupported start tag"), Fate.PLAIN),
        (BadRequest("Bad Request: entity begins after the end of the text"), Fate.PLAIN),
        (BadRequest("Bad Request: VOICE_MESSAGES_FORBIDDEN"), Fate.PLAIN),
        (BadRequest("Request Entity Too Large"), Fate.REFUSED),
        (BadRequest("Bad Request: message is not modified: specified new"), Fate.DONE),
        (BadRequest("Bad Request: message to edit not found"), Fate.DONE),
        (BadRequest("Bad Request: message can't be edited"), Fate.DONE),
        (BadRequest("Bad Request: query is too old and response timeout expired"), Fate.DONE),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Fate.REFUSED),
        (BadRequest("Bad Request: message text is empty"), Fate.REFUSED),
    ],
)
def test_each_error_has_its_fate(error: TelegramError, fate: Fate) -> None:
    assert verdict(error).fate is fate


def test_a_429_tells_how_long() -> None:
    assert verdict(TooMany(7)).seconds == 7
    assert verdict(TooMany(0)).seconds == 0


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        (
            'Can\'t parse entities: unsupported start tag "nurse beth" at byte offset 5',
            "Can't parse entities",
        ),
        ("Inline keyboard button url 'http://beth.example' is invalid", "Inline keyboard button url"),
        ("Button_data_invalid", "Button_data_invalid"),
        ("1234", "refused"),
        ("", "refused"),
    ],
)
def test_a_reason_holds_nobodys_words(description: str, kept: str) -> None:
    assert fixed_words(description) == kept


def test_pauses_grow_and_end() -> None:
    assert [pause_before(n) for n in (0, 1, 2, 3)] == [1, 1, 2, 4]
    assert pause_before(10_000) == LONGEST_PAUSE

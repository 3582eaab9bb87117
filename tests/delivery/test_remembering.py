"""What the courier remembers of messages that wait: which pieces of a few arrived, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from bot.delivery import courier
from bot.delivery.courier import Courier
from bot.delivery.failures import NotReached
from bot.delivery.limiter import Limiter
from bot.i18n.texts import Own
from bot.services.messages import Note
from bot.services.outbox import Delivered, Item, Outcome, Parcel, Postponed
from tests.delivery.stage import Stage

LONG = Note(Own({"en": "one " * 2000}))


class Away:
    """A Telegram that takes so many pieces and cannot be reached from then on."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    async def made(self, *_call: Any, **_form: Any) -> int:
        """Make a call: the number of the message, or nothing is reached."""
        self.pieces -= 1
        if self.pieces < 0:
            raise NotReached("away")
        return 7


async def carried(carrier: Courier, number: int, message: Note, pieces: int) -> Outcome:
    """What becomes of one message when so many pieces of it arrive."""
    carrier._made = Away(pieces).made  # type: ignore[method-assign]
    item = Item(f"item-{number}", message, 0, 0, None)
    (outcome,) = await carrier.carry(Parcel("who", "where", "7", "en", (item,)))
    return outcome


async def test_nothing_is_kept_of_what_waits_whole(stage: Stage) -> None:
    carrier = Courier(stage.house, stage.bot, Limiter())
    for number in range(5):
        assert isinstance(await carried(carrier, number, LONG, 0), Postponed)
    assert carrier._progress == {}


async def test_of_half_messages_a_few_are_remembered_and_go_on_where_they_were(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "_PROGRESS_KEPT", 2)
    carrier = Courier(stage.house, stage.bot, Limiter())
    for number in range(5):
        assert isinstance(await carried(carrier, number, LONG, 1), Postponed)
        assert len(carrier._progress) <= 3
    assert isinstance(await carried(carrier, 4, LONG, 1), Delivered)
    assert isinstance(await carried(carrier, 0, LONG, 1), Postponed)  # forgotten: all is sent anew
    assert len(carrier._progress) <= 3

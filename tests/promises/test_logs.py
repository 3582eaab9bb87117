"""Promise 6: the bot's token and people's words are in no log, on good days and on bad ones.

Everything is logged that can be: our own events from DEBUG on, and every library's.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.delivery.client import telegram_bot
from bot.rehearsal.stand import EXAMPLE_TOKEN
from bot.services import receiving, talking
from storage.database import Database
from storage.vault import EncryptingVault
from tests.media.samples import picture
from tests.promises.journey import Journey, begun
from tests.promises.planting import STEM, found
from tests.room import working
from tests.webhooks import received_by_webhook, until

SECRET_PART = EXAMPLE_TOKEN.partition(":")[2]


class Log(io.StringIO):
    """What was logged, from every thread."""

    def lines(self) -> list[str]:
        return self.getvalue().splitlines()


@pytest.fixture
def log() -> Iterator[Log]:
    """The logs of the bot and of every library, as talkative as they can be made."""
    root, written = logging.getLogger(), Log()
    before, level, telegrams = root.handlers[:], root.level, logging.getLogger("telegram").level
    logs.configure("DEBUG", token=EXAMPLE_TOKEN, stream=written)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.getLogger("telegram").setLevel(telegrams)
        structlog.reset_defaults()


@pytest.fixture
async def journey(database: Database, tmp_path: Path, log: Log) -> Any:
    async with begun(database, EncryptingVault(bytes(range(32))), tmp_path / "files") as began:
        yield began


def nothing_of(journey: Journey, log: Log) -> None:
    """Check that no line holds a planted word, somebody's id, a link's token or the bot's."""
    needles = [STEM, SECRET_PART, *journey.ids.values(), *journey.tokens]
    assert found(needles, {"log": log.getvalue().encode()}) == {}


async def test_a_whole_journey_leaves_no_word_in_the_log(journey: Journey, log: Log) -> None:
    async with working(journey.room.house, journey.room.stand):
        logging.getLogger("telegram").setLevel(logging.DEBUG)
        await journey.happens()
    await journey.stops_in_the_middle()
    assert any(line.startswith("DEBUG telegram") for line in log.lines()), "the libraries did log"
    nothing_of(journey, log)


async def test_bad_days_leave_no_word_in_the_log(journey: Journey, log: Log) -> None:
    stand = journey.room.stand
    async with working(journey.room.house, stand):
        ann = await journey.joins("Ann")
        word = journey.garden.word("what Telegram quotes", plain=True)
        for quoted in (
            f'can\'t parse entities: Unsupported start tag "{word}" at byte offset 5',
            f'field "text" is too long: {word} {EXAMPLE_TOKEN}',
            f"there is no message of '{word}'",
        ):
            stand.faults.add(method="sendMessage", status=400, description=f"Bad Request: {quoted}")
        stand.faults.add("html_body", method="sendMessage")
        stand.faults.add("drop_after", method="sendMessage")
        said = f"Forbidden: {word} {EXAMPLE_TOKEN}"
        stand.faults.add(method="sendMessage", status=403, description=said)
        for kind in ("error", "html_body", "drop_before", "drop_after"):
            stand.faults.add(kind, method="getUpdates", description=said)
        stand.faults.add("html_body", method="file")
        ann.send_photo(picture())
        for number in range(4):
            ann.write(journey.garden.word(f"words on a bad day {number}"))
        await stand.world.activity.until(lambda: not stand.faults.coming, 20)
        await stand.taken()
    assert "poll.failed" in log.getvalue()
    nothing_of(journey, log)


async def test_a_webhook_leaves_neither_words_nor_its_secret_in_the_log(
    journey: Journey, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = journey.room
    word = journey.garden.word("in what is pushed", plain=True)

    async def broken(*_: object) -> None:
        raise ValueError(word)

    async with received_by_webhook(room.house, room.stand, look_again=0.01) as reception:
        ann = await journey.joins("Ann")
        await room.write(ann, word)
        room.stand.world.webhooks.failed("Wrong response from the webhook: 502 Bad Gateway")
        for body in (b"{" + word.encode(), f'{{"update_id": "{word}"}}'.encode()):
            assert await reception.push(body) == 400
        assert (await reception.knock(word.encode(), (word, EXAMPLE_TOKEN), method=word.upper()))[0] >= 400
        with monkeypatch.context() as breaking:
            breaking.setattr(receiving, "store", broken)
            assert await reception.push(f'{{"update_id": 7, "message": "{word}"}}'.encode()) == 500
        await until(lambda: "webhook.failing" in log.getvalue())
        needle = reception.secret
    assert "webhook.unreadable" in log.getvalue()
    assert "request.failed" in log.getvalue()
    assert needle not in log.getvalue()
    nothing_of(journey, log)


async def test_a_flow_that_fails_with_the_words_in_its_message(
    journey: Journey, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = journey.room
    async with working(room.house, room.stand):
        ann = await journey.joins("Ann")
        words = journey.garden.word("words that broke it")

        def broken(*_: object) -> None:
            raise ValueError(words, ann.user)

        with monkeypatch.context() as breaking:
            breaking.setattr(talking, "replay", broken)
            await room.write(ann, words)
        await ann.wait_for("Something went wrong on our side")
    assert "ValueError" in log.getvalue()
    nothing_of(journey, log)


async def test_an_update_that_nobody_can_read(journey: Journey, log: Log) -> None:
    room = journey.room
    word = journey.garden.word("an update of another shape")
    async with working(room.house, room.stand):
        ann = await journey.joins("Ann")
        for odd in ({"message": word}, {"message": {"chat": {"id": word}}}, {word: {"chat": {"id": 1}}}):
            room.stand.world.updates.add_again({"update_id": 800_000_000 + len(word) + len(str(odd)), **odd})
        await room.write(ann, "/help")
    assert "update.unreadable" in log.getvalue()
    nothing_of(journey, log)


async def test_what_nobody_caught_is_logged_without_its_message(journey: Journey, log: Log) -> None:
    word = journey.garden.word("in an error that nobody caught")

    async def forgotten() -> None:
        raise ValueError(word)

    task = asyncio.create_task(forgotten())
    await asyncio.wait({task})
    del task
    gc.collect()
    logging.getLogger("somebody").warning("%s and %s", word, EXAMPLE_TOKEN, stack_info=True)
    with contextlib.suppress(ValueError):
        try:
            await forgotten()
        except ValueError:
            logging.getLogger("somebody").exception(word)
            structlog.get_logger().error("event", token=EXAMPLE_TOKEN)
            raise
    assert "ValueError" in log.getvalue()
    nothing_of(journey, log)


def test_the_client_does_not_show_its_token() -> None:
    assert SECRET_PART not in repr(telegram_bot(EXAMPLE_TOKEN)) + str(telegram_bot(EXAMPLE_TOKEN))

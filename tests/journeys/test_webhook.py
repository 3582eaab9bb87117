"""Receiving by webhook: a whole conversation, outages, and changing between polling and webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.client import telegram_bot
from bot.handlers.polling import CONFLICTS_BORNE, Poller, PollingStopped
from bot.handlers.reading import ALLOWED_UPDATES
from bot.handlers.registration import CONNECTIONS, Registration
from bot.rehearsal.phones import Phone
from bot.services import receiving
from storage.database import Database, DatabaseLost
from storage.migrating import TooNew
from tests.promises import aftermath
from tests.room import Room, working
from tests.webhooks import Reception, empty_room, received_by_webhook, stored, until


@pytest.fixture
async def lobby(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    """A room in which nobody is at work yet."""
    async with empty_room(database, tmp_path / "files") as room:
        yield room


async def begun(room: Room) -> Phone:
    """Somebody in the middle of a story: all that they write is a part of it."""
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    return ann


async def kept(room: Room, phone: Phone) -> list[str]:
    """The parts that are kept, in order."""
    return [part.words for part in await aftermath.kept_of(room.house, phone.id)]


async def test_a_patient_joins_and_tells_by_webhook(lobby: Room) -> None:
    async with received_by_webhook(lobby.house, lobby.stand) as reception:
        ann = await lobby.joined()
        await lobby.told(ann, "It was loud at night.")
        assert any("Its number is 1" in message.text for message in ann.messages)
        (setting,) = [call.params for call in lobby.stand.calls if call.method == "setWebhook"]
        assert setting == {
            "url": reception.url,
            "secret_token": reception.secret,
            "allowed_updates": list(ALLOWED_UPDATES),
            "max_connections": CONNECTIONS,
            "drop_pending_updates": False,
        }
    assert "getUpdates" not in {call.method for call in lobby.stand.calls}
    assert lobby.stand.unanswered_presses() == []
    assert list(lobby.stand.refusals) == []


async def test_nothing_is_lost_when_the_database_is_away(
    lobby: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with received_by_webhook(lobby.house, lobby.stand):
        ann = await begun(lobby)

        async def lost(*_: object) -> None:
            raise DatabaseLost("gone")

        with monkeypatch.context() as away:
            away.setattr(receiving, "store", lost)
            ann.write("one")
            ann.write("two")
            told = lobby.stand.world.webhooks
            await lobby.stand.world.activity.until(lambda: "last_error_message" in told.info(), 5)
            assert told.info()["last_error_message"] == (
                "Wrong response from the webhook: 503 Service Unavailable"
            )
        lobby.clock.turn(timedelta(seconds=5))
        await lobby.quiet()
        assert await kept(lobby, ann) == ["one", "two"]


async def test_an_answer_that_got_lost_makes_nothing_twice(lobby: Room) -> None:
    async with received_by_webhook(lobby.house, lobby.stand):
        ann = await begun(lobby)
        lobby.stand.faults.add("drop_after", method="webhook", times=3)
        for words in ("one", "two", "three"):
            ann.write(words)
        for _again in range(3):
            await lobby.stand.world.activity.until(lambda: not lobby.stand.world.updates.waiting, 0.2)
            lobby.clock.turn(timedelta(minutes=1))
        await lobby.quiet()
        assert not lobby.stand.faults.coming
        assert await kept(lobby, ann) == ["one", "two", "three"]


async def test_from_polling_to_webhook_and_back(lobby: Room) -> None:
    words = [f"part {number}" for number in range(24)]
    saying = iter(words)
    async with working(lobby.house, lobby.stand):
        ann = await begun(lobby)
        say(ann, saying, 3)
    say(ann, saying, 3)
    async with received_by_webhook(lobby.house, lobby.stand):
        say(ann, saying, 3)
        await lobby.quiet()
        say(ann, saying, 3)
    say(ann, saying, 3)
    assert lobby.stand.world.webhooks.hook is not None, "it stays when the bot ends"
    async with working(lobby.house, lobby.stand):
        say(ann, saying, 3)
        lobby.clock.turn(timedelta(minutes=2))
        await lobby.quiet()
        say(ann, saying, 3)
    assert lobby.stand.world.webhooks.hook is None
    say(ann, saying, 3)
    async with received_by_webhook(lobby.house, lobby.stand):
        lobby.clock.turn(timedelta(minutes=2))
        await lobby.quiet()
    assert await kept(lobby, ann) == words
    dropped = [call for call in lobby.stand.calls if call.params.get("drop_pending_updates")]
    assert dropped == []


def say(phone: Phone, saying: Any, parts: int) -> None:
    """The next few parts, nobody being waited for."""
    for _ in range(parts):
        phone.write(next(saying))


async def test_a_poller_that_a_webhook_takes_over_from_stops(
    lobby: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    stand = lobby.stand
    async with telegram_bot(stand.token, stand.url).connections() as bot:
        polling = asyncio.create_task(Poller(lobby.house, bot, long_poll_seconds=5).run())
        await stand.world.activity.until(lambda: stand.calls, 5)
        await bot.set_webhook("http://127.0.0.1:9/")
        with pytest.raises(PollingStopped, match="another process sets a webhook"):
            await asyncio.wait_for(polling, 10)
    assert stand.world.webhooks.hook is not None


async def test_a_poller_that_starts_takes_the_webhook_down(lobby: Room) -> None:
    stand = lobby.stand
    async with telegram_bot(stand.token, stand.url).connections() as bot:
        await bot.set_webhook("http://127.0.0.1:9/")
        phone = lobby.phone()
        phone.write("/start")
        poller = Poller(lobby.house, bot, long_poll_seconds=5)
        polling = asyncio.create_task(poller.run())
        await stand.taken()
        assert poller.trouble is None
        polling.cancel()
    assert stand.world.webhooks.hook is None
    assert len(await stored(lobby.house)) == 1


async def test_another_poller_is_told_apart(lobby: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    stand = lobby.stand
    other = "Conflict: terminated by other getUpdates request"
    stand.faults.add(method="getUpdates", status=409, description=other, times=CONFLICTS_BORNE + 1)
    async with telegram_bot(stand.token, stand.url).connections() as bot:
        with pytest.raises(PollingStopped, match="another process is polling"):
            await asyncio.wait_for(Poller(lobby.house, bot).run(), 10)
    assert {call.method for call in stand.calls} == {"getUpdates"}


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries are passed over."""
    monkeypatch.setattr("bot.handlers.polling.LONGEST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr("bot.handlers.registration.LONGEST_WAIT_SECONDS", 0.01)


async def test_a_webhook_that_was_taken_down_is_set_again(lobby: Room) -> None:
    stand = lobby.stand
    async with received_by_webhook(lobby.house, stand, look_again=0.01):
        lobby.clock.turn(timedelta(seconds=2))
        stand.world.webhooks.delete()
        await until(lambda: stand.world.webhooks.hook)
        phone = lobby.phone()
        phone.write("/start")
        assert await stand.taken()


async def test_what_telegram_does_not_take_ends_the_program_with_a_sentence(lobby: Room) -> None:
    stand = lobby.stand
    async with telegram_bot(stand.token, stand.url).connections() as bot:
        registration = Registration(lobby.house, bot, stand.token, "http://a.example/")
        with pytest.raises(PollingStopped, match=r"(?i)WEBHOOK_URL \(bad webhook: an https url"):
            await registration.run()
        stand.faults.add(status=401, description="Unauthorized")
        with pytest.raises(PollingStopped, match="does not know this BOT_TOKEN"):
            await registration.run()


async def test_a_telegram_that_is_away_is_waited_for(lobby: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    for status in (500, 409, 429):
        lobby.stand.faults.add(method="setWebhook", status=status, description="Conflict: x", retry_after=0)
    async with received_by_webhook(lobby.house, lobby.stand) as reception:
        assert reception.registration.trouble is None
    assert lobby.stand.world.webhooks.hook is not None


async def test_health_and_readiness(lobby: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    async with received_by_webhook(lobby.house, lobby.stand) as reception:
        assert await reception.page("/health") == (200, "alive\n")
        assert await reception.page("/ready") == (200, "ready\n")
        reception.registration.trouble = "webhook"
        assert await reception.page("/ready") == (503, "webhook\n")
        await not_ready_with_this_schema(reception, monkeypatch)
        await lobby.house.database.close()
        assert await reception.page("/health") == (200, "alive\n")


async def not_ready_with_this_schema(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that lacks a migration, one that is away, and one that does not answer."""

    async def lacking(*_: object) -> list[int]:
        return [99]

    async def gone(*_: object) -> list[int]:
        raise DatabaseLost("gone")

    async def silent(*_: object) -> list[int]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr("bot.services.readings.ANSWERS_WITHIN", 0.05)
    for pending, word in ((lacking, "schema"), (gone, "database"), (silent, "database")):
        with monkeypatch.context() as other:
            other.setattr("bot.services.readings.pending", pending)
            assert await reception.page("/ready") == (503, f"{word}\n")

    async def newer(*_: object) -> list[int]:
        raise TooNew

    with monkeypatch.context() as other:
        other.setattr("bot.services.readings.pending", newer)
        _status, word = await reception.page("/ready")
        assert word != "schema\n", "it goes on beside those that were restarted"


def figure(page: str, name: str) -> float:
    """One figure of the page of metrics."""
    return next(float(line.rpartition(" ")[2]) for line in page.splitlines() if line.startswith(f"{name} "))


async def test_metrics(lobby: Room) -> None:
    async with received_by_webhook(lobby.house, lobby.stand) as reception:
        ann = await lobby.joined()
        await lobby.told(ann, "It was loud at night.")
        status, page = await reception.page("/metrics")
        assert status == 200
        async with reception.client.get(f"{reception.pages}/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        steps = figure(page, "in_the_room_step_seconds_count")
        assert steps == figure(page, "in_the_room_updates_received_total") > 15
        assert figure(page, 'in_the_room_step_seconds_bucket{le="+Inf"}') == steps
        assert figure(page, 'in_the_room_sends_total{result="delivered"}') > 20
        for result in ("postponed", "unreachable", "failed", "withdrawn", "too_late"):
            assert figure(page, f'in_the_room_sends_total{{result="{result}"}}') == 0
        assert figure(page, "in_the_room_inbox") == 0
        assert figure(page, 'in_the_room_outbox_due{priority="answer"}') == 0
        assert figure(page, "in_the_room_database_up") == 1
        assert figure(page, "process_resident_memory_bytes") > 1_000_000
    await what_waits_is_counted(lobby, ann)


async def what_waits_is_counted(room: Room, ann: Phone) -> None:
    """With nobody at work: an update an hour ago, and the jobs of the mornings that passed."""
    from bot.handlers.metrics import page
    from bot.services import readings

    update = {"update_id": 1, "message": {"chat": {"id": ann.id}}}
    await receiving.store(room.house, [receiving.Received(1, str(ann.id), str(update).encode())])
    room.clock.turn(timedelta(days=2))
    shown = page(room.house.meters, await readings.read(room.house)).decode()
    assert figure(shown, "in_the_room_inbox") == 1
    assert 172_800 <= figure(shown, "in_the_room_inbox_oldest_seconds") < 172_900
    late = [line for line in shown.splitlines() if line.startswith('in_the_room_past_due{kind="job ')]
    assert late
    assert "in_the_room_database_up 0.0" in page(room.house.meters, None).decode()


async def test_who_blocks_the_bot_is_counted(lobby: Room) -> None:
    async with received_by_webhook(lobby.house, lobby.stand):
        ann = await lobby.joined()
        lobby.stand.faults.add(
            method="sendMessage", status=403, description="Forbidden: bot was blocked by the user"
        )
        await lobby.write(ann, "/help")
    assert lobby.house.meters.sends["unreachable"] >= 1

"""Webhooks on the stand: set, pushed to and taken down as Telegram does it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, Conflict, RetryAfter

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.pushing import SECRET_HEADER
from bot.rehearsal.stand import Stand


@dataclass
class Receiver:
    """Somebody's endpoint: what came, and with which status the next ones are answered (200 after them)."""

    url: str = ""
    came: list[str] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    statuses: deque[int] = field(default_factory=deque)
    retry_after: str = ""
    hold: asyncio.Event | None = None
    full: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0
    most_at_once: int = 0

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self.at_once == 3:
            self.full.set()
        update: dict[str, Any] = json.loads(await request.read())
        if self.hold is not None:
            await self.hold.wait()
        self.at_once -= 1
        self.came.append(str(update.get("message", {}).get("text") or sorted(update)[0]))
        self.secrets.append(request.headers.get(SECRET_HEADER))
        status = self.statuses.popleft() if self.statuses else 200
        headers = {"Retry-After": self.retry_after} if status != 200 and self.retry_after else {}
        return web.Response(status=status, headers=headers)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """An endpoint on this machine."""
    found = Receiver()
    app = web.Application()
    app.router.add_post("/hook", found.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()


async def test_updates_are_pushed_with_the_secret(
    stand: Stand, ann: Phone, api: telegram.Bot, receiver: Receiver
) -> None:
    ann.write("before")
    await api.set_webhook(receiver.url, secret_token="a-Secret_1", max_connections=7)
    assert await stand.taken()
    ann.write("after")
    assert await stand.taken()
    assert receiver.came == ["before", "after"]
    assert receiver.secrets == ["a-Secret_1"] * 2
    info = await api.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 7)


async def test_one_cannot_poll_beside_a_webhook(
    stand: Stand, ann: Phone, api: telegram.Bot, receiver: Receiver
) -> None:
    polling = asyncio.create_task(api.get_updates(timeout=20))
    await stand.world.activity.after(0)
    await api.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await polling
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use delete"):
        await api.get_updates()
    receiver.statuses.extend([500] * 100)
    ann.write("kept")
    await stand.world.activity.until(lambda: receiver.came, 5)
    await api.delete_webhook()
    assert [each.message.text for each in await api.get_updates() if each.message] == ["kept"]
    assert (await api.get_webhook_info()).url == ""


async def test_what_is_not_taken_is_pushed_again_in_the_stands_time(
    stand: Stand, ann: Phone, api: telegram.Bot, receiver: Receiver, clock: TurnableClock
) -> None:
    await api.set_webhook(receiver.url)
    receiver.statuses.extend([403, 403, 403])
    ann.write("one")
    ann.write("two")

    async def pushed(times: int) -> bool:
        return await stand.world.activity.until(lambda: len(receiver.came) == times, 5)

    assert await pushed(2), "at once for the second time"
    info = await api.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
    assert info.pending_update_count == 2
    clock.turn(timedelta(seconds=2))
    assert await pushed(3)
    clock.turn(timedelta(seconds=4))
    assert await stand.taken()
    assert receiver.came == ["one"] * 4 + ["two"], "in order within a chat"


async def test_retry_after_is_held_to(
    stand: Stand, ann: Phone, api: telegram.Bot, receiver: Receiver, clock: TurnableClock
) -> None:
    await api.set_webhook(receiver.url)
    receiver.statuses.append(503)
    receiver.retry_after = "90"
    ann.write("one")
    await stand.world.activity.until(lambda: stand.world.webhooks.info().get("last_error_date"), 5)
    clock.turn(timedelta(seconds=60))
    assert not await stand.taken(0.1)
    clock.turn(timedelta(seconds=60))
    assert await stand.taken()
    assert receiver.came == ["one", "one"]


async def test_chats_go_side_by_side_up_to_the_bound(
    stand: Stand, api: telegram.Bot, receiver: Receiver
) -> None:
    receiver.hold = asyncio.Event()
    await api.set_webhook(receiver.url, max_connections=3)
    for number in range(1, 7):
        phone = Phone(stand, {"id": number, "first_name": "A"})
        phone.write(f"one of {number}")
        phone.write(f"two of {number}")
    await asyncio.wait_for(receiver.full.wait(), 5)
    receiver.hold.set()
    assert await stand.taken()
    assert receiver.most_at_once == 3
    for number in range(1, 7):
        assert [word for word in receiver.came if word.endswith(f" {number}")] == [
            f"one of {number}",
            f"two of {number}",
        ]


async def test_an_endpoint_that_is_not_there(stand: Stand, ann: Phone, api: telegram.Bot) -> None:
    await api.set_webhook("http://127.0.0.1:9/hook")
    ann.write("one")
    await stand.world.activity.until(lambda: stand.world.webhooks.info().get("last_error_date"), 5)
    assert (await api.get_webhook_info()).last_error_message == "Connection refused"
    await api.set_webhook("")
    assert [each.message.text for each in await api.get_updates() if each.message] == ["one"]


async def test_kinds_that_are_not_allowed_are_not_pushed(
    stand: Stand, ann: Phone, api: telegram.Bot, receiver: Receiver
) -> None:
    await api.set_webhook(receiver.url, allowed_updates=["message"])
    ann.block()
    ann.write("one")
    assert await stand.taken()
    assert receiver.came == ["one"]
    assert (await api.get_webhook_info()).allowed_updates == ("message",)


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("ftp://a.example/", "s", "invalid webhook URL specified"),
        ("https://a.example:444/", "s", "can be set up only on ports 80, 88, 443 or 8443"),
        ("http://a.example/", "s", "An HTTPS URL must be provided for webhook"),
        ("https://a.example/", "s", "pushed to http on this machine only"),
        ("http://127.0.0.1:9/", "s" * 257, "secret token is too long"),
        ("http://127.0.0.1:9/", "a b", "secret token contains unallowed characters"),
    ],
)
async def test_what_telegram_does_not_take(api: telegram.Bot, url: str, secret: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await api.set_webhook(url, secret_token=secret)
    assert (await api.get_webhook_info()).url == ""


async def test_a_webhook_is_set_once_a_second(
    api: telegram.Bot, receiver: Receiver, clock: TurnableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await api.set_webhook(receiver.url)
    with pytest.raises(RetryAfter):
        await api.set_webhook(receiver.url)
    clock.turn(timedelta(seconds=1))
    await api.set_webhook(receiver.url)

"""Pushes updates to the webhook, again and again until they are taken.

As Telegram's own open server does it (tdlib/telegram-bot-api, WebhookActor.cpp): in order within a queue,
different queues side by side up to ``max_connections``. Messages of a chat are one queue, presses of a person
are another, so a press can overtake words that had to be repeated. What was not answered with 2xx is repeated
at once, then after 2, 4, 8 … seconds, or after as many as ``Retry-After`` says. Pauses are in the
rehearsal's time.
"""

import asyncio
import contextlib
import json
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.rehearsal.faults import Faults
from bot.rehearsal.webhooks import Hook
from bot.rehearsal.world import World

Json = dict[str, Any]

LONGEST_PAUSE = 60
LONGEST_RETRY_AFTER = 3600
ANSWER_SECONDS = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

Failure = tuple[str, int]
"""What went wrong, and how many seconds the answer asked to be left alone."""

_CLOSED: Failure = ("Webhook connection closed", 0)


class Pusher:
    """Pushes what waits in ``world`` for as long as there is a webhook; a fault's method is "webhook"."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._again: dict[int, tuple[int, datetime]] = {}

    async def run(self) -> None:
        """Push until cancelled."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
            try:
                while True:
                    revision = self._world.activity.revision
                    seconds = self._push_what_may(session)
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._world.activity.after(revision), seconds)
            finally:
                for task in self._busy.values():
                    task.cancel()
                await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _push_what_may(self, session: aiohttp.ClientSession) -> float | None:
        """Start every push that may start; seconds until the next may, if it is time that is waited for."""
        hook = self._world.webhooks.hook
        if hook is None:
            return None
        now, seen, pauses = self._world.clock.now(), set(self._busy), []
        for update in self._world.updates.pending():
            queue = queue_of(update)
            if queue in seen:
                continue
            seen.add(queue)
            due = self._again.get(update["update_id"], (0, now))[1]
            if due > now:
                pauses.append((due - now).total_seconds())
            elif len(self._busy) < hook.connections:
                self._busy[queue] = asyncio.create_task(self._push(session, hook, update, queue))
        return min(pauses, default=None)

    async def _push(self, session: aiohttp.ClientSession, hook: Hook, update: Json, queue: str) -> None:
        try:
            failure = await self._post(session, hook, update)
        finally:
            del self._busy[queue]
        # An answer to a push of a webhook that was taken down meanwhile counts for nothing.
        if hook is self._world.webhooks.hook:
            if failure is None:
                self._again.pop(update["update_id"], None)
                self._world.updates.done(update["update_id"])
            else:
                self._failed(update["update_id"], failure)
        self._world.activity.stir()

    async def _post(self, session: aiohttp.ClientSession, hook: Hook, update: Json) -> Failure | None:
        fault = self._faults.take("webhook", None)
        if fault is not None and fault.kind != "drop_after":
            return _CLOSED
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        body = json.dumps(update).encode()
        try:
            async with session.post(hook.url, data=body, headers=headers, allow_redirects=False) as answer:
                await answer.read()
        except TimeoutError:
            return ("Read timeout expired", 0)
        except aiohttp.ClientConnectorError:
            return ("Connection refused", 0)
        except aiohttp.ClientError:
            return _CLOSED
        if fault is not None:
            return _CLOSED
        if 200 <= answer.status <= 299:
            return None
        asked = answer.headers.get("Retry-After", "")
        pause = min(int(asked), LONGEST_RETRY_AFTER) if asked.isdecimal() else 0
        return (f"Wrong response from the webhook: {answer.status} {answer.reason}", pause)

    def _failed(self, update_id: int, failure: Failure) -> None:
        message, asked = failure
        self._world.webhooks.failed(message)
        failures = self._again.get(update_id, (0, None))[0]
        pause = asked or (min(2**failures, LONGEST_PAUSE) if failures else 0)
        self._again[update_id] = (failures + 1, self._world.clock.now() + timedelta(seconds=pause))


def queue_of(update: Json) -> str:
    """Which updates this one is kept in order with: messages of its chat, or presses of its person."""
    kind, body = next((name, each) for name, each in update.items() if name != "update_id")
    if not isinstance(body, dict):
        return str(update["update_id"])
    chat = body.get("chat")
    owner = chat if isinstance(chat, dict) else body.get("from")
    family = "messages" if kind in {"message", "edited_message", "channel_post"} else kind
    number = owner.get("id") if isinstance(owner, dict) else update["update_id"]
    return f"{family} {number}"

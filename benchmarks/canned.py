"""The same requests to Telegram without what they are for: ``python -m benchmarks.canned FILE``.

FILE holds, step by step, the requests that the bot made while one person told a story (``recorded`` in
``benchmarks.group``). To each update of anybody this process makes the next step's requests, through the same
client, and does nothing else: no database, no encryption, no flow, nothing to render.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.delivery.client import QuietBot, telegram_bot
from bot.handlers.reading import ALLOWED_UPDATES

Steps = list[list[tuple[str, dict[str, Any]]]]


class Canned:
    """One person's place in the steps, and their last question."""

    def __init__(self, bot: QuietBot, steps: Steps) -> None:
        self._bot = bot
        self._steps = steps
        self._next = 0
        self._question = 0
        self._turn = asyncio.Lock()

    async def answer(self, chat: int, press: str | None) -> None:
        """Make the requests of the next step."""
        async with self._turn:
            for method, parameters in self._steps[self._next]:
                await self._request(method, dict(parameters), chat, press)
            self._next = (self._next + 1) % len(self._steps)

    async def _request(self, method: str, parameters: dict[str, Any], chat: int, press: str | None) -> None:
        if method == "answerCallbackQuery":
            if press is not None:
                await self._bot.call(method, {"callback_query_id": press})
            return
        parameters["chat_id"] = chat
        if "message_id" in parameters:
            if not self._question:
                return
            parameters["message_id"] = self._question
        sent = await self._bot.call(method, parameters)
        if "reply_markup" in parameters:
            self._question = sent["message_id"]


async def run(steps: Steps) -> None:
    """Answer until SIGTERM."""
    people: dict[int, Canned] = {}
    tasks: set[asyncio.Task[None]] = set()
    bot = telegram_bot(os.environ["BOT_TOKEN"], os.environ["BOT_API_URL"])
    async with bot.connections():
        offset = None
        while True:
            for update in await bot.raw_updates(offset, 50, ALLOWED_UPDATES):
                offset = update["update_id"] + 1
                press = update.get("callback_query")
                chat = (press or update["message"])["from"]["id"]
                person = people.setdefault(chat, Canned(bot, steps))
                task = asyncio.create_task(person.answer(chat, press and press["id"]))
                tasks.add(task)
                task.add_done_callback(tasks.discard)


async def main(path: Path) -> None:
    """Run until SIGTERM."""
    steps = json.loads(await asyncio.to_thread(path.read_text))
    work = asyncio.ensure_future(run(steps))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

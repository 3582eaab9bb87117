"""Sends messages as fast as a stand takes them: ``python -m benchmarks.hammer ADDRESS TOKEN CHAT SECONDS``.

Prints how many it took a second. The least that a client can do, to know what the stand itself bounds.
"""

from __future__ import annotations

import asyncio
import sys
import time

import aiohttp

from bot.delivery.sender import SLOTS


async def main(url: str, chat: int, seconds: float) -> float:
    """Messages a second, with as many in flight as the bot has."""
    body = {"chat_id": chat, "text": "Somebody calls you."}
    began = time.perf_counter()
    sent = 0

    async with aiohttp.ClientSession() as session:

        async def send() -> None:
            nonlocal sent
            while time.perf_counter() - began < seconds:
                async with session.post(url, json=body) as answer:
                    answer.raise_for_status()
                    await answer.read()
                sent += 1

        await asyncio.gather(*(send() for _slot in range(SLOTS)))
    return sent / (time.perf_counter() - began)


if __name__ == "__main__":
    address, token, chat, seconds = sys.argv[1:]
    print(asyncio.run(main(f"{address}/bot{token}/sendMessage", int(chat), float(seconds))))

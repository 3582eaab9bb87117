"""When ``run`` cannot go on it says why, and its exit code tells a service manager whether to try again."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.rehearsal.stand import Stand
from tests.commands.conftest import Ended, Shell


async def run(shell: Shell, **settings: str) -> Ended:
    """How ``run`` ends with these settings, beside a Telegram that stands on this machine."""
    async with Stand() as stand:
        return await asyncio.to_thread(
            shell, "run", **{"BOT_API_URL": stand.url, "BOT_TOKEN": stand.token, **settings}
        )


def last_words(ended: Ended) -> str:
    """The last line on stderr, after the log."""
    return ended.err.splitlines()[-1]


async def test_a_token_that_telegram_does_not_know_ends_it_for_good(shell: Shell) -> None:
    ended = await run(shell, BOT_TOKEN="700000002:another-token-of-thirty-five-characters")
    assert last_words(ended).startswith("Telegram does not know this BOT_TOKEN; take the current one")
    assert ended.code == 3


async def test_an_address_that_telegram_does_not_take_ends_it_for_good(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    ended = await run(
        shell, WEBHOOK_URL="https://room.example.org/telegram", WEBHOOK_LISTEN=f"127.0.0.1:{free}"
    )
    assert "WEBHOOK_URL (" in last_words(ended)
    assert ended.code == 3


@pytest.mark.parametrize("setting", ["HEALTH_LISTEN", "WEBHOOK_LISTEN"])
async def test_a_port_that_is_taken_ends_it_for_now(shell: Shell, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = {setting: f"127.0.0.1:{taken.getsockname()[1]}"}
        if setting == "WEBHOOK_LISTEN":
            settings["WEBHOOK_URL"] = "http://127.0.0.1:80/telegram"
        ended = await run(shell, **settings)
    assert setting in last_words(ended)
    assert ended.code == 1

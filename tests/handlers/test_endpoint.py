"""What the webhook's endpoint takes and refuses, over real HTTP: nothing is stored that is not Telegram's."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.handlers import serving, webhook
from bot.handlers.webhook import LARGEST_BODY, SECRET_HEADER
from bot.services import receiving
from bot.services.receiving import webhook_secret
from storage import inbox
from storage.database import DatabaseLost
from storage.vault import EncryptingVault, OpenVault
from tests.handlers.conftest import Door

UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": 5}, "text": "half \ud83d a character"}}
BODY = json.dumps(UPDATE).encode()


async def test_an_update_is_stored_before_it_is_answered(door: Door) -> None:
    assert await door.push(BODY) == 200
    assert await door.stored() == [7]
    async with door.room.house.database.snapshot() as tx:
        payload = await inbox.payload(tx, door.room.house.keys.vault, 7)
    assert payload is not None
    assert json.loads(payload) == UPDATE
    assert await door.push(BODY) == 200, "a repeat is welcome"
    assert await door.stored() == [7]
    assert door.room.house.meters.updates == 1


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(SECRET_HEADER, "")],
        [(SECRET_HEADER, "wrong")],
        [(SECRET_HEADER, "{secret}x")],
        [(SECRET_HEADER, "{secret}"), (SECRET_HEADER, "{secret}")],
        [(SECRET_HEADER, "wrong"), (SECRET_HEADER, "{secret}")],
        [(SECRET_HEADER, "{secret},{secret}")],
        [(SECRET_HEADER, "\u0665\udcff")],
    ],
    ids=["missing", "empty", "wrong", "longer", "twice", "wrong first", "joined", "odd letters"],
)
async def test_without_the_secret_nothing_is_stored(door: Door, headers: list[tuple[str, str]]) -> None:
    knocking = [(name, value.replace("{secret}", door.secret)) for name, value in headers]
    if any("\udcff" in value for _, value in knocking):
        answer = await raw(door, f"{SECRET_HEADER}: \xff\xfe".encode("latin-1"))
        assert answer.startswith((b"HTTP/1.1 403", b"HTTP/1.1 400"))
    else:
        assert await door.knock(BODY, *knocking) == (403, "")
    assert await door.stored() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\xfd",
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 7.0}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 7, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        BODY[:-1],
    ],
    ids=range(14),
)
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.push(body) == 400
    assert await door.stored() == []
    assert await door.push(BODY) == 200, "and stops nothing"


async def test_odd_updates_are_stored(door: Door) -> None:
    odds: list[dict[str, Any]] = [
        {},
        {"message": 1},
        {"tea": {"chat": {"id": "x"}}},
        {"message": {"chat": []}},
    ]
    for number, odd in enumerate(odds):
        assert await door.push(json.dumps({"update_id": number, **odd}).encode()) == 200
    assert sorted(await door.stored()) == [0, 1, 2, 3]


async def test_a_body_that_is_too_large(door: Door) -> None:
    large = json.dumps({"update_id": 7, "message": "x" * LARGEST_BODY}).encode()
    assert await door.push(io.BytesIO(large)) == 413
    assert await door.stored() == []


async def test_other_paths_and_methods_say_nothing(door: Door) -> None:
    base = door.url.removesuffix("/telegram")
    for path in ("/", "/health", "/ready", "/metrics", "/telegram/", "/telegram/x"):
        async with door.client.post(base + path, data=BODY) as answer:
            assert (answer.status, await answer.text()) == (404, "")
            assert "Server" not in answer.headers
    async with door.client.get(door.url) as answer:
        assert (answer.status, await answer.text()) == (405, "")


async def test_a_database_that_is_away(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(*_: object) -> None:
        raise DatabaseLost("gone")

    with monkeypatch.context() as away:
        away.setattr(receiving, "store", lost)
        async with door.client.post(door.url, data=BODY, headers={SECRET_HEADER: door.secret}) as answer:
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "5"
    assert await door.stored() == []
    assert await door.push(BODY) == 200


async def test_an_error_says_nothing(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise ValueError("somebody's words")

    monkeypatch.setattr(receiving, "store", broken)
    assert await door.push(BODY) == 500


async def test_what_comes_together_shares_a_commit(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[list[int]] = []
    store: Any = receiving.store

    async def counted(house: Any, updates: Any) -> None:
        batches.append([each.update_id for each in updates])
        await store(house, updates)

    monkeypatch.setattr(receiving, "store", counted)
    bodies = [json.dumps({"update_id": number}).encode() for number in range(60)]
    assert await asyncio.gather(*(door.push(body) for body in bodies)) == [200] * 60
    assert sorted(await door.stored()) == list(range(60))
    assert sorted(number for batch in batches for number in batch) == list(range(60))
    assert len(batches) < 30
    assert all(batch == sorted(batch) for batch in batches)


async def test_a_commit_that_failed_is_told_to_those_in_it_alone(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: Any = receiving.store
    begun, going_on = asyncio.Event(), asyncio.Event()

    async def stumbles(house: Any, updates: Any) -> None:
        if not begun.is_set():
            begun.set()
            await going_on.wait()
            raise DatabaseLost("gone")
        await store(house, updates)

    monkeypatch.setattr(receiving, "store", stumbles)
    first, *others = (json.dumps({"update_id": number}).encode() for number in range(20))
    unlucky = asyncio.create_task(door.push(first))
    await begun.wait()
    gathered = [asyncio.create_task(door.push(body)) for body in others]
    going_on.set()
    assert await unlucky == 503
    assert await asyncio.gather(*gathered) == [200] * 19
    assert sorted(await door.stored()) == list(range(1, 20))


async def raw(door: Door, head: bytes, body: bytes = b"") -> bytes:
    """What comes back for a request written by hand, until the connection is closed."""
    parts = urlsplit(door.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(
            b"POST /telegram HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + head + b"\r\n\r\n" + body
        )
        await writer.drain()
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()


@asynccontextmanager
async def hurried(monkeypatch: pytest.MonkeyPatch, name: str, module: Any) -> AsyncIterator[None]:
    """Nobody is waited for."""
    with monkeypatch.context() as faster:
        faster.setattr(module, name, 0.05)
        yield


async def test_a_body_that_does_not_come(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    async with hurried(monkeypatch, "BODY_SECONDS", webhook):
        head = f"{SECRET_HEADER}: {door.secret}\r\nContent-Length: 500".encode()
        answer = await raw(door, head, b'{"update')
    assert answer.startswith(b"HTTP/1.1 408")
    assert await door.stored() == []


@pytest.mark.parametrize(
    "head", [b"Content-Length: x", b"Bad Header", b"Content-Length: 1\r\nContent-Length: 2"]
)
async def test_what_is_no_http_says_no_version(door: Door, head: bytes) -> None:
    answer = await raw(door, head)
    assert answer.startswith(b"HTTP/1.")
    assert b"aiohttp" not in answer.lower()
    assert await door.stored() == []


async def test_a_head_that_does_not_come_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.webhooks import endpoint_of

    monkeypatch.setattr(serving, "IDLE_SECONDS", 0.05)
    async with endpoint_of(door.room.house, door.room.stand) as (endpoint, _url):
        reader, writer = await asyncio.open_connection("127.0.0.1", endpoint.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()


def test_the_secret_is_telegrams_alphabet_and_tells_nothing(door: Door) -> None:
    house, token = door.room.house, door.room.stand.token
    secret = webhook_secret(house, token)
    assert len(secret) == 43
    assert all(each.isascii() and (each.isalnum() or each in "-_") for each in secret)
    assert secret == webhook_secret(house, token), "every worker has the same"
    assert secret != webhook_secret(house, token + "x")


@pytest.mark.parametrize("vault", [EncryptingVault(bytes(32)), OpenVault()])
def test_another_key_gives_another_secret(door: Door, vault: Any) -> None:
    class Other:
        class keys:
            pass

    Other.keys.vault = vault  # type: ignore[attr-defined]
    other: Any = Other
    token = door.room.stand.token
    assert webhook_secret(other, token) != webhook_secret(door.room.house, token)
    assert token.partition(":")[2] not in webhook_secret(other, token)

"""Requests over real HTTP: what arrives, what each failure is called, and what is never repeated."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.delivery.client import QuietBot, telegram_bot
from bot.delivery.failures import Broken, NotReached, TooMany
from bot.delivery.request import AiohttpRequest

TOKEN = "700000009:AAnobodysTokenNobodysTokenNobodysTok"


class Server:
    """Answers every request with ``status`` and ``body``, after ``wait`` is set, and keeps what came."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b'{"ok": true, "result": true}'
        self.wait: asyncio.Event | None = None
        self.fields: dict[str, object] = {}
        self.content_type = ""
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        """Take one request."""
        self.content_type = request.content_type
        posted = await (request.json() if request.content_type == "application/json" else request.post())
        self.fields = {
            name: (value.filename, value.content_type, value.file.read())
            if isinstance(value, web.FileField)
            else value
            for name, value in posted.items()
        }
        if self.wait is not None:
            await self.wait.wait()
        return web.Response(status=self.status, body=self.body)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server of this kind on loopback."""
    served = Server()
    app = web.Application(client_max_size=10_000_000)
    app.router.add_route("*", "/{anything:.*}", served.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    await runner.cleanup()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[QuietBot]:
    """A bot of that server."""
    made = telegram_bot(TOKEN, server.url + "/")
    await made.request.initialize()
    yield made
    await made.request.shutdown()


async def failure(bot: QuietBot) -> TelegramError:
    """What a call raises."""
    with pytest.raises(TelegramError) as raised:
        await bot.answer_callback_query("1", "words")
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r} {raised.value.__context__!r}"
    return raised.value


async def test_parameters_go_as_json(bot: QuietBot, server: Server) -> None:
    assert await bot.answer_callback_query("1", "ƒ 😀", show_alert=True)
    assert server.content_type == "application/json"
    assert server.fields == {"callback_query_id": "1", "text": "ƒ 😀", "show_alert": True}


@pytest.mark.parametrize("name", ["part 1.ogg", "قصة.ogg", 'a"b.ogg'])
async def test_files_go_in_parts_with_their_names(bot: QuietBot, server: Server, name: str) -> None:
    content = bytes(range(256)) * 8000
    server.body = (
        b'{"ok": true, "result": {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}}}'
    )
    message = await bot.send_document(1, InputFile(content, filename=name), caption="What it is")
    assert message.message_id == 5
    sent = server.fields["document"]
    assert isinstance(sent, tuple)
    assert sent[2] == content
    assert sent[0].replace("\\", "") == name
    assert (server.fields["chat_id"], server.fields["caption"]) == ("1", "What it is")


async def test_half_a_character_is_refused_without_being_repeated(bot: QuietBot) -> None:
    with pytest.raises(BadRequest) as raised:
        await bot.answer_callback_query("1", "secret \ud800")
    assert "secret" not in f"{raised.value!r}{raised.value.__context__!r}"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, b'{"ok": false, "parameters": {"retry_after": 0}}', TooMany),
        (429, b"<html>slow down</html>", TooMany),
        (502, b"<html>/bot" + TOKEN.encode() + b"/ is down</html>", NetworkError),
        (500, b'{"ok": false, "description": "Internal Server Error"}', NetworkError),
        (302, b"", NetworkError),
        (404, b"<html>no /bot" + TOKEN.encode() + b"/</html>", InvalidToken),
        (400, b"<html>/bot" + TOKEN.encode() + b"/</html>", BadRequest),
        (413, b"<html>too large</html>", BadRequest),
        (200, b"<html>/bot" + TOKEN.encode() + b"/ welcome</html>", Broken),
        (200, b"\xff\xfe", Broken),
        (200, b"[]", Broken),
    ],
)
async def test_each_answer_has_its_error(
    bot: QuietBot, server: Server, status: int, body: bytes, kind: type[TelegramError]
) -> None:
    server.status, server.body = status, body
    assert type(await failure(bot)) is kind


async def test_a_429_keeps_its_seconds(bot: QuietBot, server: Server) -> None:
    server.status, server.body = 429, b'{"ok": false, "parameters": {"retry_after": 17}}'
    error = await failure(bot)
    assert isinstance(error, TooMany)
    assert error.seconds == 17


async def test_no_answer_in_time_is_not_the_same_as_no_connection(bot: QuietBot, server: Server) -> None:
    server.wait = asyncio.Event()
    with pytest.raises(TimedOut):
        await bot.answer_callback_query("1", read_timeout=0.02, write_timeout=0.02, connect_timeout=0.02)
    elsewhere = telegram_bot(TOKEN, "http://127.0.0.1:9")
    await elsewhere.request.initialize()
    assert type(await failure(elsewhere)) is NotReached
    await elsewhere.request.shutdown()


async def test_an_address_that_cannot_be_one_is_not_repeated() -> None:
    bot = telegram_bot(TOKEN, "http://[not-an-address")
    await bot.request.initialize()
    await failure(bot)
    await bot.request.shutdown()


async def test_it_is_opened_and_closed_as_often_as_one_likes() -> None:
    request = AiohttpRequest(read_timeout=3)
    assert request.read_timeout == 3
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="initialised"):
        await request.post("http://127.0.0.1:9/")

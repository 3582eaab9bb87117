"""A strict Telegram Bot API on loopback, for the rehearsal and the tests.

It answers over real HTTP what Telegram would answer, in Telegram's words where these are known, and
is stricter in two things: unknown parameters, and those it does not play, are refused by name.
"""

import asyncio
import contextlib
from collections import deque
from typing import Any, NamedTuple, Self

from aiohttp import web

from bot.rehearsal import profile, sending
from bot.rehearsal.clock import Clock, TurnableClock
from bot.rehearsal.faults import Fault, Faults
from bot.rehearsal.limiter import Limiter
from bot.rehearsal.methods import LIMITED
from bot.rehearsal.pushing import Pusher
from bot.rehearsal.refusals import Refusal
from bot.rehearsal.requests import checked, read_fields
from bot.rehearsal.world import Press, World

Json = dict[str, Any]

EXAMPLE_TOKEN = "700000001:AAExampleTokenForTheRehearsalStandOnly0"  # noqa: S105 - opens nothing but the stand

_ROUTES: dict[str, profile.Call] = {
    "getMe": profile.get_me,
    "getUpdates": profile.get_updates,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendVideo": sending.send_video,
    "sendVideoNote": sending.send_video_note,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": sending.edit_message_text,
    "editMessageCaption": sending.edit_message_caption,
    "editMessageReplyMarkup": sending.edit_message_reply_markup,
    "deleteMessage": sending.delete_message,
    "answerCallbackQuery": sending.answer_callback_query,
    "getFile": profile.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
# Telegram takes method names in any case.
_NAMES = {name.lower(): name for name in _ROUTES}


class Call(NamedTuple):
    """One request the bot made: the method's name and the parameters as they came."""

    method: str
    params: Json


class Stand:
    """The server. `async with Stand() as stand:` starts it on a free port of 127.0.0.1.

    `limited` switches the limiter on from the start; `stand.limiter.on` does so later. `calls` holds
    the last 10,000 requests, `refusals` what the stand itself refused (method, description),
    which faults on demand are no part of.
    """

    def __init__(
        self,
        *,
        token: str = EXAMPLE_TOKEN,
        username: str = "in_the_room_example_bot",
        name: str = "In the Room",
        clock: Clock | None = None,
        port: int = 0,
        limited: bool = False,
    ) -> None:
        self.token = token
        self.clock = clock or TurnableClock()
        bot_id = int(token.partition(":")[0])
        bot = {"id": bot_id, "is_bot": True, "first_name": name, "username": username}
        self.world = World(bot, self.clock)
        self.limiter = Limiter(self.clock, on=limited)
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=10_000)
        self.refusals: deque[tuple[str, str]] = deque(maxlen=10_000)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._pushing: asyncio.Task[None] | None = None
        if isinstance(self.clock, TurnableClock):
            self.clock.on_turn(lambda _moment: self.world.activity.stir())

    @property
    def username(self) -> str:
        """The bot's name in links, without the @."""
        return str(self.world.bot["username"])

    @property
    def url(self) -> str:
        """Where the stand answers, without a slash at the end; the library wants `f"{url}/bot"`."""
        return f"http://127.0.0.1:{self._port}"

    def link(self, token: str) -> str:
        """The link that opens the bot with an invitation's token."""
        return f"https://t.me/{self.username}?start={token}"

    def unanswered_presses(self) -> list[Press]:
        """Presses of buttons the bot has not answered (yet)."""
        return [press for press in self.world.presses.values() if not press.answered]

    async def taken(self, seconds: float = 10) -> bool:
        """Wait until the bot has confirmed every update; False when it has not within `seconds`."""
        return await self.world.activity.until(lambda: not self.world.updates.waiting, seconds)

    async def start(self) -> None:
        """Start answering. Raises OSError when the port is taken."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._send_file)
        # Without cancellation the poll of a bot that was killed would live on and meet its successor's.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._pushing = asyncio.create_task(Pusher(self.world, self.faults).run())

    async def stop(self) -> None:
        """Stop answering and pushing; what the stand knows stays."""
        if self._pushing is not None:
            self._pushing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pushing
            self._pushing = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *reason: object) -> None:
        await self.stop()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = _NAMES.get(request.match_info["method"].lower())
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if method is None:
                raise Refusal(404, "Not Found")
            return await self._call(request, method)
        except Refusal as refusal:
            self.refusals.append((request.match_info["method"], refusal.description))
            return web.json_response(refusal.as_json(), status=refusal.status)

    async def _call(self, request: web.Request, method: str) -> web.StreamResponse:
        fields, uploads = await read_fields(request)
        self.calls.append(Call(method, fields))
        params = checked(method, fields, uploads)
        fault = self.faults.take(method, params.chat_id)
        if fault is not None and fault.kind != "drop_after":
            return _failed(request, fault)
        if method in LIMITED and params.chat_id is not None:
            self.limiter.count(params.chat_id, pays=bool(params["allow_paid_broadcast"]))
        result = await _ROUTES[method](self.world, params)
        if fault is not None:
            return _failed(request, fault)
        return web.json_response({"ok": True, "result": result})

    async def _send_file(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take("file", None)
        if fault is not None:
            return _failed(request, fault)
        kept = self.world.files.by_path(request.match_info["path"])
        if request.match_info["token"] != self.token or kept is None:
            refusal = Refusal(404, "Not Found")
            return web.json_response(refusal.as_json(), status=refusal.status)
        return web.Response(body=kept.content, content_type="application/octet-stream")


def _failed(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind == "error":
        refusal = fault.refusal()
        return web.json_response(refusal.as_json(), status=refusal.status)
    if fault.kind == "html_body":
        return web.Response(
            status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html"
        )
    if request.transport is not None:
        request.transport.abort()
    return web.Response()

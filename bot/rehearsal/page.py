"""The rehearsal's page: everyone's phone side by side in a browser, and the clock.

It is served on 127.0.0.1 only, to pages of its own only, and carries nothing from anywhere else.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_photo, example_voice, voice_from
from bot.rehearsal.phones import NotVisible, Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.state import EVERYTHING, SHOWN_INLINE, state

PORT = 8765
TURNS = (1, 24, 168, 720)
"""Hours by which the clock is turned: an hour, a day, a week, and a month of thirty days."""

_FOLDER = Path(__file__).parent / "page"
_OWN_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OWN_FILES = {path.name: _OWN_KINDS[path.suffix] for path in _FOLDER.iterdir() if path.suffix in _OWN_KINDS}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LOCAL = frozenset({"127.0.0.1", "localhost"})


class Page:
    """The page's server. `async with Page(...) as page:` serves it at `page.url`.

    `links` are the invitations by short name. Port 0 takes a free one. Raises OSError when the
    port is taken.
    """

    def __init__(
        self,
        stand: Stand,
        phones: Sequence[Phone],
        links: Mapping[str, str],
        clock: TurnableClock,
        *,
        port: int = PORT,
    ) -> None:
        self._stand = stand
        self._phones = {phone.id: phone for phone in phones}
        self._links = links
        self._clock = clock
        self._port = port
        self._closing = False
        self._runner: web.AppRunner | None = None
        clock.on_turn(lambda _: stand.world.activity.stir())

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self._port}/"

    async def start(self) -> None:
        """Begin to serve the page."""
        self._closing = False
        app = web.Application(middlewares=[self._guard], client_max_size=60 * 1024 * 1024)
        app.on_shutdown.append(self._close)
        app.router.add_get("/events", self._events)
        app.router.add_get("/files/{id}", self._file)
        app.router.add_post("/clock", self._turn)
        app.router.add_post(r"/phones/{id:\d+}/{act}", self._act)
        app.router.add_get("/{name:[a-z.]*}", self._own)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *reason: object) -> None:
        await self.stop()

    async def _close(self, app: web.Application) -> None:
        self._closing = True
        self._stand.world.activity.stir()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other sites' pages, also those whose name was made to point here."""
        origin = request.headers.get("Origin")
        own = {f"http://{name}:{self._port}" for name in _LOCAL}
        if f"http://{request.host}" not in own or (origin is not None and origin not in own):
            raise web.HTTPForbidden(text="This page speaks to itself only.")
        try:
            response = await handler(request)
        except (NotVisible, ValueError, LookupError, OSError) as error:
            response = web.json_response({"error": str(error)}, status=400)
        if not response.prepared:
            response.headers.update({k: v for k, v in _HEADERS.items() if k not in response.headers})
        return response

    async def _own(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"] or "index.html"
        if name not in _OWN_FILES:
            raise web.HTTPNotFound
        text = await asyncio.to_thread((_FOLDER / name).read_text, "utf-8")
        return web.Response(text=text, content_type=_OWN_FILES[name], charset="utf-8")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        activity, sent = self._stand.world.activity, EVERYTHING
        while not self._closing:
            revision = activity.revision
            news = json.dumps(state(list(self._phones.values()), self._clock, sent))
            await response.write(f"data: {news}\n\n".encode())
            sent = revision
            await activity.after(revision)
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        kept = self._stand.world.files.by_id(request.match_info["id"])
        if kept is None:
            raise web.HTTPNotFound
        response = web.Response(body=kept.content, content_type="application/octet-stream")
        # A browser's reader of PDF does not work in a sandbox, and brings one of its own.
        sandbox = "" if kept.mime == "application/pdf" else "sandbox; "
        response.headers["Content-Security-Policy"] = f"{sandbox}default-src 'none'; frame-ancestors 'none'"
        if kept.mime in SHOWN_INLINE:
            response.content_type = kept.mime
        else:
            response.headers["Content-Disposition"] = "attachment"
        return response

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        hours = (await request.json())["hours"]
        if hours not in TURNS:
            raise ValueError("The clock is turned by an hour, a day, a week or a month.")
        moment = self._clock.turn(timedelta(hours=hours))
        return web.json_response({"now": moment.isoformat()})

    async def _act(self, request: web.Request) -> web.StreamResponse:
        phone = self._phones[int(request.match_info["id"])]
        act = request.match_info["act"]
        if act in ("voice", "photo", "document"):
            await _send_file(phone, act, request)
        else:
            self._do(phone, act, await request.json())
        return web.json_response({})

    def _do(self, phone: Phone, act: str, said: dict[str, Any]) -> None:
        if act == "write":
            phone.write(str(said["text"]))
        elif act == "press":
            phone.press_data(int(said["message"]), str(said["data"]))
        elif act == "open":
            phone.open_link(self._links[phone.name])
        elif act == "block":
            phone.unblock() if phone.conversation.blocked else phone.block()
        else:
            raise web.HTTPNotFound


async def _send_file(phone: Phone, act: str, request: web.Request) -> None:
    """Send what the browser recorded or chose, or an example when it sends nothing."""
    content = await request.read()
    if act == "voice":
        voice, seconds = await asyncio.to_thread(voice_from, content or example_voice())
        phone.send_voice(voice, seconds)
    elif act == "photo":
        phone.send_photo(content or example_photo())
    else:
        name = urlsplit(request.query.get("name", "file")).path.rpartition("/")[2] or "file"
        phone.send_document(content, name, request.content_type)

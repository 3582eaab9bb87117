"""The client library's requests, carried by aiohttp.

The token is part of every address. So no error of aiohttp, which may name the address, is passed on or
chained, and no body that is not Telegram's own JSON is repeated: a proxy's page may quote the address.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
import msgspec
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.failures import Broken, NotReached, TooMany

_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    ConnectionRefusedError,
)
_TOLD_APART = frozenset({400, 401, 403, 404, 409})
"""Refusals with a meaning of their own; every other 4xx is a bad request like any."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to one Bot API server. All times in seconds.

    Raises :class:`NotReached` when nothing was sent, ``TimedOut`` and :class:`Broken` when nobody knows
    whether it arrived, :class:`TooMany` for a 429, and the library's own errors for all the rest.
    """

    __slots__ = ("_connect", "_pool", "_read", "_session", "_write", "_write_media")

    def __init__(
        self,
        *,
        connections: int = 64,
        read_timeout: float = 10.0,
        write_timeout: float = 10.0,
        media_write_timeout: float = 60.0,
        connect_timeout: float = 10.0,
    ) -> None:
        self._pool = connections
        self._read = read_timeout
        self._write = write_timeout
        self._write_media = media_write_timeout
        self._connect = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call names no others."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool; nothing happens when it is open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool, ttl_dns_cache=300),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection; nothing happens when they are closed."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; returns status and body."""
        if self._session is None:
            raise RuntimeError("the request has not been initialised")
        media = request_data is not None and request_data.contains_files
        read = _chosen(read_timeout, self._read)
        write = _chosen(write_timeout, self._write_media if media else self._write)
        connect = _chosen(connect_timeout, self._connect)
        parts = [part for part in (connect, write, read) if part is not None]
        times = aiohttp.ClientTimeout(total=sum(parts) if len(parts) == 3 else None, connect=connect)
        answer = await self._made(self._session, method, url, _body(request_data), times)
        # Raised out here, so that nothing which names the address hangs on the error.
        if isinstance(answer, TelegramError):
            raise answer
        return _told_apart(*answer)

    async def _made(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        body: dict[str, Any],
        times: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes] | TelegramError:
        try:
            async with session.request(method, url, timeout=times, allow_redirects=False, **body) as response:
                return response.status, await response.read()
        except _NOT_SENT as error:
            return NotReached(f"Telegram was not reached ({type(error).__name__})")
        except TimeoutError:
            return TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            return Broken(f"the connection broke ({type(error).__name__})")

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read Telegram's answer. Raises :class:`Broken` for anything else, without repeating it.

        By the standard library: it reads halves of characters too. One in an update must not make a whole
        answer unreadable, again and again.
        """
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise Broken("the answer was not Telegram's")
        return answer


def _chosen(given: ODVInput[float], otherwise: float) -> float | None:
    return otherwise if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if data.contains_files:
        return {"data": _form(data)}
    try:
        encoded = msgspec.json.encode(data.parameters)
    except UnicodeEncodeError:
        encoded = None
    if encoded is None:
        raise BadRequest("strings must be encoded in UTF-8")
    return {"data": encoded, "headers": {"Content-Type": "application/json"}}


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=mime)
    return form


def _told_apart(status: int, payload: bytes) -> tuple[int, bytes]:
    """The answer, as the library can understand it; raises for what it would not tell apart."""
    if 200 <= status < 300:
        return status, payload
    try:
        answer = msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        answer = None
    if not isinstance(answer, Mapping):
        payload, answer = b'{"ok":false}', {}
    if status == 429:
        raise TooMany(_seconds(answer))
    if status >= 500 or status < 400:
        raise NetworkError(f"Telegram failed ({status})")
    return (status if status in _TOLD_APART else 400), payload


def _seconds(answer: Mapping[str, Any]) -> float:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, Mapping) else None
    return float(seconds) if isinstance(seconds, int | float) and seconds >= 0 else 1.0

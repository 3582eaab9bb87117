"""Gets a file that a person sent from Telegram, and says what each failure means.

The address of a file holds the bot's token. So no error of the connection, which may name the address,
is passed on or chained.
"""

from __future__ import annotations

from datetime import timedelta
from types import TracebackType

import aiohttp
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.delivery.failures import TooMany

MOST_BYTES = 20 * 1024 * 1024
"""Telegram hands out files of up to 20 MB to bots."""

_PIECE = 64 * 1024
_LONG = timedelta(hours=1)


class TooLarge(Exception):
    """The file is larger than Telegram hands out; trying again is of no use."""


class Gone(Exception):
    """Telegram does not know this file (any more); trying again is of no use."""


class NotNow(Exception):
    """It cannot be had at the moment. ``wait`` is how long to wait, where somebody knows."""

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Fetcher:
    """Downloads files, several at a time if need be. To be used as an async context manager."""

    def __init__(self, bot: Bot, *, most_bytes: int = MOST_BYTES, seconds: float = 120) -> None:
        """Fetch through ``bot``, no file of more than ``most_bytes``, none for longer than ``seconds``."""
        self._bot = bot
        self._most = most_bytes
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=10, sock_read=30)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Fetcher:
        """Open the connections."""
        self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def fetch(self, reference: str) -> bytes:
        """The content of the file that Telegram calls ``reference``.

        Raises :class:`TooLarge`, :class:`Gone` or :class:`NotNow`.
        """
        address = await self._address(reference)
        answer = await self._download(address)
        # Raised out here, so that nothing which names the address hangs on the error.
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _address(self, reference: str) -> str:
        """Where the file can be had for the next hour."""
        try:
            file = await self._bot.get_file(reference)
        except TelegramError as error:
            failure: Exception = _meaning(error)
        else:
            if file.file_size is not None and file.file_size > self._most:
                failure = TooLarge(f"{file.file_size} bytes")
            elif file.file_path is None or not file.file_path.startswith(("http://", "https://")):
                failure = NotNow("Telegram did not say where the file is")
            else:
                return file.file_path
        raise failure

    async def _download(self, address: str) -> bytes | Exception:
        assert self._session is not None, "used outside of its context"
        try:
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status != 200:
                    return NotNow(f"the download was answered with {response.status}")
                return await self._bounded(response)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            return NotNow(f"the download broke off ({type(error).__name__})")

    async def _bounded(self, response: aiohttp.ClientResponse) -> bytes | Exception:
        content = bytearray()
        async for piece in response.content.iter_chunked(_PIECE):
            content += piece
            if len(content) > self._most:
                return TooLarge(f"more than {self._most} bytes")
        return bytes(content)


def _meaning(error: TelegramError) -> Exception:
    """What a failed ``getFile`` means; Telegram's descriptions of it are fixed and in English."""
    match error:
        case TooMany():
            return NotNow("too many requests", timedelta(seconds=error.seconds))
        case InvalidToken() | Forbidden():
            return NotNow("the token is not accepted", _LONG)
        case BadRequest():
            words = str(error).lower()
            if "too big" in words:
                return TooLarge("more than Telegram hands out")
            if "temporarily unavailable" in words:
                return NotNow("temporarily unavailable")
            return Gone("Telegram does not know the file")
        case _:
            return NotNow(type(error).__name__)

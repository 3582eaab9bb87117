"""Errors of a request that the client library does not tell apart, in its own family of errors."""

from __future__ import annotations

from telegram.error import NetworkError, TelegramError


class NotReached(NetworkError):
    """The request never left: no connection, no such host, no encryption. Safe to send again."""

    __slots__ = ()


class Broken(NetworkError):
    """The connection broke, or the answer was unreadable, after the request was on its way.

    Nobody knows whether it arrived.
    """

    __slots__ = ()


class TooMany(TelegramError):
    """Telegram asks to wait, for ``seconds`` (0 is possible)."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many requests, wait {seconds:g} seconds")
        self.seconds = seconds

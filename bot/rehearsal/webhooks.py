"""The methods of a webhook: setWebhook, deleteWebhook, getWebhookInfo.

Source: Bot API 10.1; what its description leaves out (words of errors, the pause between two settings)
from Telegram's own open server, tdlib/telegram-bot-api, Client.cpp. The one thing that is wider here: the
stand takes http on this machine, and refuses https, because it has no certificate to check.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.clock import Clock
from bot.rehearsal.refusals import bad_request, stricter, too_many
from bot.rehearsal.updates import Updates

Json = dict[str, Any]

PORTS = frozenset({80, 88, 443, 8443})
CONNECTIONS, MOST_CONNECTIONS = 40, 100
LONGEST_SECRET = 256
BETWEEN_SETTINGS = timedelta(seconds=1)

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Hook:
    """Where updates are pushed to, with which secret, and how many at once."""

    url: str
    secret: str
    connections: int


class Webhooks:
    """The webhook of the stand's one bot, if it has one, and the last thing that went wrong with it."""

    def __init__(self, updates: Updates, clock: Clock) -> None:
        self.hook: Hook | None = None
        self._updates = updates
        self._clock = clock
        self._set_at: datetime | None = None
        self._error: tuple[int, str] | None = None

    def set(self, params: Json) -> None:
        """Push from now on. Raises Telegram's refusals for what it does not take."""
        url, secret = str(params["url"] or ""), str(params["secret_token"] or "")
        if not url:
            self.delete()
            return
        now = self._clock.now()
        if self._set_at is not None and now - self._set_at < BETWEEN_SETTINGS:
            raise too_many(1)
        self._set_at = now
        _check_secret(secret)
        _check_url(url)
        if params["allowed_updates"] is not None:
            self._updates.allow(params["allowed_updates"])
        connections = params["max_connections"] or CONNECTIONS
        self._error = None
        self.hook = Hook(url, secret, min(max(connections, 1), MOST_CONNECTIONS))
        self._updates.push(pushed=True)

    def delete(self) -> None:
        """Push no more; what waits can be asked for again."""
        if self.hook is not None:
            self.hook = None
            self._updates.push(pushed=False)

    def failed(self, message: str) -> None:
        """Note what went wrong with the newest push."""
        self._error = (int(self._clock.now().timestamp()), message)

    def info(self) -> Json:
        """Telegram's WebhookInfo."""
        found: Json = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": self._updates.waiting,
        }
        if self._error is not None:
            found["last_error_date"], found["last_error_message"] = self._error
        if self.hook is not None:
            found |= {"max_connections": self.hook.connections, "ip_address": "127.0.0.1"}
        if self._updates.allowed is not None:
            found["allowed_updates"] = sorted(self._updates.allowed)
        return found


def _check_secret(secret: str) -> None:
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "https" and (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if parts.scheme == "http" and parts.hostname not in _HERE:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.scheme == "https":
        raise stricter("a webhook is pushed to http on this machine only")

"""Settings: read once from the environment, frozen, and checked with the remedy in the message."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

TELEGRAM = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram pushes to. Source: "Notes" of setWebhook, core.telegram.org/bots/api#setwebhook."""
WEBHOOK_LISTEN = "127.0.0.1:8080"

_HERE = ("127.0.0.1", "localhost", "::1")

FREE_RATE = 30
"""Messages a second that Telegram takes from any bot (core.telegram.org/bots/faq, "hitting limits")."""

PAID_RATE = 1000
"""Messages a second that Telegram takes from a bot that pays (`allow_paid_broadcast` of sendMessage)."""

SETTINGS: dict[str, str] = {
    "BOT_TOKEN": "the token that @BotFather gave for the bot",
    "BOT_USERNAME": "the bot's name without @, for invitation links; asked of Telegram when empty",
    "BOT_API_URL": f"where the Bot API is; {TELEGRAM} when empty",
    "DATA_DIR": "folder of the database and the files; “data” when empty",
    "DATABASE_URL": "sqlite:///… or postgresql://…; a file in DATA_DIR when empty",
    "KEY_FILE": "file of the key that locks everything, outside DATA_DIR; “in-the-room keys new” makes one",
    "ERASURES_FILE": "file that remembers what people erased, outside DATA_DIR; beside it when empty",
    "ENCRYPTION": "“on”, or “off” for trying things out with invented people only; “on” when empty",
    "SEND_RATE": f"most messages a second, up to {PAID_RATE}; {FREE_RATE} when empty; more must be paid for",
    "WEBHOOK_URL": "the https address to which Telegram pushes updates; the bot asks for them when empty",
    "WEBHOOK_LISTEN": f"host:port that takes what is pushed, behind a proxy; {WEBHOOK_LISTEN} when empty",
    "HEALTH_LISTEN": "host:port of /health, /ready and /metrics, not for the public; nowhere when empty",
    "LOG_LEVEL": f"one of {', '.join(LOG_LEVELS)}; INFO when empty",
}
"""Every setting and what it is. `.env.example` has the same."""


class BadSettings(Exception):
    """A setting is missing or wrong. The message names it, with the remedy."""


@dataclass(frozen=True)
class Listen:
    """Where to listen on this machine. Port 0 takes a free one; settings never say that."""

    host: str
    port: int

    def __str__(self) -> str:
        """As it stands in the settings."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Settings:
    """What the environment says. ``key_file`` is None when encryption is off.

    Without a ``webhook_url`` the bot polls; without ``health_listen`` no page of health is served.
    """

    data_dir: Path
    database_url: str
    key_file: Path | None
    erasures_file: Path
    api_url: str
    log_level: str
    token: str
    username: str
    send_rate: int = FREE_RATE
    """Most messages in any one second. Above `FREE_RATE` Telegram takes Stars for them."""
    webhook_url: str = ""
    webhook_listen: Listen = Listen("127.0.0.1", 8080)
    health_listen: Listen | None = None

    def __repr__(self) -> str:
        """Nothing secret: neither the token nor the address of the database."""
        return f"Settings(data_dir={str(self.data_dir)!r}, log_level={self.log_level!r})"

    def needed_token(self) -> str:
        """The bot's token. Raises BadSettings when there is none."""
        if not self.token:
            raise BadSettings("BOT_TOKEN is missing; set it to the token that @BotFather gave you")
        return self.token


def from_environment(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Read the settings; the environment counts more than the file ``.env`` of the working folder.

    Raises BadSettings with the name of the setting, what is wrong and what to do.
    """
    beside = dotenv_values(env_file or Path(".env"), interpolate=False)
    given = {name: value.strip() for name, value in beside.items() if value}
    given |= {name: value.strip() for name, value in (os.environ if environ is None else environ).items()}
    data_dir = Path(given.get("DATA_DIR") or "data").expanduser()
    webhook_listen, health_listen = _listens(given)
    return Settings(
        data_dir=data_dir,
        database_url=given.get("DATABASE_URL") or f"sqlite:///{data_dir / 'in-the-room.db'}",
        key_file=_key_file(given),
        erasures_file=_erasures_file(given, data_dir),
        api_url=_api_url(given),
        log_level=_log_level(given),
        token=_token(given),
        username=given.get("BOT_USERNAME", "").removeprefix("@"),
        send_rate=_send_rate(given),
        webhook_url=_webhook_url(given),
        webhook_listen=webhook_listen,
        health_listen=health_listen,
    )


def _key_file(given: Mapping[str, str]) -> Path | None:
    encryption = (given.get("ENCRYPTION") or "on").lower()
    if encryption not in {"on", "off"}:
        raise BadSettings("ENCRYPTION must be “on” or “off”")
    if encryption == "off":
        return None
    if not given.get("KEY_FILE"):
        raise BadSettings(
            "KEY_FILE is missing; make a key with “in-the-room keys new PATH” and set KEY_FILE to that path"
        )
    return Path(given["KEY_FILE"]).expanduser()


def _erasures_file(given: Mapping[str, str], data_dir: Path) -> Path:
    beside = data_dir.absolute()
    path = Path(given.get("ERASURES_FILE") or beside.parent / f"{beside.name}-erasures.txt").expanduser()
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise BadSettings(
            f"ERASURES_FILE {path} lies inside DATA_DIR {data_dir}: it has to be there when that is lost; "
            "move it to a folder outside"
        )
    return path


def _api_url(given: Mapping[str, str]) -> str:
    url = given.get("BOT_API_URL") or TELEGRAM
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSettings(f"BOT_API_URL must be an address such as {TELEGRAM}")
    return url.rstrip("/")


def _log_level(given: Mapping[str, str]) -> str:
    level = (given.get("LOG_LEVEL") or "INFO").upper()
    if level not in LOG_LEVELS:
        raise BadSettings(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}")
    return level


def _send_rate(given: Mapping[str, str]) -> int:
    rate = given.get("SEND_RATE") or str(FREE_RATE)
    if not (rate.isascii() and rate.isdecimal() and 1 <= int(rate) <= PAID_RATE):
        raise BadSettings(
            f"SEND_RATE must be a number of messages a second from 1 to {PAID_RATE}; "
            f"leave it empty for {FREE_RATE}"
        )
    return int(rate)


def _token(given: Mapping[str, str]) -> str:
    token = given.get("BOT_TOKEN", "")
    if token and not (token.partition(":")[0].isdigit() and token.partition(":")[2]):
        raise BadSettings("BOT_TOKEN does not look like a token; it has numbers, a colon, and letters")
    return token


def _webhook_url(given: Mapping[str, str]) -> str:
    url = given.get("WEBHOOK_URL", "")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        parts, port = urlsplit(""), 0
    plain = re.fullmatch(r"https?://[^/?#@]+(/[A-Za-z0-9._~/-]*)?", url) is not None
    if plain and parts.scheme == "http" and parts.hostname in _HERE:
        return url  # the rehearsal's stand pushes to this machine, without a certificate
    if not plain or parts.scheme != "https" or port not in WEBHOOK_PORTS:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        raise BadSettings(
            "WEBHOOK_URL must be an address such as https://room.example.org/telegram: https, "
            f"one of the ports {ports}, and a path of plain letters without “?”"
        )
    return url


def _listens(given: Mapping[str, str]) -> tuple[Listen, Listen | None]:
    webhook = _listen("WEBHOOK_LISTEN", given.get("WEBHOOK_LISTEN") or WEBHOOK_LISTEN)
    health = _listen("HEALTH_LISTEN", given["HEALTH_LISTEN"]) if given.get("HEALTH_LISTEN") else None
    if given.get("WEBHOOK_URL") and health == webhook:
        raise BadSettings(
            "HEALTH_LISTEN and WEBHOOK_LISTEN are the same; give HEALTH_LISTEN another port, "
            "which no proxy passes on to the public"
        )
    return webhook, health


def _listen(name: str, value: str) -> Listen:
    try:
        parts = urlsplit(f"//{value}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port or parts.path or "@" in value:
        raise BadSettings(f"{name} must be a host and a port, such as {WEBHOOK_LISTEN}")
    return Listen(host, port)

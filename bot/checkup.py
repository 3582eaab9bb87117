"""The operator's check-up: settings, key, database, Telegram, and what waits or is stuck."""

from __future__ import annotations

import shutil

import click
from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.app import connected, open_house
from bot.config import Settings
from bot.services import counting, ledger, projects
from bot.services.counting import UnderWay
from bot.services.house import House
from storage import migrating
from storage.database import DatabaseUnavailable
from storage.ledger_file import LedgerError

MEGABYTE = 1_000_000
LITTLE = 200 * MEGABYTE
"""Bytes on the disk under which the operator is told: ten of the largest recordings that people can send."""


async def check_up(settings: Settings) -> bool:
    """Print what was looked at, each with what to do; True when everything is in place.

    Raises what opening the house raises, each with its remedy.
    """
    if settings.key_file is None:
        _warn("ENCRYPTION is off: use it with invented people only.")
    async with open_house(settings) as house:
        writable = await _written(house, settings)
        await _erasures(house)
        reachable = await _telegram(settings)
        await _projects(house)
        return _waiting(await counting.under_way(house)) and reachable and writable


async def _written(house: House, settings: Settings) -> bool:
    """Whether the database can be written now, and whether there is room for what people send."""
    try:
        await migrating.touch(house.database)
    except DatabaseUnavailable as problem:
        _good("The key fits the database.")
        _warn(f"The database cannot be written: {problem}.")
        return False
    _good("The key fits the database, and the database can be written.")
    free = shutil.disk_usage(settings.data_dir).free
    if free < LITTLE:
        _warn(
            f"Only {free // MEGABYTE} MB are left on the disk of DATA_DIR: make room, or what people send "
            "cannot be kept."
        )
        return False
    return True


async def _erasures(house: House) -> None:
    """Whether what people take back is remembered outside of the database; brings the file up to date."""
    try:
        await ledger.follow(house)
    except (OSError, LedgerError) as problem:
        _warn(
            f"The erasures file cannot be used ({problem}): set ERASURES_FILE to a file in a folder of the "
            "bot's user, outside DATA_DIR."
        )
    else:
        _good("What people erase is remembered in the erasures file, too: copy it wherever backups go.")


async def _telegram(settings: Settings) -> bool:
    if not settings.token:
        _warn("BOT_TOKEN is missing: @BotFather gives you one.")
        return False
    try:
        async with connected(settings) as bot:
            me = await bot.get_me()
            webhook = await bot.get_webhook_info()
    except InvalidToken:
        _warn("Telegram does not know this BOT_TOKEN: take the current one from @BotFather.")
        return False
    except TelegramError as problem:
        _warn(
            f"Telegram cannot be reached ({type(problem).__name__}): look at the network and at BOT_API_URL."
        )
        return False
    _good(f"Telegram knows the bot as @{me.username}.")
    _receiving(settings, webhook)
    return True


def _receiving(settings: Settings, webhook: WebhookInfo) -> None:
    """How updates come in, as Telegram sees it."""
    if webhook.url != settings.webhook_url:
        does = f"pushes updates to {webhook.url}" if webhook.url else "pushes updates nowhere"
        _warn(f"Telegram {does}: “in-the-room run” changes that when it starts, as WEBHOOK_URL says.")
    elif webhook.url:
        _good(f"Telegram pushes updates to {webhook.url}; {webhook.pending_update_count} wait there.")
    if webhook.url and webhook.last_error_date is not None:
        _warn(
            f"A push went wrong on {webhook.last_error_date:%Y-%m-%d at %H:%M} UTC "
            f"({webhook.last_error_message}): look at the proxy, the certificate and the log."
        )


async def _projects(house: House) -> None:
    count = len(await projects.every(house))
    if count:
        _good(f"Projects: {count}.")
    else:
        _warn("There is no project yet: “in-the-room project add FILE” opens one.")


def _waiting(found: UnderWay) -> bool:
    _good(
        f"Waiting: {found.updates} updates, {found.messages} messages "
        f"({found.put_off} more for later), "
        f"{found.files} files, {found.orders} orders."
    )
    fine = True
    for count, sentence in (
        (
            found.stuck_runs,
            "conversations are stuck: a change of the program broke them; the log names them.",
        ),
        (found.failed_updates, "updates could not be applied: the log names them by number."),
        (found.failed_messages, "messages could not be sent: the log names them."),
    ):
        if count:
            _warn(f"{count} {sentence}")
            fine = False
    return fine


def _good(sentence: str) -> None:
    click.echo(f"ok    {sentence}")


def _warn(sentence: str) -> None:
    click.echo(f"look  {sentence}")

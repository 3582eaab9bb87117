"""The only place that builds the parts and joins them."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from telegram.error import TelegramError

from bot.config import FREE_RATE, Settings
from bot.delivery.client import QuietBot, telegram_bot
from bot.delivery.fetching import Fetcher
from bot.delivery.limiter import Limiter
from bot.delivery.presenting import present
from bot.delivery.sender import SLOTS, Sender, SendingStopped, slots_for
from bot.handlers.applying import Applier
from bot.handlers.polling import LONG_POLL_SECONDS, Poller, PollingStopped
from bot.handlers.stopping import CannotListen
from bot.i18n.translator import Translator
from bot.jobs.crew import Crew
from bot.jobs.keys import keep_keys
from bot.jobs.ledger import catch_up, keep_ledger
from bot.jobs.media import fetch_waiting
from bot.jobs.notices import tell_waiting
from bot.jobs.orders import fulfil_orders
from bot.jobs.recurring import keep_calendar
from bot.jobs.rounds import keep_time
from bot.jobs.ticking import keep_house
from bot.jobs.updates import follow_updates, send_updates
from bot.services.address import Address
from bot.services.crew import AnotherBot
from bot.services.house import Clock, House, SystemClock
from storage import locks
from storage.blobs import Blobs
from storage.database import Database, open_database
from storage.key_file import read_keys
from storage.keys import KeyRing
from storage.ledger_file import LedgerFile
from storage.migrating import migrate, pending
from storage.vault import EncryptingVault, OpenVault, Vault

if TYPE_CHECKING:
    from bot.handlers.health import Watched
    from bot.handlers.registration import Registration

log = structlog.get_logger()

HALF_WRITTEN = 3600.0
"""Seconds after which a half-written file is taken as left behind, where other workers may be writing."""


class Stopped(Exception):
    """The bot cannot go on. The message says why, and what to do."""


class Ended(Stopped):
    """It makes no sense to start it again as it is: first somebody has to do what the message says."""


def vault_of(settings: Settings) -> Vault:
    """The vault that the settings ask for. Raises KeyFileError when the key file cannot be used."""
    if settings.key_file is None:
        return OpenVault()
    reread = partial(read_keys, settings.key_file, settings.data_dir)
    return EncryptingVault(*reread(), reread=reread)


@asynccontextmanager
async def open_database_of(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, closed in the end; its folder is made when it is not there."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = await open_database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_house(settings: Settings, clock: Clock | None = None) -> AsyncIterator[House]:
    """Everything that services stand on. An empty database is brought to shape; an older one is not.

    Raises Stopped for a database that must be migrated first or is locked, and what the storage raises for
    settings that cannot be used.
    """
    async with open_locked_house(settings, clock) as house:
        async with house.database.snapshot() as tx:
            must_be_free(await locks.standing(tx))
        yield house


def must_be_free(lock: locks.Lock | None) -> None:
    """Raises Stopped, with what to do, when a lock stands."""
    if lock is not None:
        raise Stopped(LOCKED[lock.why].format(day=lock.since.date()))


LOCKED: dict[locks.Why, str] = {
    "restored": "this database was restored from a backup on {day}, and what people erased or withdrew after "
    "that backup is not erased again yet; run “in-the-room erasures apply FILE” with the newest copy of the "
    "erasures file",
    "moved": "this database was moved to another one on {day}; set DATABASE_URL to that one",
}
"""What to do about each kind of lock."""


@asynccontextmanager
async def open_locked_house(settings: Settings, clock: Clock | None = None) -> AsyncIterator[House]:
    """The same, also while the database is locked: for what ends the lock, and for nothing else."""
    vault = vault_of(settings)
    async with open_database_of(settings) as database:
        await _bring_to_shape(database)
        keys = KeyRing(vault)
        async with database.transaction() as tx:
            await keys.recognise(tx)
        files = settings.data_dir / "files"
        files.mkdir(exist_ok=True, mode=0o700)
        blobs = Blobs(files)
        address = Address(settings.username, kept_in=settings.data_dir / "bot-name")
        yield House(
            database,
            keys,
            blobs,
            Translator(),
            clock or SystemClock(),
            address=address,
            ledger=LedgerFile(settings.erasures_file, vault),
        )


async def _bring_to_shape(database: Database) -> None:
    numbers = await pending(database)
    if numbers and numbers[0] > 1:
        raise Stopped(
            f"the database lacks migrations {', '.join(map(str, numbers))}; "
            "make a backup, then run “in-the-room migrate”"
        )
    await migrate(database)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder, so that no second bot works in it. Raises Stopped when one does.

    The lock goes with the process, also with kill -9.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.data_dir / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stopped(
                f"another bot is running with the data in {settings.data_dir}; stop it first"
            ) from None
        yield


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[QuietBot]:
    """A client of the Bot API. It has not spoken to it yet."""
    pays = settings.send_rate > FREE_RATE
    client = telegram_bot(settings.needed_token(), settings.api_url, pays=pays)
    async with client.connections() as bot:
        yield bot


class Part(Protocol):
    """Something that works until it is cancelled."""

    async def run(self) -> None:
        """Work until cancelled."""
        ...


def ways_in(settings: Settings, house: House, bot: QuietBot) -> tuple[Part, list[Part]]:
    """How updates come in, as the settings say: what one worker alone runs, and what every worker runs.

    What listens is loaded only when it is asked for: the start of a bot that polls does not pay for it.
    """
    beside: list[Part] = []
    receiver: Poller | Registration = Poller(house, bot)
    watched: list[Watched] = [receiver]
    if settings.webhook_url:
        from bot.handlers.registration import Registration
        from bot.handlers.webhook import Endpoint

        token, url = settings.needed_token(), settings.webhook_url
        endpoint = Endpoint(house, token, url, settings.webhook_listen)
        receiver = Registration(house, bot, token, url)
        watched = [endpoint, receiver]
        beside.append(endpoint)
    if settings.health_listen is not None:
        from bot.handlers.health import HealthPages

        beside.append(HealthPages(house, settings.health_listen, watched))
    return receiver, beside


class Running:
    """The bot at work: receiving, applying, sending, fetching and keeping house side by side.

    ``receiver`` is what one worker alone runs to get updates, a poller if left out; ``beside`` is what every
    worker runs besides.
    """

    def __init__(
        self,
        house: House,
        bot: QuietBot,
        *,
        limiter: Limiter | None = None,
        slots: int = SLOTS,
        long_poll_seconds: int = LONG_POLL_SECONDS,
        receiver: Part | None = None,
        beside: Sequence[Part] = (),
    ) -> None:
        self.house = house
        self.bot = bot
        self.receiver = receiver or Poller(house, bot, long_poll_seconds=long_poll_seconds)
        self.beside = beside
        self.applier = Applier(house, bot)
        limiter = limiter or Limiter()
        self.sender = Sender(house, bot, limiter, slots=slots)
        self.crew = Crew(house, bot.token, limiter, self._lead)
        self.leads = False
        """Whether this worker is the one that asks for updates, and does what happens with time."""
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled. Raises Stopped when it cannot go on, Ended for good; all work is kept."""
        ended: BaseException | None = None
        # Only here: beside a bot at work, a half-written file is not left behind but being written.
        await self.house.blobs.sweep(HALF_WRITTEN if self.house.database.shared else 0)
        try:
            async with asyncio.TaskGroup() as group:
                crew = group.create_task(self.crew.run())
                try:
                    await self.crew.joined.wait()
                    await self._work()
                finally:
                    # Only when nothing is under way any more: the others take over what they find so.
                    crew.cancel()
        except* (PollingStopped, SendingStopped, CannotListen, AnotherBot) as problems:
            # Not raised in here: up to Python 3.11.3 it would arrive wrapped in a group.
            ended = _first(problems)
        finally:
            await catch_up(self.house)
        if ended is not None:
            raise _as_stopped(ended)

    async def _work(self) -> None:
        """What every worker does."""
        async with Fetcher(self.bot) as fetcher:
            await _together(
                *(part.run() for part in self.beside),
                self.applier.run(),
                self.sender.run(),
                fetch_waiting(self.house, fetcher, self._stopping),
                fulfil_orders(self.house, self._stopping),
                keep_keys(self.house),
            )

    async def _lead(self) -> None:
        """What only one of all workers does."""
        self.leads = True
        try:
            await _together(
                self.receiver.run(),
                keep_time(self.house, self._stopping),
                tell_waiting(self.house, self._stopping),
                send_updates(self.house, self._stopping),
                follow_updates(self.house, self._stopping),
                keep_calendar(self.house, self._stopping),
                keep_ledger(self.house, self._stopping),
                keep_house(self.house),
                self._present(),
            )
        finally:
            self.leads = False

    async def _present(self) -> None:
        try:
            self.house.address.learn((await self.bot.get_me()).username or "")
            await present(self.bot, self.house.translator)
        except TelegramError as problem:
            log.warning("present.failed", kind=type(problem).__name__)


async def _together(*parts: Coroutine[Any, Any, None]) -> None:
    async with asyncio.TaskGroup() as group:
        for part in parts:
            group.create_task(part)


def _first(problems: BaseException) -> BaseException:
    while isinstance(problems, BaseExceptionGroup):
        problems = problems.exceptions[0]
    return problems


def _as_stopped(problem: BaseException) -> Stopped:
    if isinstance(problem, CannotListen):
        return Stopped(str(problem))
    if isinstance(problem, AnotherBot):
        return Ended(
            "another bot is at work on the database of DATABASE_URL; give each bot a database of its own"
        )
    return Ended(str(problem))


async def run(settings: Settings) -> None:
    """Run the bot until cancelled. On PostgreSQL it may be one of several, on as many machines."""
    shared = not settings.database_url.startswith("sqlite:")
    with contextlib.nullcontext() if shared else alone(settings):
        async with open_house(settings) as house, connected(settings) as bot:
            log.info("started")
            receiver, beside = ways_in(settings, house, bot)
            limiter, slots = Limiter(overall=settings.send_rate), slots_for(settings.send_rate)
            await Running(house, bot, limiter=limiter, slots=slots, receiver=receiver, beside=beside).run()


async def username(settings: Settings) -> str:
    """The bot's name, for links: from the settings, or asked of Telegram."""
    if settings.username:
        return settings.username
    async with connected(settings) as bot:
        return (await bot.get_me()).username or ""

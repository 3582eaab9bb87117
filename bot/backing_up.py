"""What the command ``backup`` does: one sealed file with the database of one moment and the files."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from bot.app import must_be_free, open_database_of, vault_of
from bot.config import BadSettings, Settings
from bot.services import ledger
from bot.services.house import SystemClock
from storage import backups, locks, migrating
from storage.backups import Contents, Manifest, Progress
from storage.database import Database
from storage.key_file import read_keys
from storage.keys import KeyRing
from storage.ledger_file import LedgerFile
from storage.sealed_file import BadBackup, file_key, written_aside
from storage.vault import Vault

NO_KEY = (
    "ENCRYPTION is off, so there is no key to lock a backup with, and what people told would lie open in it; "
    "set KEY_FILE, or copy DATA_DIR while nothing runs if everybody in it is invented"
)


async def back_up(settings: Settings, path: Path, progress: Progress) -> Contents:
    """Write a backup to a new file, also while the bot runs; returns what it holds.

    The shape of the database may be older than this version's: a backup comes before a migration.
    Raises BadBackup, BadSettings without encryption, WrongKey, Stopped while it is locked, OSError, and what
    opening a database raises.
    """
    keys = file_keys(settings)
    vault = vault_of(settings)
    with written_aside(path) as file:
        async with open_database_of(settings) as database:
            await _must_be_ours(database, vault)
            folder, now = settings.data_dir / "files", SystemClock().now()
            program = version("in-the-room")
            return await backups.write(database, folder, file, keys[0], now, program, progress)


async def write_erasures(settings: Settings) -> None:
    """Let the erasures file hold all that the newest backup knows to be taken back, so that it can be copied.

    Raises OSError and LedgerError when it cannot be written.
    """
    vault = vault_of(settings)
    async with open_database_of(settings) as database:
        if await _must_be_ours(database, vault):
            await ledger.write_down(database, LedgerFile(settings.erasures_file, vault))


async def _must_be_ours(database: Database, vault: Vault) -> bool:
    """Raises WrongKey for a database of another key, and Stopped for one that is locked.

    False for one of a version that did not remember yet what was taken back.
    """
    async with database.transaction() as tx:
        applied = await migrating.been_through(tx)
        if applied:
            await KeyRing(vault).recognise(tx)
        remembers = locks.remembers(applied)
        if remembers:
            must_be_free(await locks.standing(tx))
    return remembers


def look_into(settings: Settings, path: Path, progress: Progress) -> tuple[Manifest, Contents]:
    """Read a backup to its end and say what it holds; changes nothing. Raises BadBackup and BadSettings."""
    keys = file_keys(settings)
    try:
        with path.open("rb") as file:
            manifest, contents = backups.check(file, keys, str(path), progress)
    except OSError as problem:
        raise BadBackup(
            f"{path} cannot be read ({problem.strerror}); give a file that “backup” wrote"
        ) from None
    backups.must_fit(manifest, str(path))
    return manifest, contents


def file_keys(settings: Settings) -> list[bytes]:
    """The keys of backups, the current one first. Raises KeyFileError, and BadSettings without a key."""
    if settings.key_file is None:
        raise BadSettings(NO_KEY)
    return [file_key(kek) for kek in read_keys(settings.key_file, settings.data_dir)]

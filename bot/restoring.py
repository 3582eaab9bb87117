"""What ``restore`` and ``erasures`` do: a backup comes back, and what was erased since is erased again.

Until that is done the database is locked: no command opens it and the bot does not start. Nobody is told
anything: what the bot that is lost had to say by now, it has said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.app import Stopped, alone, open_database_of, open_locked_house, vault_of
from bot.backing_up import file_keys, look_into
from bot.config import Settings
from bot.jobs import recurring, rounds, ticking
from bot.services import ledger, reapplying
from bot.services.house import House, SystemClock
from storage import backups, locks, restoring
from storage.backups import Contents, Manifest, Progress
from storage.keys import KeyRing
from storage.ledger import Entry
from storage.ledger_file import LedgerError, LedgerFile
from storage.sealed_file import SealedReader
from storage.vault import HOUSE, PRINTS, Vault

ROUNDS_OF_WORK = 1000
"""How often what is due is looked at anew at most: what is due then fails again and again."""


async def restore(
    settings: Settings, path: Path, progress: Progress, erasures: Sequence[Path] = ()
) -> tuple[Manifest, Contents]:
    """Bring a backup into the empty database of the settings, which is locked then.

    ``erasures`` are the files that are to be applied next. Raises LedgerError when they cannot be, BadBackup,
    NotEmpty and BadSettings before anything is changed, and Stopped while a bot runs.
    """
    keys = file_keys(settings)
    # Before there is a folder or a database: a file that cannot be used leaves nothing.
    manifest, contents = look_into(settings, path, progress)
    if erasures:
        await asyncio.to_thread(_must_be_of, settings, path, erasures)
    with alone(settings), path.open("rb") as file:
        async with open_database_of(settings) as database:
            await restoring.restore(
                database,
                settings.data_dir / "files",
                SealedReader(file, keys, str(path)),
                manifest,
                contents,
                SystemClock().now(),
                progress,
            )
    return manifest, contents


async def apply(settings: Settings, files: Sequence[Path]) -> int:
    """Take back again what stands in these files, and end the lock; how much was new to the backup.

    Raises LedgerError for files that cannot be used, before anything is changed; Stopped where there is no
    restored database.
    """
    with alone(settings):
        async with open_locked_house(settings) as house:
            await _must_be_restored(house)
            entries = await _entries(house, files)
            new = await reapplying.apply(house, entries)
            await _settle(house)
    return new


async def without(settings: Settings, because: str) -> None:
    """End the lock without a file: the operator says why nothing was taken back since the backup."""
    with alone(settings):
        async with open_locked_house(settings) as house:
            await _must_be_restored(house)
            await _settle(house, because)


async def _must_be_restored(house: House) -> None:
    async with house.database.snapshot() as tx:
        lock = await locks.standing(tx)
    if lock is None or lock.why != "restored":
        raise Stopped("this database does not wait for erasures; there is nothing to do")


def _must_be_of(settings: Settings, path: Path, files: Sequence[Path]) -> None:
    """Raises LedgerError unless these files are of the bot of this backup, and no older than it."""
    vault = vault_of(settings)
    with path.open("rb") as file:
        reader = SealedReader(file, file_keys(settings), str(path))
        rows = backups.rows_of(reader, frozenset({"keys", "taken_back"}))
    wrapped = {row["owner"]: row["wrapped"] for row in rows.get("keys", ())}
    if HOUSE in wrapped:
        KeyRing(vault).know(wrapped[HOUSE], wrapped.get(PRINTS))
    held = {entry.id for entry in _read(files, vault)}
    _must_lack_none(sum(row["id"] not in held for row in rows.get("taken_back", ())))


async def _entries(house: House, files: Sequence[Path]) -> list[Entry]:
    entries = await asyncio.to_thread(_read, files, house.keys.vault)
    _must_lack_none(await reapplying.missing(house, entries))
    return entries


def _read(files: Sequence[Path], vault: Vault) -> list[Entry]:
    found: dict[str, Entry] = {}
    for file in files:
        try:
            found |= {entry.id: entry for entry in LedgerFile(file, vault).read()}
        except OSError as problem:
            raise LedgerError(
                f"{file} cannot be read ({problem.strerror}); it must be a file that the bot's user can read"
            ) from None
    entries = list(found.values())
    if (what := reapplying.unknown(entries)) is not None:
        raise LedgerError(
            f"the erasures file speaks of “{what}”, which this version does not know; install a newer one"
        )
    return entries


def _must_lack_none(lacking: int) -> None:
    if lacking:
        raise LedgerError(
            f"the erasures file lacks {lacking} entries that the backup knows, so it is older than the "
            "backup; give the newest copy"
        )


async def _settle(house: House, because: str = "") -> None:
    """Let what fell due since the backup happen without a word, and end the lock.

    Ended by a kill -9 anywhere in it, the lock stands, and all of it is done anew.
    """
    await reapplying.quieten(house)
    for work in (rounds.work_due, recurring.work_due):
        for _ in range(ROUNDS_OF_WORK):
            if not await work(house):
                break
    await ticking.tidy(house)
    await ledger.follow(house)
    await reapplying.unlock(house, because)

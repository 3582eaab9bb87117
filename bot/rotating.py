"""What ``keys rotate`` and ``keys retire`` do: another key takes the place of the one in use, without a stop.

The file of keys holds both for as long as there is anything that only the older one opens, backups too. So
there is no moment at which a kill -9 could leave a row that nothing opens.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import Stopped, open_house
from bot.config import BadSettings, Settings
from bot.services.house import House
from storage import resealing
from storage.key_file import put_keys, read_keys
from storage.vault import KEY_BYTES, EncryptingVault

LEARNT = 3600
"""Seconds after which every bot at work knows the new key for certain: it looks every few seconds."""


@dataclass(frozen=True)
class Rotated:
    """Whether a new key was made, or a change that was begun gone on with; values that were sealed anew."""

    new: bool
    values: int


async def rotate(settings: Settings) -> Rotated:
    """Make a new key the one in use and seal anew what the older one sealed. May be run again at any time.

    Raises BadSettings with encryption off, KeyFileError, and what opening the house raises.
    """
    path = _path(settings)
    with _one_at_a_time(settings):
        async with open_house(settings) as house:
            vault = await _with_own_prints(house)
            begun = bool(await resealing.left(house.database, vault))
            if not begun:
                keys = read_keys(path, settings.data_dir)
                await asyncio.to_thread(put_keys, path, [os.urandom(KEY_BYTES), *keys])
            vault.refresh()
            return Rotated(not begun, await resealing.reseal(house.database, vault))


async def _with_own_prints(house: House) -> EncryptingVault:
    """First of all: from here on the fingerprints do not hang on a key that goes."""
    vault = house.keys.vault
    assert isinstance(vault, EncryptingVault)
    async with house.database.transaction() as tx:
        await house.keys.keep_prints(tx, vault)
    return vault


@contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """Of two who change the file at once, one would lose the other's key, and all that it sealed."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.data_dir / "rotating.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stopped("the key is being changed already; wait until that is done") from None
        yield


async def retire(settings: Settings) -> int:
    """Take the older keys out of the file; how many. Backups that were made with them do not open any more.

    Raises Stopped while a bot may still seal with an older one, or a row needs it.
    """
    path = _path(settings)
    with _one_at_a_time(settings):
        keys = read_keys(path, settings.data_dir)
        if len(keys) == 1:
            return 0
        if _age(path) < LEARNT:
            raise Stopped(
                "the key was changed less than an hour ago; wait until every bot knows the new one, and "
                "until no backup is left that was made with the older"
            )
        async with open_house(settings) as house:
            vault = await _with_own_prints(house)
            await resealing.reseal(house.database, vault)
            if count := await resealing.left(house.database, vault):
                raise Stopped(
                    f"{count} values still need an older key; run “in-the-room keys rotate” once more"
                )
        await asyncio.to_thread(put_keys, path, keys[:1])
        return len(keys) - 1


def _path(settings: Settings) -> Path:
    if settings.key_file is None:
        raise BadSettings("ENCRYPTION is off, so there is no key to change")
    return settings.key_file


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime

"""The key is changed while the bot works: nobody notices, and the older key opens the house no more."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot import backing_up, restoring, rotating
from bot.app import Stopped, open_house
from bot.config import Settings
from bot.jobs import keys as keys_job
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.stand import Stand
from storage import resealing
from storage.key_file import put_keys, read_keys
from storage.keys import KeyRing, WrongKey
from storage.sealed_file import BadBackup
from storage.vault import EncryptingVault
from tests.deployment import at_work, elsewhere, settings_for, standing
from tests.promises.test_restored import silent


def keys_of(settings: Settings) -> tuple[bytes, ...]:
    """The keys in the file."""
    assert settings.key_file is not None
    return read_keys(settings.key_file, settings.data_dir)


async def test_the_key_is_changed_while_people_tell(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_job, "LOOK_AGAIN", 0.05)
    clock = TurnableClock()
    async with Stand(clock=clock) as stand:
        settings = settings_for(tmp_path / "here", empty_database_url, stand)
        assert settings.key_file is not None
        async with at_work(settings, stand, clock) as room:
            ann = await room.joined(name="Ann (example)")
            before = tmp_path / "before.room"
            await backing_up.back_up(settings, before, silent)
            (old,) = keys_of(settings)
            await room.press(ann, "Tell a story")
            done = await rotating.rotate(settings)
            assert done.new
            assert done.values > 4
            new, older = keys_of(settings)
            assert older == old
            await room.press(ann, "I am not sure")
            await room.write(ann, "Told while the key was changed.")
            await room.press(ann, "Done")
            # The bot has learnt of it, and seals with the new one.
            async with asyncio.timeout(20):
                while await resealing.left(room.house.database, EncryptingVault(new, old)):
                    await rotating.rotate(settings)
            with pytest.raises(Stopped, match="less than an hour ago"):
                await rotating.retire(settings)
            an_hour_ago = time.time() - rotating.LEARNT - 1
            os.utime(settings.key_file, (an_hour_ago, an_hour_ago))
            assert await rotating.retire(settings) == 1
            assert keys_of(settings) == (new,)
            assert await standing(room, ann) == "in"
            await room.write(ann, "/start")
        # With the new key alone everything opens and everybody is known; with the older one nothing does.
        async with at_work(settings, stand, clock) as room:
            assert await standing(room, ann) == "in"
            said = len(ann.messages)
            await room.write(ann, "/start")
            assert len(ann.messages) > said + 1
            async with room.house.database.transaction() as tx:
                with pytest.raises(WrongKey):
                    await KeyRing(EncryptingVault(old)).recognise(tx)
        await _an_older_backup_needs_the_older_key(settings, before, tmp_path, old)


async def _an_older_backup_needs_the_older_key(
    settings: Settings, before: Path, tmp_path: Path, old: bytes
) -> None:
    there = elsewhere(settings, tmp_path / "there", f"sqlite:///{tmp_path / 'there' / 'room.db'}")
    with pytest.raises(BadBackup, match="another key"):
        await restoring.restore(there, before, silent)
    (new,) = keys_of(settings)
    both = tmp_path / "both.key"
    put_keys(both, [new, old])
    there = replace(there, key_file=both)
    await restoring.restore(there, before, silent)
    await restoring.apply(there, [settings.erasures_file])
    # What is restored was sealed with the older one, and goes on with a change of key that was begun.
    assert not (await rotating.rotate(there)).new
    async with open_house(there) as house:
        assert isinstance(house.keys.vault, EncryptingVault)
        assert await resealing.left(house.database, house.keys.vault) == 0


async def test_two_changes_at_once_do_not_lose_a_key(tmp_path: Path) -> None:
    async with Stand() as stand:
        settings = settings_for(tmp_path / "here", f"sqlite:///{tmp_path / 'room.db'}", stand)
        async with open_house(settings):
            pass
        found = await asyncio.gather(
            rotating.rotate(settings), rotating.rotate(settings), return_exceptions=True
        )
        assert sum(isinstance(each, Stopped) for each in found) == 1
        assert len(keys_of(settings)) == 2

"""A media file is there in full or not at all, and opens only for whom it was sealed."""

import asyncio
import os
import signal
import stat
import sys
import uuid
from pathlib import Path

import pytest

from storage.blobs import BlobMissing, Blobs
from storage.vault import EncryptingVault, Tampered

KEY = EncryptingVault(bytes(32)).house_key()
ONE, TWO = (str(uuid.UUID(int=number)) for number in (1, 2))


@pytest.fixture
async def blobs(tmp_path: Path) -> Blobs:
    blobs = Blobs(tmp_path / "media")
    await blobs.sweep()
    return blobs


async def test_kept_found_listed_and_removed(blobs: Blobs) -> None:
    await blobs.put(ONE, b"a voice", KEY, "p")
    await blobs.put(TWO, b"", KEY, "p")
    assert await blobs.get(ONE, KEY, "p") == b"a voice"
    assert await blobs.get(TWO, KEY, "p") == b""
    assert await blobs.names() == {ONE, TWO}
    assert await blobs.remove(ONE)
    assert not await blobs.remove(ONE)
    with pytest.raises(BlobMissing):
        await blobs.get(ONE, KEY, "p")
    assert await blobs.names() == {TWO}


async def test_a_second_put_takes_the_place_of_the_first(blobs: Blobs) -> None:
    await blobs.put(ONE, b"a voice", KEY, "p")
    await blobs.put(ONE, b"the voice, cleaned", KEY, "p")
    assert await blobs.get(ONE, KEY, "p") == b"the voice, cleaned"


async def test_moved_swapped_or_changed_it_does_not_open(blobs: Blobs, tmp_path: Path) -> None:
    await blobs.put(ONE, b"hers", KEY, "p")
    await blobs.put(TWO, b"his", KEY, "p")
    with pytest.raises(Tampered):
        await blobs.get(ONE, KEY, "another project")
    with pytest.raises(Tampered):
        await blobs.get(ONE, EncryptingVault(b"k" * 32).house_key(), "p")
    one, two = (tmp_path / "media" / f"{name}.blob" for name in (ONE, TWO))
    one.replace(two)
    with pytest.raises(Tampered):
        await blobs.get(TWO, KEY, "p")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../" + ONE,
        "/etc/passwd",
        ONE.upper() + "A",
        "{" + ONE + "}",
        ONE.replace("-", ""),
        ONE + "\n",
    ],
)
async def test_only_plain_uuids_are_names(blobs: Blobs, name: str) -> None:
    for call in (blobs.get(name, KEY, "p"), blobs.put(name, b"", KEY, "p"), blobs.remove(name)):
        with pytest.raises(ValueError, match="UUID"):
            await call


async def test_files_are_private(blobs: Blobs, tmp_path: Path) -> None:
    await blobs.put(ONE, b"a voice", KEY, "p")
    folder = tmp_path / "media"
    assert [oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())] == ["0o700", "0o600"]


async def test_a_full_disk_leaves_the_old_one_and_nothing_beside(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    await blobs.put(ONE, b"a voice", KEY, "p")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            await blobs.put(ONE, b"another", KEY, "p")
    assert await blobs.get(ONE, KEY, "p") == b"a voice"
    assert len(list((tmp_path / "media").iterdir())) == 1


async def test_the_disk_has_it_before_the_name_does(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        steps.append("folder to disk" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file to disk")
        fsync(handle)

    def noted_replace(path: Path, target: Path) -> Path:
        steps.append("renamed")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    await blobs.put(ONE, b"a voice", KEY, "p")
    assert steps == ["file to disk", "renamed", "folder to disk"]


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from storage.blobs import Blobs
from storage.vault import EncryptingVault

Path.replace = lambda path, target: os.kill(os.getpid(), signal.SIGKILL)
blobs = Blobs(Path(sys.argv[1]))
asyncio.run(blobs.put(sys.argv[2], b"another voice", EncryptingVault(bytes(32)).house_key(), "p"))
"""


@pytest.mark.kill
async def test_killed_between_write_and_rename_nothing_is_half_there(blobs: Blobs, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    await blobs.put(ONE, b"a voice", KEY, "p")
    for name in (ONE, TWO):
        killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder), name)
        assert await killed.wait() == -signal.SIGKILL
    assert len(list(folder.iterdir())) == 3
    again = Blobs(folder)
    assert await again.names() == {ONE}
    assert await again.sweep() == 2
    assert [path.name for path in folder.iterdir()] == [f"{ONE}.blob"]
    assert await again.get(ONE, KEY, "p") == b"a voice"

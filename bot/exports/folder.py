"""Writes an export into a folder of its own: whole, or not at all."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.exports.contents import File, Progress
from bot.exports.pack.contents import pack_contents
from bot.services.house import House
from bot.services.packs.making import Pack


class FolderInUse(Exception):
    """The folder holds something already, or is no folder. The message is one plain sentence."""


async def write_pack(
    house: House, pack: Pack, folder: Path, progress: Progress = lambda done, of: None
) -> Path:
    """Write a pack into ``folder``, and the same as one file beside it: ``folder`` with ``.zip``.

    See :func:`write_files` and :func:`must_be_free`.
    """
    must_be_free(folder)
    packed = _packed(folder)
    written = await write_files(pack_contents(house, pack, progress=progress), folder)
    await asyncio.to_thread(_zip, written, packed)
    return written


async def write_files(files: AsyncIterator[File], folder: Path) -> Path:
    """Write files into ``folder``, which must be new or empty, and return it.

    Everything is written into a folder beside it first and renamed at the end, so that a half export is
    never taken for a whole one. Folder and files can be read by their owner alone. Raises FolderInUse,
    and OSError as it comes (a full disk); then nothing is left behind.
    """
    await asyncio.to_thread(_check, folder)
    aside = folder.parent / f".{folder.name}.{secrets.token_hex(4)}.unfinished"
    try:
        await asyncio.to_thread(_make, aside)
        async for file in files:
            await asyncio.to_thread(_write, aside, file)
        await asyncio.to_thread(_put_in_place, aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return folder


def must_be_free(folder: Path) -> None:
    """Raise FolderInUse where a pack cannot be written into ``folder`` and beside it."""
    _check(folder)
    packed = _packed(folder)
    if packed.exists() or packed.is_symlink():
        raise FolderInUse(f"{packed} is there already; name a new folder, so that old and new do not mix")


def _packed(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.zip")


def _zip(folder: Path, packed: Path) -> None:
    """Pack what was written, file by file, aside and then into its place."""
    aside = packed.with_name(f".{packed.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with open(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as written:
            with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(folder.rglob("*")):
                    if path.is_file():
                        archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
            written.flush()
            os.fsync(written.fileno())
        aside.rename(packed)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _check(folder: Path) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise FolderInUse(f"{folder} is not a folder; name one that does not exist yet")
    if any(folder.iterdir()):
        raise FolderInUse(f"{folder} is not empty; name a new folder, so that old and new do not mix")


def write_file(content: bytes, path: Path) -> None:
    """Write one file that is not there yet; its owner alone can read it, and half of it does not stay.

    Raises FolderInUse when something is called so already, and OSError as it comes.
    """
    if not path.parent.is_dir():
        raise FolderInUse(f"there is no folder {path.parent}; make it, or name a file somewhere else")
    try:
        _write(path.parent, File(path.name, content))
    except FileExistsError:
        raise FolderInUse(f"{path} is there already; name a file that does not exist yet") from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _make(aside: Path) -> None:
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.mkdir(mode=0o700)


def _write(aside: Path, file: File) -> None:
    path = aside / file.path
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as written:
        written.write(file.content)
        written.flush()
        os.fsync(written.fileno())


def _put_in_place(aside: Path, folder: Path) -> None:
    _check(folder)  # it may have been filled meanwhile
    if folder.exists():
        folder.rmdir()
    aside.rename(folder)

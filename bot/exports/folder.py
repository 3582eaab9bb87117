"""Writes an export into a folder of its own: whole, or not at all."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import threading
import zipfile
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

from bot.exports.contents import File, Progress, Written
from bot.exports.in_use import FolderInUse
from bot.exports.leftovers import remove_leftovers
from bot.exports.pack.contents import pack_contents
from bot.exports.stopping import StoppableFile
from bot.services.house import House
from bot.services.packs.making import Pack

_PACKED_ALREADY = frozenset({".jpg", ".png", ".webp", ".ogg", ".mp3", ".m4a", ".mp4", ".webm", ".xlsx"})


async def write_pack(
    house: House, pack: Pack, folder: Path, progress: Progress = lambda done, of: None
) -> Path:
    """Write a pack into ``folder``, and the same as one file beside it: ``folder`` with ``.zip``.

    See :func:`write_files` and :func:`must_be_free`.
    """
    must_be_free(folder)
    packed = _packed(folder)
    beside = _aside(packed)

    def finish(aside: Path, stop: threading.Event) -> None:
        _zip(aside, folder.name, beside, stop)
        _put_in_place(aside, folder)
        beside.rename(packed)

    try:
        await _write_all(pack_contents(house, pack, progress=progress), folder, finish)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return folder


async def write_files(files: AsyncIterator[Written], folder: Path) -> Path:
    """Write files into ``folder``, which must be new or empty, and return it.

    Everything is written into a folder beside it first and renamed at the end, so that a half export is
    never taken for a whole one. Folder and files can be read by their owner alone. Raises FolderInUse,
    and OSError as it comes (a full disk); then nothing is left behind.
    """
    await _write_all(files, folder, lambda aside, stop: _put_in_place(aside, folder))
    return folder


async def _write_all(
    files: AsyncIterator[Written], folder: Path, finish: Callable[[Path, threading.Event], None]
) -> None:
    await asyncio.to_thread(_check, folder)
    await asyncio.to_thread(remove_leftovers, folder.parent)
    aside = _aside(folder)
    try:
        await asyncio.to_thread(_make, aside)
        async for file in files:
            await _in_thread(partial(_write, aside, file))
        await _in_thread(partial(finish, aside))
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


async def _in_thread(work: Callable[[threading.Event], None]) -> None:
    """Do it in a thread. Who is cancelled meanwhile stops it, and goes on only when it has stopped."""
    stop = threading.Event()
    doing = asyncio.ensure_future(asyncio.to_thread(work, stop))
    try:
        await asyncio.shield(doing)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([doing])
        raise


def must_be_free(folder: Path) -> None:
    """Raise FolderInUse where a pack cannot be written into ``folder`` and beside it."""
    _check(folder)
    packed = _packed(folder)
    if packed.exists() or packed.is_symlink():
        raise FolderInUse(f"{packed} is there already; name a new folder, so that old and new do not mix")


def _packed(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.zip")


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")


def _zip(folder: Path, name: str, packed: Path, stop: threading.Event) -> None:
    """Pack what was written, file by file, as a folder called ``name``."""
    with (
        StoppableFile(packed, stop) as written,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            how = zipfile.ZIP_STORED if path.suffix in _PACKED_ALREADY else zipfile.ZIP_DEFLATED
            archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}", how)


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
        _write(path.parent, File(path.name, content), threading.Event())
    except FileExistsError:
        raise FolderInUse(f"{path} is there already; name a file that does not exist yet") from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _make(aside: Path) -> None:
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.mkdir(mode=0o700)


def _write(aside: Path, file: Written, stop: threading.Event) -> None:
    path = aside / file.path
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with StoppableFile(path, stop) as written:
        if isinstance(file, File):
            written.write(file.content)
        else:
            file.write(written)


def _put_in_place(aside: Path, folder: Path) -> None:
    _check(folder)  # it may have been filled meanwhile
    if folder.exists():
        folder.rmdir()
    aside.rename(folder)

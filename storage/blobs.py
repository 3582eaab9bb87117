"""Media files: each sealed as a whole, and either there in full or not there at all.

A file is written aside, brought to the disk, renamed into place, and the folder is brought to the disk.
So a row that names a blob is committed after `put` returned, never before. What a crash or a cancelled
`put` leaves in place without a row is found by comparing `names` with the rows.
"""

import asyncio
import os
import secrets
import time
import uuid
from pathlib import Path

from storage.spool import Spool
from storage.vault import DataKey

_WHOLE = ".blob"
_PART = ".part"


class BlobMissing(Exception):
    """There is no blob of this name."""


class Blobs:
    """The folder of media files. Every method works in a thread and may raise `OSError` (a full disk)."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; `sweep` makes it when it is not there."""
        self._folder = folder

    async def sweep(self, seconds: float = 0) -> int:
        """At start, before the first `put`: make the folder, remove what was half written; how many.

        Where others may be writing, only what nobody has touched for so many ``seconds``.
        """
        return await asyncio.to_thread(self._sweep, seconds)

    async def put(self, name: str, clear: bytes, key: DataKey, project: str) -> None:
        """Seal and keep under this UUID, in place of what was there; durable when it returns."""
        await asyncio.to_thread(self._put, self._path(name), name, clear, key, project)

    async def get(self, name: str, key: DataKey, project: str) -> bytes:
        """What was kept, in clear; raises `BlobMissing` and `Tampered`."""
        return await asyncio.to_thread(self._get, self._path(name), name, key, project)

    async def remove(self, name: str) -> bool:
        """Remove for good; False when there was none."""
        return await asyncio.to_thread(self._remove, self._path(name))

    async def names(self) -> set[str]:
        """The names of all that is kept."""
        return await asyncio.to_thread(self._names)

    def spool(self) -> Spool:
        """A place to lay records aside while something large is made of them: sealed, without a name."""
        return Spool(self._folder)

    def _path(self, name: str) -> Path:
        try:
            plain: str | None = str(uuid.UUID(name))
        except (ValueError, AttributeError, TypeError):
            plain = None
        if plain != name:
            raise ValueError("a blob's name must be a UUID in its plain form")
        return self._folder / f"{name}{_WHOLE}"

    def _put(self, path: Path, name: str, clear: bytes, key: DataKey, project: str) -> None:
        sealed = key.seal(clear, table="blobs", column="content", row=name, project=project)
        aside = self._folder / f"{name}.{secrets.token_hex(8)}{_PART}"
        try:
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        self._sync()

    def _get(self, path: Path, name: str, key: DataKey, project: str) -> bytes:
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise BlobMissing(f"there is no blob {name}") from None
        return key.open(sealed, table="blobs", column="content", row=name, project=project)

    def _remove(self, path: Path) -> bool:
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        self._sync()
        return True

    def _names(self) -> set[str]:
        return {path.name.removesuffix(_WHOLE) for path in self._folder.glob(f"*{_WHOLE}")}

    def _sweep(self, seconds: float) -> int:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        parts = [part for part in self._folder.glob(f"*{_PART}") if _untouched(part) >= seconds]
        for part in parts:
            part.unlink(missing_ok=True)
        self._sync()
        return len(parts)

    def _sync(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _untouched(path: Path) -> float:
    """Seconds since a file was last written to."""
    try:
        return max(0.0, time.time() - path.stat().st_mtime)
    except FileNotFoundError:
        return 0.0

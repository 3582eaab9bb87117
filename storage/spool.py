"""Records laid aside for a while, sealed, in a file without a name.

What is gathered for a large export would not fit into memory, and must not lie on a disk where somebody could
read it (promise 5: without the key, no file holds a word). So the records are sealed under a key that is in
the memory of this process alone, and lie in a file that has no name: it is gone when the process ends, in
whatever way, and nobody can open it before.
"""

import os
import secrets
import tempfile
import weakref
from array import array
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HELD = 1024 * 1024
"""Bytes that are held in memory before any are written. Small projects never touch the disk."""

_NONCE = 12


class Spool:
    """Records by their place, from 0. Written by one thread, and then read by any number of them.

    May raise `OSError` (a full disk). Eight bytes of memory a record, whatever its size.
    """

    def __init__(self, folder: Path) -> None:
        """Use a file in this folder, which is there."""
        self._folder = folder
        self._cipher = AESGCM(secrets.token_bytes(32))
        self._ends = array("Q")
        self._written = 0
        self._held = bytearray()
        self._file: int | None = None

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, clear: bytes) -> None:
        """Lay one more record aside, after the others."""
        # The place is the nonce: each is used once under this key, and a record cannot stand in another's.
        place = len(self._ends)
        self._held += self._cipher.encrypt(place.to_bytes(_NONCE, "big"), clear, None)
        self._ends.append(self._written + len(self._held))
        if len(self._held) >= HELD:
            self._write()

    def __getitem__(self, place: int) -> bytes:
        """The record at this place; raises IndexError."""
        if not 0 <= place < len(self._ends):
            raise IndexError(place)
        begin, end = (self._ends[place - 1] if place else 0), self._ends[place]
        return self._cipher.decrypt(place.to_bytes(_NONCE, "big"), self._read(begin, end), None)

    def _read(self, begin: int, end: int) -> bytes:
        if begin >= self._written:  # a record lies in the file as a whole, or in memory as a whole
            return bytes(self._held[begin - self._written : end - self._written])
        assert self._file is not None
        return os.pread(self._file, end - begin, begin)

    def _write(self) -> None:
        if self._file is None:
            self._file = _nameless(self._folder)
            weakref.finalize(self, os.close, self._file)
        left = memoryview(self._held)
        while left:
            left = left[os.write(self._file, left) :]
        del left
        self._written += len(self._held)
        self._held = bytearray()


def _nameless(folder: Path) -> int:
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")  # swept at the next start, should we die here
    os.unlink(name)
    return handle

"""A file that is sealed piece by piece, so that it can be as large as it likes in little memory.

    magic (21 bytes) · salt (32, random) · mark of the key (16) · pieces

A piece is `length (4 bytes) · AES-256-GCM ciphertext and tag` of up to a megabyte, under a key that only this
file has (HKDF of the file key and the salt). The nonce is the place of the piece, and whether it is the last:
what was cut off, left out, swapped, repeated or added does not open (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015). The head is bound to every piece.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 1024 * 1024
"""Bytes of clear text in a piece at most."""

_NAME, _FORM = b"in-the-room backup", b"\n1\n"
_SALT, _MARK, _TAG = 32, 16, 16
_HEAD = len(_NAME) + len(_FORM) + _SALT + _MARK
_LAST = 1 << 31


class BadBackup(Exception):
    """The file cannot be used as a backup. The message says why, and what to do."""


class SealedWriter:
    """Seals what is written to it, in order. Without `close` the last piece is missing."""

    def __init__(self, file: BinaryIO, file_key: bytes) -> None:
        """Write the head into this file."""
        salt = os.urandom(_SALT)
        self._file = file
        self._head = _NAME + _FORM + salt + _mark(file_key, salt)
        self._cipher = _cipher(file_key, salt)
        self._held = bytearray()
        self._place = 0
        file.write(self._head)

    def write(self, clear: bytes) -> None:
        """Add bytes to the end."""
        self._held += clear
        while len(self._held) > PIECE:
            self._piece(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]

    def close(self) -> None:
        """Write what is left, and that it is the last."""
        self._piece(bytes(self._held), last=True)

    def _piece(self, clear: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._place, last), clear, self._head)
        self._file.write(struct.pack(">I", len(sealed) | (_LAST if last else 0)) + sealed)
        self._place += 1


class SealedReader:
    """Opens what `SealedWriter` wrote, piece by piece."""

    def __init__(self, file: BinaryIO, file_keys: Sequence[bytes], name: str) -> None:
        """Read the head; raises `BadBackup` for a foreign file, or when none of the keys fits."""
        self._file, self._name = file, name
        self._head = file.read(_HEAD)
        if not self._head.startswith(_NAME):
            raise BadBackup(f"{name} is not a backup of In the Room; give a file that “backup” wrote")
        if not self._head.startswith(_NAME + _FORM):
            raise BadBackup(f"{name} was made by a newer version; install that version and try again")
        if len(self._head) < _HEAD:
            raise self._cut()
        salt, mark = self._head[-_SALT - _MARK : -_MARK], self._head[-_MARK:]
        fitting = [key for key in file_keys if hmac.compare_digest(_mark(key, salt), mark)]
        if not fitting:
            raise BadBackup(
                f"{name} was made with another key than KEY_FILE holds; point KEY_FILE to the key that was "
                "in use then"
            )
        self._cipher = _cipher(fitting[0], salt)

    def pieces(self) -> Iterator[bytes]:
        """Each piece in clear; raises `BadBackup` at the first that is not in its place as it was written."""
        place, last = 0, False
        while not last:
            size = self._file.read(4)
            if len(size) < 4:
                raise self._cut()
            (number,) = struct.unpack(">I", size)
            last, length = bool(number & _LAST), number & (_LAST - 1)
            if not _TAG <= length <= PIECE + _TAG:
                raise self._changed()
            sealed = self._file.read(length)
            if len(sealed) < length:
                raise self._cut()
            try:
                yield self._cipher.decrypt(_nonce(place, last), sealed, self._head)
            except InvalidTag:
                raise self._changed() from None
            place += 1
        if self._file.read(1):
            raise self._changed()

    def _cut(self) -> BadBackup:
        return BadBackup(
            f"{self._name} is not whole, its end is missing; take another copy or an older backup"
        )

    def _changed(self) -> BadBackup:
        return BadBackup(f"{self._name} is damaged or was changed; take another copy or an older backup")


@contextmanager
def written_aside(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which stands under its name once it is whole and on the disk, and never before.

    Raises `BadBackup` when there is something of that name already, or it cannot be written.
    """
    try:
        if path.exists():
            raise BadBackup(f"{path} exists already and is left as it is; choose another name")
        if not path.parent.is_dir():
            raise BadBackup(f"{path.parent} is not a folder; make it first, or choose another place")
    except OSError as problem:
        raise _no_place(path, problem) from problem
    aside = path.parent / f".{path.name}.{secrets.token_hex(4)}.unfinished"
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise BadBackup(f"{path} was made by somebody else meanwhile and is left as it is")
        os.rename(aside, path)
    except OSError as problem:
        aside.unlink(missing_ok=True)
        raise _no_place(path, problem) from problem
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _no_place(path: Path, problem: OSError) -> BadBackup:
    return BadBackup(
        f"{path} cannot be written ({problem.strerror}); choose a place that is yours and has room"
    )


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_key(kek: bytes) -> bytes:
    """The key of backups that belongs to a key-encryption key."""
    return HKDF(SHA256(), 32, salt=None, info=b"in-the-room/1/backups").derive(kek)


def _cipher(file_key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"in-the-room/1/backup").derive(file_key))


def _mark(file_key: bytes, salt: bytes) -> bytes:
    """Tells whether a key fits, and nothing else."""
    return hmac.digest(file_key, b"mark" + salt, hashlib.sha256)[:_MARK]


def _nonce(place: int, last: bool) -> bytes:
    return struct.pack(">3xQB", place, last)

"""The vault: what people say, and who they are, is ciphertext in the database.

Keys hang in a chain. At the top is the key-encryption key, which lives outside the data folder. From it
come the house key (for rows that belong to no project) and the key of the fingerprints, by HKDF; once the
key-encryption key was changed, the key of the fingerprints stays as it is, wrapped by the house key. Below
the house key hangs one key a project and one a participant, below a project's key one a membership;
each is kept wrapped by the one above it. Destroying a wrapped key makes all it sealed unreadable.

A sealed value is `version (1 byte) · nonce (12 bytes, random) · AES-256-GCM ciphertext and tag`. It is
bound to its table, column, row and project: moved anywhere else it does not open.
"""

import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
_LENGTH = struct.Struct(">I").pack
_VERSION = b"\x01"

HOUSE, PRINTS = "house", "prints"
"""Whose key a row of the table of keys is: the mark of the house key, and the key of the fingerprints."""


class Tampered(Exception):
    """A sealed value does not open: it was changed or moved, or this is not the key it was sealed with."""


class DataKey(Protocol):
    """Seals and opens the values of one owner: a project, a membership, a participant or the house."""

    def seal(self, clear: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        """Seal for exactly this place; `project` is empty where there is none."""

    def open(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        """Open what was sealed for exactly this place; raises `Tampered`."""


class Vault(Protocol):
    """Makes, wraps and unwraps keys, and finds sealed ids again."""

    def fingerprint(self, kind: str, value: str) -> bytes:
        """The same 32 bytes for the same value, for `WHERE` and `UNIQUE`; nobody gets back from them."""

    def house_key(self) -> DataKey:
        """The key of rows that belong to no project."""

    def know_prints(self, mark: bytes, wrapped: bytes | None) -> None:
        """Fingerprint as this database does, whose mark this is and, once its key was changed, whose own key.

        Raises `Tampered` when the mark is of none of the keys.
        """

    def refresh(self) -> None:
        """Learn of a key-encryption key that took the place of the one in use."""

    def new_key(self, parent: DataKey, owner: str) -> tuple[DataKey, bytes]:
        """A new random key, and itself wrapped by `parent` for the table of keys."""

    def unwrap(self, parent: DataKey, owner: str, wrapped: bytes) -> DataKey:
        """The key that `new_key` wrapped; raises `Tampered` for another owner, parent or vault."""


class EncryptingVault:
    """The vault as it is meant to be."""

    def __init__(self, *keks: bytes, reread: Callable[[], Sequence[bytes]] | None = None) -> None:
        """Take the key-encryption keys of 32 bytes each; any other length raises `ValueError`.

        The first one seals; the others open what was sealed before it took their place. `reread` gives them
        anew, and is asked when something opens with none of them: another process may have changed the key.
        """
        if not keks or any(len(kek) != KEY_BYTES for kek in keks):
            lengths = ", ".join(str(len(kek)) for kek in keks)
            raise ValueError(f"the key-encryption key must have {KEY_BYTES} bytes, not {lengths}")
        self._reread = reread
        self._keks = tuple(keks)
        self._house = _HouseKey(self._keks, self.refresh)
        self._prints = _derived(keks[0], b"fingerprints")

    def fingerprint(self, kind: str, value: str) -> bytes:
        """See `Vault.fingerprint`: HMAC-SHA-256 over kind and value."""
        return hmac.digest(self._prints, _joined(kind, value), hashlib.sha256)

    def house_key(self) -> DataKey:
        """See `Vault.house_key`."""
        return self._house

    def know_prints(self, mark: bytes, wrapped: bytes | None) -> None:
        """See `Vault.know_prints`. Without a key of their own they hang on the one that made the mark."""
        place = {"table": "keys", "column": "wrapped", "project": ""}
        if wrapped is not None:
            self._prints = self._house.open(wrapped, row=PRINTS, **place)
        else:
            kek = self._house.opened_by(mark, row=HOUSE, **place)
            self._prints = _derived(kek, b"fingerprints")

    def wrapped_prints(self) -> bytes:
        """The key of the fingerprints, wrapped: in the table of keys it outlives a change of key."""
        return self._house.seal(self._prints, table="keys", column="wrapped", row=PRINTS, project="")

    def refresh(self) -> None:
        """See `Vault.refresh`. Keys that are known stay known as long as the process lives."""
        if self._reread is not None:
            found = tuple(self._reread())
            self._keks = (*found, *(kek for kek in self._keks if kek not in found))
            self._house.learn(self._keks)

    def is_current(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bool:
        """Whether this was sealed by the house key that is in use now; raises `Tampered` when by none."""
        return (
            self._house.opened_by(sealed, table=table, column=column, row=row, project=project)
            == self._keks[0]
        )

    def new_key(self, parent: DataKey, owner: str) -> tuple[DataKey, bytes]:
        """See `Vault.new_key`."""
        key = os.urandom(KEY_BYTES)
        return _Key(key), parent.seal(key, table="keys", column="wrapped", row=owner, project="")

    def unwrap(self, parent: DataKey, owner: str, wrapped: bytes) -> DataKey:
        """See `Vault.unwrap`."""
        key = parent.open(wrapped, table="keys", column="wrapped", row=owner, project="")
        if len(key) != KEY_BYTES:
            raise Tampered(f"the key of {owner} has the wrong length")
        return _Key(key)


class _Key:
    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, clear: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, clear, _place(table, column, row, project))

    def open(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        if len(sealed) < OVERHEAD_BYTES or sealed[:1] != _VERSION:
            raise Tampered(f"{table}.{column} of row {row} holds no sealed value")
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, rest, _place(table, column, row, project))
        except InvalidTag:
            raise Tampered(f"{table}.{column} of row {row} does not open") from None


class _HouseKey:
    """Seals with the newest of several keys and opens with any."""

    def __init__(self, keks: Sequence[bytes], refresh: Callable[[], None]) -> None:
        self._refresh = refresh
        self._keys: dict[bytes, _Key] = {}
        self.learn(keks)

    def learn(self, keks: Sequence[bytes]) -> None:
        """These are the keys now, the newest first."""
        self._keys = {kek: self._keys.get(kek) or _Key(_derived(kek, b"house")) for kek in keks}

    def seal(self, clear: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        newest = next(iter(self._keys.values()))
        return newest.seal(clear, table=table, column=column, row=row, project=project)

    def open(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        return self._opened(sealed, table, column, row, project)[1]

    def opened_by(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        """Which key opens it; raises `Tampered`."""
        return self._opened(sealed, table, column, row, project)[0]

    def _opened(self, sealed: bytes, table: str, column: str, row: str, project: str) -> tuple[bytes, bytes]:
        for again in (False, True):
            if again:
                self._refresh()
            for kek, key in self._keys.items():
                with suppress(Tampered):
                    return kek, key.open(sealed, table=table, column=column, row=row, project=project)
        raise Tampered(f"{table}.{column} of row {row} does not open")


class OpenVault:
    """The vault with encryption off, behind the same interface: everything is kept as it is.

    It is there to prove that the search for planted words finds them when nothing hides them, and for
    a service whose own storage encrypts already.
    """

    def fingerprint(self, kind: str, value: str) -> bytes:
        """The value itself, to be found by anyone."""
        return f"{kind}:{value}".encode()

    def house_key(self) -> DataKey:
        """A key that hides nothing."""
        return _NoKey()

    def know_prints(self, mark: bytes, wrapped: bytes | None) -> None:
        """Raises `Tampered` for the mark of a database that was made with encryption on."""
        self.unwrap(self.house_key(), HOUSE, mark)

    def refresh(self) -> None:
        """There is no key to change."""

    def new_key(self, parent: DataKey, owner: str) -> tuple[DataKey, bytes]:
        """A key that hides nothing; a row in the table of keys still stands for it."""
        return _NoKey(), b"open"

    def unwrap(self, parent: DataKey, owner: str, wrapped: bytes) -> DataKey:
        """A key that hides nothing; raises `Tampered` for one that was wrapped with encryption on."""
        if wrapped != b"open":
            raise Tampered(f"the key of {owner} was made with encryption on")
        return _NoKey()


class _NoKey:
    def seal(self, clear: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        return clear

    def open(self, sealed: bytes, *, table: str, column: str, row: str, project: str) -> bytes:
        return sealed


def _derived(kek: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"in-the-room/1/" + purpose).derive(kek)


def _place(table: str, column: str, row: str, project: str) -> bytes:
    return _VERSION + _often(table) + _often(column) + _sized(row) + _often(project)


def _joined(*parts: str) -> bytes:
    # Each with its length before it, so that no two lists of parts give the same bytes.
    return b"".join(map(_sized, parts))


def _sized(part: str) -> bytes:
    encoded = part.encode()
    return _LENGTH(len(encoded)) + encoded


_often = lru_cache(1_024)(_sized)
"""For what comes again and again: names of tables and columns, and projects."""

"""The vault: what people say, and who they are, is ciphertext in the database.

Keys hang in a chain. At the top is the key-encryption key, which lives outside the data folder. From it
come the house key (for rows that belong to no project) and the key of the fingerprints, by HKDF. Below
the house key hangs one key a project and one a participant, below a project's key one a membership;
each is kept wrapped by the one above it. Destroying a wrapped key makes all it sealed unreadable.

A sealed value is `version (1 byte) · nonce (12 bytes, random) · AES-256-GCM ciphertext and tag`. It is
bound to its table, column, row and project: moved anywhere else it does not open.
"""

import hashlib
import hmac
import os
import struct
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
_VERSION = b"\x01"


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

    def new_key(self, parent: DataKey, owner: str) -> tuple[DataKey, bytes]:
        """A new random key, and itself wrapped by `parent` for the table of keys."""

    def unwrap(self, parent: DataKey, owner: str, wrapped: bytes) -> DataKey:
        """The key that `new_key` wrapped; raises `Tampered` for another owner, parent or vault."""


class EncryptingVault:
    """The vault as it is meant to be."""

    def __init__(self, kek: bytes) -> None:
        """Take the key-encryption key of 32 bytes; any other length raises `ValueError`."""
        if len(kek) != KEY_BYTES:
            raise ValueError(f"the key-encryption key must have {KEY_BYTES} bytes, not {len(kek)}")
        self._house = _Key(_derived(kek, b"house"))
        self._prints = _derived(kek, b"fingerprints")

    def fingerprint(self, kind: str, value: str) -> bytes:
        """See `Vault.fingerprint`: HMAC-SHA-256 over kind and value."""
        return hmac.digest(self._prints, _joined(kind, value), hashlib.sha256)

    def house_key(self) -> DataKey:
        """See `Vault.house_key`."""
        return self._house

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
    return _VERSION + _joined(table, column, row, project)


def _joined(*parts: str) -> bytes:
    # Each with its length before it, so that no two lists of parts give the same bytes.
    encoded = [part.encode() for part in parts]
    return b"".join(struct.pack(">I", len(part)) + part for part in encoded)

"""The file of what was taken back: it outlives the database, and is read when an older backup is restored.

A line an entry: the time, what, the id of what it was done to, a detail or a dash, the entry's own id, and a
keyed fingerprint of all that, so that a line which somebody made up, changed or brought from elsewhere is
noticed. Lines are only ever added. The rows are the truth: what is missing here is written anew from them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from storage.ledger import Entry
from storage.times import from_text, to_text
from storage.vault import Vault

FIRST_LINE = "# In the Room: what was erased and withdrawn. No names, no words. Copy it where backups go.\n"
_NOTHING = "-"


class LedgerError(Exception):
    """The file cannot be used. The message names it and the remedy."""


class LedgerFile:
    """The file at one path. Every method may raise `OSError`."""

    def __init__(self, path: Path, vault: Vault) -> None:
        """`vault` makes and checks the fingerprints."""
        self.path = path
        self._vault = vault
        self._known: set[str] = set()
        self._size = -1

    def write(self, entries: Iterable[Entry]) -> int:
        """Add what the file does not hold; durable when it returns. How many were added."""
        if self._size_now() != self._size:
            self._known = {entry.id for entry in self.read()} if self.path.exists() else set()
        new = [entry for entry in entries if entry.id not in self._known]
        if new or not self.path.exists():
            self._append("".join(self._line(entry) for entry in new))
            self._known |= {entry.id for entry in new}
        self._size = self._size_now()
        return len(new)

    def read(self) -> list[Entry]:
        """Every entry. What a copy or a crash cut off at the end of the last line is left out.

        Raises `LedgerError` for a file that is not there or a line that was not written with this key.
        """
        try:
            text = self.path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            raise LedgerError(
                f"{self.path} does not exist; give the newest copy of the erasures file"
            ) from None
        whole = text[: text.rfind("\n") + 1].splitlines()
        return [
            self._entry(at, line) for at, line in enumerate(whole, 1) if line and not line.startswith("#")
        ]

    def _entry(self, at: int, line: str) -> Entry:
        *fields, print_ = line.split(" ")
        if len(fields) != 5 or print_ != self._print(fields):
            raise LedgerError(
                f"{self.path}, line {at}: this was not written by the bot of this backup, or was changed; "
                "give another copy of its erasures file"
            )
        moment, what, about, detail, entry_id = fields
        return Entry(entry_id, what, about, "" if detail == _NOTHING else detail, from_text(moment))

    def _line(self, entry: Entry) -> str:
        fields = [to_text(entry.at), entry.what, entry.about, entry.detail or _NOTHING, entry.id]
        assert all(field and " " not in field and field.isascii() for field in fields)
        return " ".join([*fields, self._print(fields)]) + "\n"

    def _print(self, fields: list[str]) -> str:
        return hashlib.sha256(self._vault.fingerprint("taken_back", " ".join(fields))).hexdigest()[:32]

    def _append(self, lines: str) -> None:
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # a command may write beside the bot
            content = os.pread(handle, os.fstat(handle).st_size, 0)
            os.ftruncate(handle, content.rfind(b"\n") + 1)  # half a line of a crash: it is written anew
            left = memoryview(((FIRST_LINE if not content else "") + lines).encode("ascii"))
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _size_now(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return -1

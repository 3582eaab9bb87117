"""The erasures file: only what was written with the key counts, and half a line is written anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.ledger import Entry
from storage.ledger_file import LedgerError, LedgerFile
from storage.vault import EncryptingVault

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ENTRIES = [Entry(f"id-{n}", "no", f"about-{n}", "keep_voice" if n else "", NOW) for n in range(3)]


@pytest.fixture
def file(tmp_path: Path) -> LedgerFile:
    return LedgerFile(tmp_path / "erasures.txt", EncryptingVault(bytes(range(32))))


def test_what_was_written_is_read_and_written_once(file: LedgerFile) -> None:
    assert file.write(ENTRIES[:2]) == 2
    assert file.write(ENTRIES) == 1
    assert LedgerFile(file.path, EncryptingVault(bytes(range(32)))).write(ENTRIES) == 0
    assert file.read() == ENTRIES
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_it_is_there_before_there_is_anything_in_it(file: LedgerFile) -> None:
    assert file.write([]) == 0
    assert file.read() == []


def test_half_a_line_is_written_anew(file: LedgerFile) -> None:
    file.write(ENTRIES)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:-20])
    assert file.read() == ENTRIES[:2]
    assert file.write(ENTRIES) == 1
    assert file.path.read_bytes() == whole


def test_a_file_that_is_gone_is_written_anew(file: LedgerFile) -> None:
    file.write(ENTRIES)
    file.path.unlink()
    assert file.write(ENTRIES) == 3


@pytest.mark.parametrize(
    ("old", "new"), [(b"about-1", b"about-2"), (b" no about-0", b" left about-0"), (b"12:00", b"13:00")]
)
def test_a_changed_line_is_noticed(file: LedgerFile, old: bytes, new: bytes) -> None:
    file.write(ENTRIES)
    file.path.write_bytes(file.path.read_bytes().replace(old, new, 1))
    with pytest.raises(LedgerError, match=r"line [23]"):
        file.read()


def test_a_line_of_another_key_is_noticed(file: LedgerFile) -> None:
    file.write(ENTRIES)
    with pytest.raises(LedgerError, match="line 2"):
        LedgerFile(file.path, EncryptingVault(bytes(32))).read()


def test_a_file_that_is_nowhere_is_said(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        LedgerFile(tmp_path / "nowhere.txt", EncryptingVault(bytes(32))).read()

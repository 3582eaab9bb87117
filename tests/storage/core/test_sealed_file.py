"""A sealed file opens as it was written, and in no other way."""

from __future__ import annotations

import errno
import io
import itertools
import os
import struct
from pathlib import Path

import pytest

from storage.sealed_file import PIECE, BadBackup, SealedReader, SealedWriter, file_key, written_aside

KEY = file_key(bytes(range(32)))
HEAD = 69


def sealed(*written: bytes) -> bytes:
    """What these bytes are sealed to."""
    file = io.BytesIO()
    writer = SealedWriter(file, KEY)
    for each in written:
        writer.write(each)
    writer.close()
    return file.getvalue()


def opened(content: bytes, *keys: bytes) -> bytes:
    """What comes out of a file."""
    return b"".join(SealedReader(io.BytesIO(content), keys or [KEY], "a.room").pieces())


def pieces(content: bytes) -> list[bytes]:
    """The pieces of a sealed file, with their lengths."""
    found, at = [], HEAD
    while at < len(content):
        length = struct.unpack_from(">I", content, at)[0] & 0x7FFFFFFF
        found.append(content[at : at + 4 + length])
        at += 4 + length
    return found


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_written_comes_out(size: int) -> None:
    clear = os.urandom(size)
    content = sealed(clear[: size // 3], clear[size // 3 :])
    assert opened(content, bytes(32), KEY) == clear
    assert size < 100 or clear[:100] not in content


LONG = sealed(os.urandom(4 * PIECE))
ONE, TWO, THREE, FOUR = pieces(LONG)


@pytest.mark.parametrize(
    "content",
    [
        LONG[:-1],
        LONG[: HEAD + 3],
        LONG[:HEAD],
        LONG[:HEAD] + ONE + TWO + THREE,
        LONG[:HEAD] + ONE + THREE + TWO + FOUR,
        LONG[:HEAD] + ONE + THREE + FOUR,
        LONG[:HEAD] + ONE + ONE + TWO + THREE + FOUR,
        LONG[:HEAD] + FOUR,
        LONG + b"x",
        LONG + FOUR,
        LONG[:1000] + bytes([LONG[1000] ^ 1]) + LONG[1001:],
        LONG[:HEAD] + struct.pack(">I", 0xFFFFFFFF) + LONG[HEAD + 4 :],
        # The same piece, told to be the last.
        LONG[:HEAD] + struct.pack(">I", struct.unpack(">I", ONE[:4])[0] | 1 << 31) + ONE[4:],
    ],
    ids=itertools.count(),
)
def test_what_was_cut_moved_or_changed_does_not_come_out(content: bytes) -> None:
    with pytest.raises(BadBackup, match=r"is not whole|is damaged or was changed"):
        opened(content)


def test_pieces_of_another_file_do_not_come_out() -> None:
    other = sealed(b"other")
    with pytest.raises(BadBackup, match="damaged"):
        opened(LONG[:HEAD] + pieces(other)[0])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no backup|not a backup"),
        (b"SQLite format 3\0", "not a backup"),
        (LONG.replace(b"\n1\n", b"\n2\n", 1), "newer version"),
        (LONG[:30], "not whole"),
    ],
    ids=itertools.count(),
)
def test_a_foreign_file_is_called_that(content: bytes, why: str) -> None:
    with pytest.raises(BadBackup, match=why):
        opened(content)


def test_another_key_is_called_that() -> None:
    with pytest.raises(BadBackup, match="another key"):
        opened(LONG, file_key(bytes(32)))


def test_a_file_stands_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.room"
    with written_aside(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadBackup, match="exists already"), written_aside(path):
        pass
    with pytest.raises(ZeroDivisionError), written_aside(tmp_path / "b.room"):
        raise ZeroDivisionError
    assert [each.name for each in tmp_path.iterdir()] == ["a.room"]


def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="No space left"), written_aside(tmp_path / "a.room"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []

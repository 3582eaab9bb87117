"""What a killed export left beside its folder goes with the next one, and nothing else does."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

from bot.exports.contents import File, Written
from bot.exports.folder import write_files
from bot.exports.leftovers import OLD


async def nothing_much() -> AsyncIterator[Written]:
    """An export of one file."""
    yield File("words.txt", b"words")


def left(folder: Path, name: str, *, old: bool) -> Path:
    """A folder with a file in it, made long ago or just now."""
    made = folder / name
    made.mkdir()
    (made / "stories.csv").write_text("words")
    if old:
        long_ago = time.time() - OLD - 60
        os.utime(made, (long_ago, long_ago))
    return made


async def test_the_next_export_removes_it_once_it_is_old(tmp_path: Path) -> None:
    old = left(tmp_path, ".january.0123abcd.unfinished", old=True)
    packed = tmp_path / ".january.zip.0123abcd.unfinished"
    packed.write_bytes(b"half")
    os.utime(packed, (0, 0))
    new = left(tmp_path, ".february.0123abcd.unfinished", old=False)
    others = [left(tmp_path, name, old=True) for name in ("january", ".thesis.unfinished", "x.unfinished")]
    await write_files(nothing_much(), tmp_path / "march")
    assert (tmp_path / "march" / "words.txt").read_bytes() == b"words"
    assert not old.exists()
    assert not packed.exists()
    assert new.exists()
    assert all(each.exists() for each in others)

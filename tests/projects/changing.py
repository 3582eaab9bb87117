"""The stroke example, and ways of changing one thing in it."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

import bot.rehearsal
from bot.codesign.project import Project
from bot.services.files.project_files import read

EXAMPLES = Path(bot.rehearsal.__file__).parent / "examples"
STROKE = EXAMPLES / "stroke.toml"
INTENSIVE_CARE = EXAMPLES / "intensive-care.toml"
SHIPPED = ("en", "cy", "ar")


class _Gone(Enum):
    """What stands in place of a value that is taken out; it reads the same in every process."""

    GONE = "gone"


GONE = _Gone.GONE
"""Stands for: take this key out."""


def stroke() -> Project:
    """The stroke example as it is shipped."""
    return read(STROKE)


def changed(**changes: Any) -> Project:
    """The stroke example with values put in place; ``a__2__b`` stands for ``a[2].b``, counted from 1."""
    tree = msgspec.json.decode(msgspec.json.encode(stroke()))
    for path, value in changes.items():
        *way, last = [_step(part) for part in path.split("__")]
        inside = tree
        for step in way:
            inside = inside[step]
        if value is GONE:
            del inside[last]
        else:
            inside[last] = value
    return msgspec.convert(tree, Project)


def _step(part: str) -> str | int:
    return int(part) - 1 if part.isdigit() else part


def with_line(pattern: str, line: str) -> str:
    """The text of the stroke example with the first line that matches ``pattern`` put as ``line``."""
    text, changes = re.subn(pattern, lambda _: line, STROKE.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert changes, pattern
    return text


def line_of(text: str, start: str) -> int:
    """The number of the first line that begins with ``start``."""
    return next(at for at, line in enumerate(text.split("\n"), 1) if line.startswith(start))

"""Words that are nowhere else, and the search for them in every form in which a file could hold them."""

from __future__ import annotations

import base64
import itertools
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

STEM = "zqvplant"
"""Every planted word begins with this, so that one search finds them all."""

_MOST_UNPACKED = 4_000_000
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MEMBER = re.compile(rb"PK\x03\x04")


class Garden:
    """Hands out new words, and remembers each with the place it was planted in."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._numbers = itertools.count(100)

    def word(self, where: str, *, plain: bool = False) -> str:
        """A word for this place. Unless it must be ``plain``, it has a letter that not every form shows."""
        word = f"{STEM}{next(self._numbers)}{'' if plain else 'é'}"
        self.words[where] = word
        return word

    def within(self, value: Any, where: str) -> Any:
        """The same project with a word in every text that somebody wrote: names, contacts, all languages."""
        if isinstance(value, dict):
            return {name: self._field(name, each, where) for name, each in value.items()}
        if isinstance(value, list):
            return [self.within(each, f"{where}.{n}") for n, each in enumerate(value)]
        return value

    def _field(self, name: str, value: Any, where: str) -> Any:
        place = f"{where}.{name}"
        written = name in ("en", "cy", "ar", "controller", "name", "contact") or name.endswith("_contact")
        if isinstance(value, str) and written:
            return f"{value} {self.word(place)}"
        return self.within(value, place)


def forms(needle: str) -> Iterator[bytes]:
    """``needle`` as a file could hold it: in UTF-8 and UTF-16, as hex, in base64, escaped, as a number."""
    for clear in (needle.encode(), needle.encode("utf-16-le"), needle.encode("utf-16-be")):
        yield clear.lower()
        yield clear.hex().encode()
        for shift in range(3):
            # The letters at both ends depend on what stands beside the needle.
            packed = base64.b64encode(b"\0" * shift + clear)
            yield packed[(shift * 8 + 5) // 6 : len(packed) - 4].lower()
    yield json.dumps(needle)[1:-1].encode().lower()
    if needle.isdecimal():
        number = int(needle)
        size = (number.bit_length() + 7) // 8
        yield number.to_bytes(size, "big")
        yield number.to_bytes(size, "little")


def holds(content: bytes, needle: str) -> bool:
    """Whether ``content``, or what is packed in it, holds ``needle`` in one of its forms."""
    return bool(found([needle], {"content": content}))


def unpacked(content: bytes) -> Iterator[bytes]:
    """What comes out of everything in ``content`` that looks like a zlib stream or a member of a ZIP file."""
    for found in _STREAM.finditer(content):
        yield _inflated(content[found.start() :], zlib.MAX_WBITS)
    for found in _MEMBER.finditer(content):
        start = found.start()
        name, extra = (int.from_bytes(content[start + at : start + at + 2], "little") for at in (26, 28))
        yield _inflated(content[start + 30 + name + extra :], -zlib.MAX_WBITS)


def _inflated(packed: bytes, bits: int) -> bytes:
    out = b""
    machine = zlib.decompressobj(bits)
    try:
        for at in range(0, len(packed), 4096):
            out += machine.decompress(packed[at : at + 4096], _MOST_UNPACKED - len(out))
            if machine.eof or len(out) >= _MOST_UNPACKED:
                break
    except zlib.error:
        pass
    return out


def files_below(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders, by its path."""
    return {
        str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    }


def found(needles: Iterable[str], files: dict[str, bytes]) -> dict[str, str]:
    """The needles that some file holds, each with one such file."""
    contents = [
        (name, text)
        for name, content in files.items()
        for part in (content, *unpacked(content))
        for text in (part, part.lower())
    ]
    return {needle: name for needle in needles if (name := _first_with(needle, contents)) is not None}


def _first_with(needle: str, contents: list[tuple[str, bytes]]) -> str | None:
    return next((name for form in forms(needle) for name, text in contents if form in text), None)

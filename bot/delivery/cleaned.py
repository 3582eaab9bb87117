"""What comes of cleaning a file, by itself: the cleaning loads decoders, which wait for a first file."""

from __future__ import annotations

import msgspec


class Unreadable(Exception):
    """The file is broken, of a kind that is not taken, or too large once unpacked."""


class Clean(msgspec.Struct, frozen=True):
    """A file built anew. ``mime`` is what it is now, whatever it was called before."""

    content: bytes
    mime: str

"""One clock for several processes: real time plus what stands in a small file, which the soak turns."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

VARIABLE = "SOAK_CLOCK"
"""The variable of the environment that tells a bot where the file is."""

_AHEAD = struct.Struct("=d")


class SharedClock:
    """The moment for everybody who opens the same file: real time and the seconds that the file holds.

    Eight bytes on one page of memory are written at once, so nobody reads half of a turn.
    """

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), _AHEAD.size)

    @property
    def ahead(self) -> float:
        """Seconds by which it is ahead of real time."""
        return float(_AHEAD.unpack_from(self._page)[0])

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def turn_to(self, moment: datetime) -> None:
        """Let it be this moment now. It is never turned back, so a moment that has passed changes nothing."""
        if moment > self.now():
            _AHEAD.pack_into(self._page, 0, (moment - datetime.now(UTC)).total_seconds())


def new_clock(path: Path, start: datetime) -> SharedClock:
    """A clock in a new file, at which it is ``start`` now."""
    path.write_bytes(_AHEAD.pack((start - datetime.now(UTC)).total_seconds()))
    return SharedClock(path)

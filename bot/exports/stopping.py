"""A new file that is on the disk when it is closed, and that another thread can break off."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path
from types import TracebackType


class Stopped(Exception):
    """Whoever wanted the file does not want it any more."""


class StoppableFile(io.FileIO):
    """A file that only its owner can read, written once. Raises Stopped when ``stop`` is set."""

    def __init__(self, path: Path, stop: threading.Event) -> None:
        super().__init__(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600))
        self._stop = stop

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        """Write all of it."""
        if self._stop.is_set():
            raise Stopped
        left = memoryview(content)
        while left:
            left = left[super().write(left) :]
        return len(content)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Bring it to the disk, if it was written to its end."""
        if kind is None:
            os.fsync(self.fileno())
        super().__exit__(kind, error, traceback)

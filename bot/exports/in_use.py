"""The refusals to write at a place, by themselves: commands know them without what writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FolderInUse(Exception):
    """The folder holds something already, or is no folder. The message is one plain sentence."""


class CannotWrite(Exception):
    """The place cannot be written. The message is one plain sentence."""


@contextmanager
def written_to(path: Path) -> Iterator[None]:
    """Around what writes at a place that somebody named; raises CannotWrite when that cannot be."""
    try:
        yield
    except BrokenPipeError:
        raise  # that is about what is printed meanwhile
    except OSError as problem:
        raise CannotWrite(
            f"{path} cannot be written ({problem.strerror}); choose a place that is yours and has room"
        ) from problem

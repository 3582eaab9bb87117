"""What a project's people told, laid aside one by one, so that any amount of it takes little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

import msgspec

from storage.spool import Spool

T = TypeVar("T")


class Aside(Sequence[T], Generic[T]):
    """Records in an order of their own, each read anew whenever it is looked at.

    It is filled first and read then. A record that is read twice is equal to itself, and not the same object.
    Reading works in the processor and on the disk: for many records, in a thread.
    """

    def __init__(self, spool: Spool, kind: type[T]) -> None:
        """Lay records of this kind (a dataclass or a struct) aside in ``spool``, which is empty."""
        self._spool = spool
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._ranks = array("q")
        self._sorted: array[int] | None = None

    def put(self, record: T, rank: int = 0) -> None:
        """Lay one more record aside. They are read by rank, and among equals as they were put."""
        self._spool.add(self._encode(record))
        self._ranks.append(rank)
        self._sorted = None

    def __len__(self) -> int:
        return len(self._spool)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        places = self._places()
        if isinstance(at, slice):
            return [self._decode(self._spool[place]) for place in places[at]]
        return self._decode(self._spool[places[at]])

    def __iter__(self) -> Iterator[T]:
        for place in self._places():
            yield self._decode(self._spool[place])

    def _places(self) -> array[int]:
        if self._sorted is None:
            self._sorted = array("q", sorted(range(len(self._ranks)), key=self._ranks.__getitem__))
        return self._sorted

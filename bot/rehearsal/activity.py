"""Waiting for something to happen on the stand, without looking again and again."""

import asyncio
from collections.abc import Callable


class Activity:
    """Counts changes on the stand and wakes whoever waits for the next one.

    Changes are announced from plain code (`stir`), waited for from coroutines of the same loop.
    """

    def __init__(self) -> None:
        self.revision = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def stir(self) -> int:
        """Announce a change; returns its number."""
        self.revision += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)
        return self.revision

    async def after(self, revision: int) -> int:
        """Return once something has changed since `revision`."""
        while self.revision <= revision:
            future = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                await future
            finally:
                self._waiting.discard(future)
        return self.revision

    async def until(self, holds: Callable[[], object], seconds: float) -> bool:
        """Wait until `holds()` is true, for at most `seconds` of real time; says whether it is."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await self.after(self.revision)
        except TimeoutError:
            return bool(holds())
        return True

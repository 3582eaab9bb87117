"""Bots in processes of their own, as in `tests.promises.child`, by a clock that is turned from outside."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
from pathlib import Path
from typing import Any

from bot import app
from bot.jobs.ticking import tidy
from tests.promises import child
from tests.soak.clock import VARIABLE, SharedClock

LOOK = 0.05
"""Seconds between two looks at the clock: a turn reaches a bot within them."""


class Turned(app.Running):
    """The bot at work. Its bells ring when the clock was turned, and then it keeps house if it leads."""

    async def run(self) -> None:
        """Work until cancelled."""
        asyncio.get_running_loop().set_exception_handler(_in_full)
        watching = asyncio.create_task(self._watch())
        try:
            await super().run()
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        clock = self.house.clock
        assert isinstance(clock, SharedClock)
        ahead = clock.ahead
        while True:
            await asyncio.sleep(LOOK)
            if clock.ahead != ahead:
                ahead = clock.ahead
                self.house.bells.ring_all()
                if self.leads:
                    # APScheduler ticks by the machine's clock, which does not know of the turn.
                    await tidy(self.house)


def _in_full(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Write down what went wrong in the loop, in its own words: everybody here is an example."""
    problem = context.get("exception")
    event = f"asyncio: {context['message']}"
    print(json.dumps({"event": event, "error": type(problem).__name__, "all": repr(context)}), flush=True)  # noqa: T201


def turnable() -> None:
    """Make this process one whose clock is the soak's."""
    module: Any = app
    child.hurry()
    module.Running = child.hurried(Turned)
    module.SystemClock = functools.partial(SharedClock, Path(os.environ[VARIABLE]))


if __name__ == "__main__":
    child.main(turnable)

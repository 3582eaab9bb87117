"""The rehearsal's clock: real time plus whatever somebody has turned it on by."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """The moment it is now, aware, in UTC."""


class TurnableClock:
    """A clock that runs with real time and can be turned on, never back.

    It begins with the time it is, or at ``start``. Those who plan by time (jobs, the page) ask to be told
    through `on_turn`.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else start - datetime.now(UTC)
        self._listeners: list[Callable[[datetime], object]] = []

    @property
    def ahead(self) -> timedelta:
        """How far this clock is ahead of real time."""
        return self._ahead

    def now(self) -> datetime:
        """The rehearsal's moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def turn(self, by: timedelta) -> datetime:
        """Turn the clock on and tell all listeners; returns the new time.

        Raises ValueError for a negative turn: what the bot has done with time cannot be undone.
        """
        if by < timedelta(0):
            raise ValueError("The clock can only be turned on, not back.")
        self._ahead += by
        moment = self.now()
        for listener in self._listeners:
            listener(moment)
        return moment

    def on_turn(self, listener: Callable[[datetime], object]) -> None:
        """Call `listener` with the new time whenever the clock is turned."""
        self._listeners.append(listener)

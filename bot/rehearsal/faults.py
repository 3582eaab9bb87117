"""Faults on demand: what a network and a service of that size do on a bad day."""

from dataclasses import dataclass, field
from typing import Literal

from bot.rehearsal.refusals import Refusal

Kind = Literal["error", "html_body", "drop_before", "drop_after"]


@dataclass
class Fault:
    """One thing that shall go wrong, for the next `times` calls it fits."""

    kind: Kind
    method: str | None
    chat_id: int | None
    times: int
    status: int
    description: str
    retry_after: int | None

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether this fault is meant for such a call and not yet used up."""
        return (
            self.times > 0
            and self.method in (None, method)
            and (self.chat_id is None or self.chat_id == chat_id)
        )

    def refusal(self) -> Refusal:
        """The answer of a fault of kind "error"."""
        parameters = None if self.retry_after is None else {"retry_after": self.retry_after}
        return Refusal(self.status, self.description, parameters)


@dataclass
class Faults:
    """The faults still to come, the earliest added first."""

    coming: list[Fault] = field(default_factory=list)

    def add(
        self,
        kind: Kind = "error",
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        status: int = 500,
        description: str = "Internal Server Error",
        retry_after: int | None = None,
    ) -> Fault:
        """Let the next `times` calls fail: of `method` (None: any), to `chat_id` (None: any).

        `error` answers with `status`, `description` and `retry_after` (seconds) in Telegram's
        form; `html_body` is a 502 page of a proxy; `drop_before` closes the connection with
        nothing done; `drop_after` does what was asked and closes without an answer.
        """
        fault = Fault(kind, method, chat_id, times, status, description, retry_after)
        self.coming.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if any; it is counted down."""
        fault = next((f for f in self.coming if f.fits(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            self.coming = [f for f in self.coming if f.times > 0]
        return fault

    def clear(self) -> None:
        """Let everything go well again."""
        self.coming.clear()

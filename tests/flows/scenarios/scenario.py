"""One conversation to be written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.flows.transcript import Chat, Doing, moves_in, play


@dataclass(frozen=True)
class Scenario:
    """One conversation: which flow, what it may know, and what the person does, a move on each line."""

    flow: str
    context: Any
    script: str
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def moves(self) -> list[Doing]:
        """What the person does."""
        return list(moves_in(self.script))

    def played(self, **settings: Any) -> Chat:
        """The whole conversation."""
        return play(self.flow, self.context, self.moves, **(self.settings | settings))

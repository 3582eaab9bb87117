"""Voting sheets from paper, for transcripts and walks. Everybody is invented."""

from __future__ import annotations

from typing import Any

from bot.codesign.ballots import Method
from bot.codesign.rounds import ROLES
from bot.flows.sheets import SheetContext, SheetsContext, SheetShown
from tests.flows import vote_examples
from tests.flows.vote_examples import ENDS

SHEETS = tuple(
    SheetShown(number, ROLES[number % len(ROLES)], ENDS, None if number == 2 else 1) for number in range(1, 8)
)


def sheets(method: Method = "ranking", **changes: Any) -> SheetsContext:
    """Seven sheets are typed in, one of them by somebody who is gone."""
    given: dict[str, Any] = {"round": "r1", "number": 2, "method": method, "ends": ENDS, "sheets": SHEETS}
    return SheetsContext(**(given | changes))


def sheet(method: Method) -> SheetContext:
    """A sheet of a vote of all roles on four candidates."""
    return SheetContext(vote_examples.voting(method, allowed=("text",), pairs=()), ROLES)

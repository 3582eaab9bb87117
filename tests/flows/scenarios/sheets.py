"""Voting sheets from paper: typed in, looked at, taken out."""

from __future__ import annotations

from tests.flows import sheet_examples
from tests.flows.scenarios.scenario import Scenario

SHEETS = {
    "sheets-none-yet": Scenario("sheets", sheet_examples.sheets(sheets=()), "[Enter a voting sheet]"),
    "sheets-take-one-out": Scenario(
        "sheets",
        sheet_examples.sheets("approval"),
        """
        [Take out a sheet]
        12
        3
        [Yes, take it out]
        """,
    ),
    "sheet-ranking": Scenario(
        "enter_sheet",
        sheet_examples.sheet("ranking"),
        """
        [patient]
        [Sheet B]
        [Number 2 comes next]
        [Done]
        I lay awake.
        [Change: the role]
        [carer or family member]
        [Keep it, next sheet]
        """,
    ),
    "sheet-approval": Scenario(
        "enter_sheet",
        sheet_examples.sheet("approval"),
        """
        [member of staff]
        [I cannot read it]
        [I agree]
        [I do not agree]
        2 x [Pass: I cannot or do not want to say]
        [Skip this]
        [Keep it, that is all]
        """,
    ),
    "sheet-not-counted": Scenario(
        "enter_sheet",
        sheet_examples.sheet("dots"),
        """
        [None, or more than one; or the sheet is empty]
        [Next sheet]
        """,
    ),
}

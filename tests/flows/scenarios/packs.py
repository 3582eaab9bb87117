"""Workshop packs: made, listed while they are about, destroyed."""

from __future__ import annotations

from datetime import date

from bot.flows.packing import PackAbout, PacksContext
from bot.i18n.texts import Day
from tests.flows.scenarios.scenario import Scenario

ENGLISH = (("en", "English"),)
LANGUAGES = (*ENGLISH, ("cy", "Cymraeg"))

MADE, UNTIL = Day(date(2027, 3, 1)), Day(date(2027, 5, 30))
QUIET = PackAbout(4, "share", MADE, UNTIL)
CALLED_BACK = PackAbout(2, "share", MADE, UNTIL, codes=("BCDFG", "HJKLM"))
WITH_SOMEBODY_GONE = PackAbout(3, "team", MADE, UNTIL, codes=("12-1",), people=1)

PACKS = {
    "packs-for-the-team": Scenario(
        "packs",
        PacksContext((), ENGLISH),
        """
        [Make a pack for the team only]
        """,
    ),
    "packs-to-share": Scenario(
        "packs",
        PacksContext((), LANGUAGES),
        """
        [Make a pack to share]
        [English]
        """,
    ),
    "packs-called-back": Scenario(
        "packs",
        PacksContext((CALLED_BACK, WITH_SOMEBODY_GONE, QUIET), LANGUAGES),
        """
        [Pack 2 is destroyed]
        [Yes, all of it]
        """,
    ),
    "packs-not-destroyed": Scenario(
        "packs",
        PacksContext((QUIET,), LANGUAGES),
        """
        [Pack 4 is destroyed]
        [No, not all]
        """,
    ),
}

"""Contexts of the flows about rounds, as a walk may meet them."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from bot.codesign.rounds import KINDS, METHODS, Candidate
from bot.flows.outcomes import OutcomesContext
from tests.flows import sheet_examples
from tests.flows.scenarios.rounds import CLOSING, DESK, HEARD, OPENING, QUIET

candidates: st.SearchStrategy[tuple[Candidate, ...]] = st.lists(
    st.integers(1, 10**6), max_size=8, unique=True
).map(lambda found: tuple(Candidate(id=f"{each:036}", number=each, words=QUIET.words) for each in found))

ROUND_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "rounds": st.booleans().map(lambda begun: msgspec.structs.replace(DESK, begun=begun)),
    "open_round": st.tuples(candidates, st.sets(st.sampled_from(KINDS), min_size=1)).map(
        lambda given: msgspec.structs.replace(
            OPENING,
            candidates=given[0],
            kinds=tuple(kind for kind in given[1] if kind != "votes" or len(given[0]) > 1) or ("stories",),
        )
    ),
    "close_round": candidates.map(lambda given: msgspec.structs.replace(CLOSING, candidates=given)),
    "sheets": st.builds(sheet_examples.sheets, st.sampled_from(METHODS)),
    "enter_sheet": st.sampled_from(METHODS).map(sheet_examples.sheet),
    "outcomes": st.integers(1, 10).map(
        lambda many: OutcomesContext(
            tuple(msgspec.structs.replace(HEARD, number=number) for number in range(many, 0, -1))
        )
    ),
}

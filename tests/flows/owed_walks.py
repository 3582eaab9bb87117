"""Contexts of the flows about what is owed, as a walk may meet them."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from bot.codesign.debt import KINDS
from bot.flows.owed import HeldBackContext, OwedContext, OwedLine
from tests.flows.scenarios.owed import STORY

owed_lines: st.SearchStrategy[tuple[OwedLine, ...]] = st.lists(
    st.builds(
        lambda kind, number, days, late, can: msgspec.structs.replace(
            STORY, kind=kind, number=number, days=days, overdue=late, can_answer=can
        ),
        st.sampled_from(KINDS),
        st.integers(1, 10**6),
        st.integers(0, 400),
        st.booleans(),
        st.booleans(),
    ),
    max_size=10,
    unique_by=lambda each: each.key,
).map(tuple)

OWED_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "owed": owed_lines.map(OwedContext),
    "held_back": owed_lines.map(HeldBackContext),
}

"""Contexts of workshop packs for the walks through every flow."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.flows.packing import PacksContext
from tests.flows.scenarios.packs import CALLED_BACK, ENGLISH, LANGUAGES, QUIET, WITH_SOMEBODY_GONE

_LISTS = st.lists(
    st.sampled_from([CALLED_BACK, WITH_SOMEBODY_GONE, QUIET]), unique_by=lambda each: each.number
).map(tuple)

PACK_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "packs": st.builds(PacksContext, _LISTS, st.sampled_from([ENGLISH, LANGUAGES]))
}

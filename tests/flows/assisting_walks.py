"""Contexts of assisted entry, as a walk may meet them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.flows import assisting_examples as examples

ASSISTING_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "assisting": st.builds(examples.whom, before=st.integers(0, 2)),
    "assisting_person": st.sampled_from([examples.somebody(), examples.somebody(before=(), entries=())]),
    "assisting_story": st.just(examples.a_story()),
    "assisting_rate": st.just(examples.ratings()),
    "assisting_vote": st.just(examples.a_vote()),
    "assisting_consents": st.just(examples.consents()),
    "assisting_leaving": st.builds(examples.leaving, left=st.booleans()),
    "assisting_wording": st.just(examples.wording()),
    "assisting_told": st.sampled_from([examples.waiting_story(), examples.waiting_votes()]),
}

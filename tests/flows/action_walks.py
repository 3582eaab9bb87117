"""Contexts of the flows about actions, as a walk may meet them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.flows import action_examples as acting

ACTION_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "actions": st.sampled_from([acting.desk(), acting.empty_desk(), acting.visible(), acting.edited_desk()]),
    "write_action": st.just(acting.writing()),
    "edit_action": st.just(acting.editing()),
    "action_step": st.sampled_from([acting.stepping(), acting.closing()]),
    "action_answers": st.just(acting.answered()),
    "changes": st.just(acting.changes()),
    "own_action": st.just(acting.owning()),
    "difference": st.builds(acting.asked, spoken=st.booleans(), known=st.booleans()),
}

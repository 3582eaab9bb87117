"""What any walk through the conversations about updates may know."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.flows import update_examples as updates

UPDATE_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "write_update": st.builds(
        updates.writing,
        places=st.sampled_from([(), updates.WRITING.places]),
        rounds=st.sampled_from([(), updates.WRITING.rounds]),
        subjects=st.sampled_from([(), updates.SUBJECTS]),
        times=st.sampled_from([(), updates.WRITING.times]),
        groups=st.sampled_from([(), updates.WRITING.groups]),
    ),
    "updates": st.builds(
        lambda status, begun: updates.desk(updates.shown(status), begun=begun),
        st.sampled_from(["planned", "sending", "sent", "cancelled"]),
        st.booleans(),
    ),
    "correct_update": st.just(updates.correcting()),
    "update_answers": st.builds(updates.answers, older=st.booleans()),
    "read_update": st.builds(updates.reading, can_answer=st.booleans()),
    "answer_update": st.just(updates.answering()),
    "news": st.just(updates.NEWS),
}

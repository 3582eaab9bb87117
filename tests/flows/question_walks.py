"""Contexts of the flows about questions, as a walk may meet them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.flows import question_examples as asked

ALLOWED = st.sampled_from([(), ("text",), ("voice",), ("text", "voice")])

QUESTION_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "ask_team": st.builds(asked.asking, allowed=ALLOWED.filter(bool), name=st.sampled_from(["", "Rose"])),
    "for_workshop": st.builds(
        asked.for_workshop, allowed=ALLOWED.filter(bool), role=st.sampled_from(["patient", "carer", "staff"])
    ),
    "my_questions": st.just(asked.mine()),
    "my_question": st.builds(asked.one, allowed=ALLOWED, closed=st.booleans())
    | st.builds(asked.still_waiting, allowed=ALLOWED)
    | st.builds(asked.replied, allowed=ALLOWED)
    | st.builds(asked.own_message, allowed=ALLOWED)
    | st.builds(asked.read_out, allowed=ALLOWED, closed=st.booleans())
    | st.builds(asked.spoken, allowed=ALLOWED, missing=st.sampled_from([0, 2])),
    "object": st.builds(asked.objecting, allowed=ALLOWED),
    "questions": st.just(asked.waiting()),
    "answer_question": st.builds(
        asked.answering, answered_before=st.booleans(), name=st.sampled_from(["", "Fern"])
    )
    | st.builds(asked.message, missing=st.sampled_from([0, 1])),
    "reply_to_story": st.just(asked.replying()),
}

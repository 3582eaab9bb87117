"""Contexts for walks through what became of things told, and how often people hear."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.codesign.frequency import FREQUENCIES
from tests.flows import thread_examples

THREAD_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "often": st.builds(
        thread_examples.often,
        frequency=st.sampled_from(FREQUENCIES),
        paused_until=st.sampled_from([None, thread_examples.MAY]),
    ),
    "thread": st.sampled_from([thread_examples.thread(), thread_examples.thread(thread_examples.WAITING)]),
}

"""What any walk through the conversations about workshops may know."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.codesign.audience import Reach
from tests.flows import workshop_examples as workshops

WORKSHOP_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "tell_workshop": st.builds(
        workshops.telling,
        subjects=st.sampled_from([(), workshops.TELLING.subjects]),
        times=st.sampled_from([(), workshops.TELLING.times]),
        reach=st.sampled_from([Reach(0, 0), Reach(8, 6)]),
    ),
    "workshops": st.builds(
        lambda status, begun, waiting: workshops.desk(
            workshops.shown(status, waiting=waiting, answered=waiting), workshops.over(number=3), begun=begun
        ),
        st.sampled_from(["planned", "sending", "sent", "cancelled"]),
        st.booleans(),
        st.sampled_from([0, 2]),
    ),
    "correct_workshop": st.builds(
        workshops.correcting,
        decisions=st.sampled_from([workshops.WORKSHOP.decisions, workshops.WORKSHOP.decisions[:1]]),
    ),
    "workshop_answers": st.builds(workshops.answers, older=st.booleans(), silent=st.sampled_from([0, 3])),
    "reply_to_workshop": st.just(workshops.reply()),
    "read_workshop": st.builds(
        workshops.reading,
        until=st.sampled_from([None, workshops.TUESDAY]),
        allowed=st.sampled_from([(), ("text", "voice")]),
        answered=st.booleans(),
        was_there=st.booleans(),
    ),
}

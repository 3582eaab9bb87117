"""Contexts of the health picture for the walks through every flow."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.flows.decisions import DecisionsContext
from tests.codesign import drift_examples as drift
from tests.flows import examples
from tests.flows.scenarios.health import WAITS, picture, shared

_FACTS = st.sampled_from(
    [drift.HEALTHY, drift.CONSULTATION, drift.JUST_BEGUN, drift.WITH_OVERRIDES, drift.POLITE]
)

HEALTH_CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "health": _FACTS.map(picture),
    "shared_health": _FACTS.map(shared),
    "decisions": st.integers(0, 3).map(lambda count: DecisionsContext(examples.TITLE, (WAITS,) * count)),
}

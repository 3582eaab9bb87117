"""In which phase of a project a day falls, and when gathering ends and co-design is planned to begin.

The two phases of gathering count as one: staff and patients often tell in the same weeks, and nobody has
taken part in two phases who told one story in a week that belongs to both (doi 10.1017/9781009237024).
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.codesign.project import Phase, Phases

GATHERING = "gathering"
"""Staff, patient and carer experiences together."""

BEFORE_WORKSHOPS = timedelta(weeks=2)
"""How long before a phase with workshops people who cannot come can say what they want to have said there."""

_ONE = {"staff_experiences": GATHERING, "patient_and_carer_experiences": GATHERING}


def phase_on(phases: Phases, day: date) -> str | None:
    """Return the phase that began last on this day or before it; None before the first.

    What somebody does between two phases belongs to the one before: telling is always open.
    """
    begun = [name for name, phase in phases.in_order() if phase.starts <= day]
    return merged(begun[-1]) if begun else None


def merged(phase: str) -> str:
    """Return how a phase counts: either phase of gathering as gathering, every other as itself."""
    return _ONE.get(phase, phase)


def gathering_ends(phases: Phases) -> date:
    """Return the last day on which experiences are gathered."""
    return max(phases.staff_experiences.ends, phases.patient_and_carer_experiences.ends)


def codesign_begins(phases: Phases) -> date:
    """Return the day on which both sides are to come together, to work on what was gathered."""
    return phases.bringing_together.starts


def workshop_phase(phases: Phases, day: date) -> Phase | None:
    """Return the phase in which both sides meet, and for which something can be said on this day, or None.

    Such are bringing together and the co-design groups, from :data:`BEFORE_WORKSHOPS` on until their last
    day. Of two that run side by side the one that began first.
    """
    both = (phases.bringing_together, phases.codesign_groups)
    return next((each for each in both if each.starts - BEFORE_WORKSHOPS <= day <= each.ends), None)

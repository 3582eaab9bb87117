"""An example project that goes on now: its dates stand wherever the calendar is when somebody rehearses."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from bot.codesign.project import PHASES, Phase, Phases, Project

BEGUN = timedelta(days=15)
"""How long patients and carers have been telling when a rehearsal begins."""


def going_on(project: Project, today: date) -> Project:
    """Return the project with all its dates moved by the same days, so that people have begun to tell."""
    by = today - BEGUN - project.phases.patient_and_carer_experiences.starts
    moved = Phases(**{name: _moved(getattr(project.phases, name), by) for name in PHASES})
    return msgspec.structs.replace(project, phases=moved, ends_on=project.ends_on + by)


def _moved(phase: Phase, by: timedelta) -> Phase:
    return Phase(starts=phase.starts + by, ends=phase.ends + by)

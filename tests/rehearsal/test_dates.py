"""An example project goes on now, whenever it is rehearsed, and stays the project that its file describes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.codesign.project import Phase, Project
from bot.codesign.project_rules import may_open, stopping
from bot.codesign.project_rules import problems as problems_of
from bot.rehearsal.dates import BEGUN, going_on
from bot.services.files import project_files
from bot.stage import example


@pytest.mark.parametrize("name", ["stroke.toml", "intensive-care.toml"])
@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 11, 28), date(2041, 7, 1)])
def test_it_has_begun_and_can_open(name: str, today: date) -> None:
    project = project_files.read(example(name))
    moved = going_on(project, today)
    assert moved.phases.patient_and_carer_experiences.starts + BEGUN == today
    assert may_open(moved, today)
    assert not stopping(list(problems_of(moved, moved.languages)))


def test_its_phases_lie_as_far_apart_as_they_did() -> None:
    project = project_files.read(example("stroke.toml"))
    moved = going_on(project, date(2041, 7, 1))
    by = {after.starts - before.starts for (_a, before), (_b, after) in pairs(project, moved)}
    by |= {after.ends - before.ends for (_a, before), (_b, after) in pairs(project, moved)}
    assert by == {moved.ends_on - project.ends_on}
    assert by != {timedelta(0)}


def pairs(one: Project, other: Project) -> list[tuple[tuple[str, Phase], tuple[str, Phase]]]:
    """The phases of two projects, side by side."""
    return list(zip(one.phases.in_order(), other.phases.in_order(), strict=True))

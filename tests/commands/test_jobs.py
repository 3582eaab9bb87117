"""The command that lists all that waits for its time, as an operator types it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.commands.conftest import Ended, Shell

KEY = "stroke-afon-teg"


def test_without_a_project_nothing_is_due(shell: Shell) -> None:
    assert shell("jobs") == Ended(0, "", "Nothing is due now.\n")
    assert shell("jobs", "--late") == Ended(0, "", "Nothing is late.\n")


def test_each_line_has_a_kind_a_count_and_a_time(shell: Shell, project: Path) -> None:
    assert project.is_file()
    listed = shell("jobs", KEY)
    assert listed.code == 0
    rows = [line.split("\t") for line in listed.out.splitlines()]
    assert {each[0] for each in rows} == {KEY}
    assert {"retention warnings", "job alarms", "job ending"} <= {each[1] for each in rows}
    assert all(re.fullmatch(r"\d+", each[2]) for each in rows)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d", each[3]) for each in rows)
    assert {each[4] for each in rows} == {"later"}
    assert [each[3] for each in rows] == sorted(each[3] for each in rows)


def test_what_is_late_ends_with_one(shell: Shell, project: Path) -> None:
    assert project.is_file()
    # The clock of the machine cannot be turned here, so the project is made older.
    made_older(shell)
    late = shell("jobs", "--late")
    assert late.code == 1
    # What is due on the first of a month is late on all other days of it, whenever this test runs.
    assert "\tjob decisions_for_sponsors\t1\t" in late.out
    assert {line.split("\t")[4] for line in late.out.splitlines()} == {"late"}
    assert late.err == "Something is late. Is the bot running? “in-the-room doctor” says more.\n"


def made_older(shell: Shell) -> None:
    """Let the project have been opened years ago."""
    with sqlite3.connect(shell.folder / "data" / "in-the-room.db") as db:
        db.execute("UPDATE projects SET created_at = '2020-01-01T00:00:00.000000Z'")
    db.close()


def test_another_project_is_refused(shell: Shell, refused: Callable[[Ended], str]) -> None:
    assert "there is no project" in refused(shell("jobs", "nosuch"))

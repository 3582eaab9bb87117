"""The commands about planned rounds, as an operator types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Ended, Shell

ROUND = """kind = "stories"
roles = ["patient", "carer"]
days = 14

[text]
en = "How were the first days at home?"
cy = "Sut oedd y dyddiau cyntaf gartref?"
ar = "كيف كانت الأيام الأولى في البيت؟"
"""


def day(days: int) -> str:
    """So many days from now."""
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}"


@pytest.fixture
def key(project: Path, shell: Shell) -> str:
    """The key of the project that is open."""
    return shell("project", "list").out.split("\t")[0]


@pytest.fixture
def file(shell: Shell) -> str:
    """A file of a round that is open for two weeks."""
    path = shell.folder / "round.toml"
    path.write_text(ROUND, encoding="utf-8")
    return str(path)


def test_a_round_is_planned_put_off_and_called_off(key: str, file: str, shell: Shell) -> None:
    assert shell("round", "planned", key) == Ended(0, "", "Nothing is planned.\n")
    tried = shell("round", "plan", key, file, "--on", day(3), "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    assert f"Opens: {day(3)} 10:00 (Europe/London)." in tried.out
    assert f"Closes: {day(17)} 20:00 (Europe/London)." in tried.out
    assert tried.out.endswith("Nothing was planned.\n")
    assert shell("round", "planned", key).out == ""

    assert shell("round", "plan", key, file, "--on", day(3)).code == 0
    plan, *rest = shell("round", "planned", key).out.strip().split("\t")
    assert rest == ["stories", f"{day(3)} 10:00", "14 days", "opens"]
    assert shell("round", "list", key).out == ""
    moved = shell("round", "put-off", key, plan, "--on", day(9), "--days", "5")
    assert moved.out == f"{plan}\tstories\t{day(9)} 10:00\t5 days\topens\n"
    assert shell("round", "planned", key).out == moved.out
    assert shell("round", "call-off", key, plan[:6]).code == 0
    assert shell("round", "planned", key).out == ""


def test_what_cannot_be_planned_is_refused_with_the_remedy(
    key: str, file: str, shell: Shell, refused: Callable[[Ended], str]
) -> None:
    assert "opens on a later day than today" in refused(shell("round", "plan", key, file, "--on", day(0)))
    far = shell("round", "plan", key, file, "--on", day(3000))
    assert far.code == 2
    assert "it would be open after the project's last day" in far.err
    assert "Wanted: fewer days, an earlier day, or a later ends_on" in far.err
    assert "has no planned round 'abc'" in refused(shell("round", "put-off", key, "abc", "--days", "3"))
    assert "has no planned round ''" in refused(shell("round", "call-off", key, ""))
    assert "there is no project 'nowhere'" in refused(shell("round", "planned", "nowhere"))

    assert shell("round", "plan", key, file, "--on", day(3)).code == 0
    plan = shell("round", "planned", key).out.split("\t")[0]
    assert "say --on, --days, or both" in refused(shell("round", "put-off", key, plan))
    assert "91 days at most" in refused(shell("round", "put-off", key, plan, "--days", "92"))
    assert "the last day of the project is" in refused(
        shell("round", "put-off", key, plan, "--on", day(3000))
    )


def test_a_plan_that_would_outlive_its_project_says_so(
    key: str, file: str, project: Path, shell: Shell
) -> None:
    written = project.read_text(encoding="utf-8")
    ends_on = date.fromisoformat(written.split("\nends_on = ")[1][:10])
    assert shell("round", "plan", key, file, "--on", f"{ends_on - timedelta(days=14)}").code == 0
    sooner = written.replace(f"\nends_on = {ends_on}", f"\nends_on = {ends_on - timedelta(days=1)}")
    project.write_text(sooner, encoding="utf-8")
    assert shell("project", "add", str(project)).code == 0
    assert shell("round", "planned", key).out.endswith("\toutlives the project\n")

"""The command that prints the result of a vote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.commands.conftest import Ended, Shell

KEY = "stroke-afon-teg"


def opened(shell: Shell, kind: str) -> None:
    """A round that was opened by command."""
    closes = datetime.now(UTC) + timedelta(days=3)
    file = shell.folder / "round.toml"
    file.write_text(
        f"kind = '{kind}'\nroles = ['patient', 'staff']\ncloses = {closes:%Y-%m-%dT%H:%M:%S}\n"
        "[text]\nen = 'What first?'\ncy = 'Beth gyntaf?'\nar = 'ماذا أولاً؟'\n",
        encoding="utf-8",
    )
    done = shell("round", "open", KEY, str(file))
    assert done.code == 0, done.err


def test_only_a_vote_has_a_result(shell: Shell, project: Path, refused: Callable[[Ended], str]) -> None:
    assert "no round 1" in refused(shell("results", KEY, "1"))
    opened(shell, "stories")
    assert "only votes have a result" in refused(shell("results", KEY, "1"))
    assert "'nosuch'" in refused(shell("results", "nosuch", "1"))
    assert "0" in refused(shell("results", KEY, "0"))

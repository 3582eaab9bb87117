"""The command about workshops, as an operator types it."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Shell


def test_a_project_without_workshops_says_so(project: Path, shell: Shell) -> None:
    key = shell("project", "list").out.split("\t")[0]
    listed = shell("workshops", key)
    assert (listed.code, listed.out, listed.err) == (0, "", "No workshop has been told yet.\n")


def test_a_project_that_is_not_there_is_refused_in_one_sentence(project: Path, shell: Shell) -> None:
    refused = shell("workshops", "nowhere")
    assert refused.code == 2
    assert len(refused.err.splitlines()) == 1

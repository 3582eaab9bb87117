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


def test_a_record_that_is_wrong_names_its_cells_and_stores_nothing(project: Path, shell: Shell) -> None:
    key = shell("project", "list").out.split("\t")[0]
    assert shell("export", key, str(shell.folder / "pack")).code == 0
    form = shell.folder / "pack" / "workshop-record.xlsx"
    refused = shell("workshop", "record", key, str(form))
    assert (refused.code, refused.out) == (2, "")
    assert "sheet “workshop”, cell B2: the day of the workshop is missing" in refused.err
    assert "sheet “decisions”: nothing was decided" in refused.err
    assert "Traceback" not in refused.err
    assert shell("workshops", key).out == ""

"""The command that draws the emotional map into a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.commands.conftest import Ended, Shell

KEY = "stroke-afon-teg"


def opened(shell: Shell) -> None:
    """A round of ratings, opened by command."""
    closes = datetime.now(UTC) + timedelta(days=3)
    file = shell.folder / "round.toml"
    file.write_text(
        f"kind = 'ratings'\nroles = ['patient']\ncloses = {closes:%Y-%m-%dT%H:%M:%S}\n"
        "[text]\nen = 'How was it?'\ncy = 'Sut oedd hi?'\nar = 'كيف كان؟'\n",
        encoding="utf-8",
    )
    done = shell("round", "open", KEY, str(file))
    assert done.code == 0, done.err


def test_the_map_goes_into_a_new_folder_in_every_form(shell: Shell, project: Path) -> None:
    opened(shell)
    folder = shell.folder / "map"
    done = shell("map", KEY, str(folder), "--language", "cy")
    assert (done.code, done.err) == (0, "")
    assert "It is exact, and for the team only." in done.out
    assert sorted(path.name for path in folder.iterdir()) == [
        "DATA-DICTIONARY.md",
        "emotional-map.csv",
        "emotional-map.json",
        "emotional-map.pdf",
        "emotional-map.txt",
        *(f"map-{at}.png" for at in range(1, 6)),
    ]
    assert "Galw am help" in (folder / "emotional-map.txt").read_text(encoding="utf-8-sig")
    dictionary = (folder / "DATA-DICTIONARY.md").read_text(encoding="utf-8")
    for column in (folder / "emotional-map.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(","):
        assert f"`{column}`" in dictionary


def test_an_open_round_cannot_be_shared_and_no_round_is_said(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    folder = str(shell.folder / "map")
    assert "has no round of ratings" in refused(shell("map", KEY, folder))
    opened(shell)
    assert "this round is not over yet" in refused(shell("map", KEY, folder, "--share"))
    assert "has no round 7 of ratings" in refused(shell("map", KEY, folder, "--round", "7"))


def test_all_roles_together_needs_a_round_that_is_over_and_is_of_no_single_round(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    folder = str(shell.folder / "map")
    opened(shell)
    assert "needs a round of ratings that is over" in refused(shell("map", KEY, folder, "--together"))
    assert "leave out --round" in shell("map", KEY, folder, "--together", "--round", "1").err
    outcome = shell.folder / "outcome.toml"
    outcome.write_text("[decided]\nen = 'x'\n[by]\nen = 'y'\n[why]\nen = 'z'\n", encoding="utf-8")
    assert shell("round", "end", KEY, "1").code == 0
    assert shell("round", "close", KEY, "1", str(outcome)).code == 0
    done = shell("map", KEY, folder, "--together", "--share")
    assert "The map of all roles together is in" in done.out
    assert "round 1, until" in (shell.folder / "map" / "emotional-map.txt").read_text(encoding="utf-8-sig")

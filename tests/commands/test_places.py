"""A place that cannot be written is said in one sentence; whoever stops reading is not told that."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.keeping import Told
from bot.stage import example
from tests.commands.conftest import Ended, Shell

KEY = "stroke-afon-teg"


def last_line(ended: Ended) -> str:
    """The last thing said on stderr, after the signs of progress."""
    return ended.err.replace("\r", "\n").strip().splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    [
        ["export", KEY, "a-file/pack"],
        ["health", KEY, "--page", "a-file/page.pdf"],
        ["backup", "a-file/x.room"],
        ["keys", "new", "a-file/x.key"],
        ["rehearse", "--script", str(example("morning.txt")), "--keep", "a-file/kept"],
    ],
    ids=lambda words: words[0],
)
def test_a_place_that_cannot_be_is_one_sentence(words: list[str], shell: Shell, project: Path) -> None:
    del project
    (shell.folder / "a-file").write_text("no folder")
    ended = shell(*words)
    assert ended.code == 2
    assert "a-file" in last_line(ended)
    assert "went wrong" not in ended.err
    assert "Traceback" not in ended.err


def test_a_place_where_nobody_may_write_is_one_sentence(
    shell: Shell, project: Path, refused: Callable[[Ended], str]
) -> None:
    del project
    # Nobody makes files there, not even root.
    for words in (["export", KEY, "/proc/pack"], ["backup", "/proc/x.room"], ["keys", "new", "/proc/x.key"]):
        assert "cannot be written" in refused(shell(*words))


@pytest.mark.skipif(os.geteuid() == 0, reason="no folder is closed to root")
def test_a_folder_of_somebody_else_is_one_sentence(shell: Shell, refused: Callable[[Ended], str]) -> None:
    closed = shell.folder / "closed"
    closed.mkdir(mode=0o000)
    assert "must be open to the user" in refused(shell("project", "list", DATA_DIR=str(closed / "data")))


def test_whoever_stops_reading_ends_it_quietly(shell: Shell, project: Path) -> None:
    del project
    reading, writing = os.pipe()
    os.close(reading)
    environ = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2])}
    for words in (["project", "list"], ["project", "example", "stroke"], ["--help"]):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "bot", *words],
            cwd=shell.folder,
            env={**environ, **shell.settings},
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, b"")
    os.close(writing)


def test_how_far_it_is_is_told_by_the_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moments = iter([10.0, 10.4, 11.1, 11.9])
    monkeypatch.setattr("bot.cli.keeping.time.monotonic", lambda: next(moments))
    told = Told()
    for done in (2, 500, 1000, 1500):
        told("rows", done)
    assert capsys.readouterr().err == "1000 rows so far …\n"

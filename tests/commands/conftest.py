"""A command line to call: a real process with settings of its own, and nothing of the surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storage.key_file import new_key_file


@dataclass(frozen=True)
class Ended:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str


@dataclass
class Shell:
    """Runs ``python -m bot`` in ``folder`` with these settings."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, **settings: str) -> Ended:
        """Run one command to its end."""
        environ = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.settings, **settings}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "bot", *arguments],
            cwd=self.folder,
            env={**environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            encoding="utf-8",
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A command line with working settings in an empty folder."""
    key = tmp_path / "in-the-room.key"
    new_key_file(key)
    return Shell(
        tmp_path,
        {
            "DATA_DIR": str(tmp_path / "data"),
            "KEY_FILE": str(key),
            "BOT_TOKEN": "123:example",
            "BOT_USERNAME": "example_bot",
        },
    )


@pytest.fixture
def project(shell: Shell) -> Path:
    """The example project as a file, opened."""
    file = shell.folder / "my-project.toml"
    file.write_text(shell("project", "example", "stroke").out, encoding="utf-8")
    assert shell("project", "add", str(file)).code == 0
    return file


@pytest.fixture
def refused() -> Callable[[Ended], str]:
    """Checks that a command ended as bad input does, and gives the one sentence it said."""

    def check(ended: Ended) -> str:
        assert ended.code == 2
        assert ended.out == ""
        assert "Traceback" not in ended.err
        assert len(ended.err.strip().splitlines()) == 1
        return ended.err.strip()

    return check

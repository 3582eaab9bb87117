"""The page on operations: the rehearsal of a restore works as it stands, and its files are well-formed."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

from bot.config import SETTINGS
from storage.key_file import new_key_file
from tests.docs.pages import ROOT, code_blocks, read

PAGE = read("docs/operations.md")
_RUN = re.compile(r"<!-- run: restore -->\n```sh\n(.*?)```", re.DOTALL)


def environment(folder: Path) -> dict[str, str]:
    """A shell in which ``in-the-room`` is the program, with settings of its own."""
    program = folder / "bin" / "in-the-room"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -W error -m bot "$@"\n')
    program.chmod(0o700)
    key = folder / "in-the-room.key"
    new_key_file(key)
    return {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder),
        "DATA_DIR": str(folder / "data"),
        "KEY_FILE": str(key),
        "ERASURES_FILE": str(folder / "erasures.txt"),
        "ERASURES": str(folder / "erasures.txt"),
    }


def test_the_rehearsal_of_a_restore_works_as_it_stands(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    (typed,) = _RUN.findall(PAGE)
    before = (
        "in-the-room project example stroke > my-project.toml; in-the-room project add my-project.toml\n"
        "printf '# nothing yet\\n' > \"$ERASURES\"\n"
    )
    done = subprocess.run(
        ["sh", "-euc", before + typed],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "is whole" in done.stdout
    assert "Erased and withdrawn again: 0." in done.stdout
    assert "ok    The key fits the database" in done.stdout
    assert done.stdout.count("stroke-afon-teg") == 2
    assert not list(tmp_path.glob("tmp.*"))


def units() -> list[configparser.ConfigParser]:
    """The units for systemd that stand on the page."""
    found = []
    for block in code_blocks(PAGE):
        if block.startswith("```ini"):
            unit = configparser.ConfigParser(strict=False)
            unit.optionxform = str  # type: ignore[assignment, method-assign]
            unit.read_string("\n".join(block.splitlines()[1:-1]))
            found.append(unit)
    return found


def test_the_units_say_how_they_are_started() -> None:
    service, backup, timer = units()
    assert service["Service"]["ExecStart"].endswith("/in-the-room run")
    assert service["Service"]["ProtectSystem"] == "strict"
    assert backup["Service"]["Type"] == "oneshot"
    assert timer["Timer"]["Persistent"] == "true"


def test_the_image_sets_settings_that_exist_and_names_no_host() -> None:
    container = read("Containerfile")
    named = set(re.findall(r"\b([A-Z]+_[A-Z]+)=", container)) - {"PYTHONDONTWRITEBYTECODE"}
    assert named == {"DATA_DIR", "ERASURES_FILE", "KEY_FILE"}
    assert named <= set(SETTINGS)
    copied = re.findall(r"^COPY (.+) \S+$", container, re.MULTILINE)
    assert all((ROOT / name).exists() for line in copied for name in line.split())
    allowed = {line[1:] for line in read(".containerignore").splitlines() if line.startswith("!")}
    assert {name for line in copied for name in line.split()} == allowed
    assert not re.search(r"FROM \S*\.\S*/", container)


def test_each_bad_day_says_how_it_is_noticed_what_the_bot_does_and_what_to_do() -> None:
    days = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    bad = [day for day in days if "**You notice**" in day]
    assert len(bad) >= 7
    for day in bad:
        assert re.search(r"^1\. ", day, re.MULTILINE), day[:40]
    assert sum("**The bot does**" in day for day in bad) >= len(bad) - 1

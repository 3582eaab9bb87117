"""The page on operations: the rehearsal of a restore works as it stands, and its files are well-formed."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

from bot.cli.working import BAD_INPUT, NO_SENSE
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
    }


def test_the_rehearsal_of_a_restore_works_as_it_stands(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    (typed,) = _RUN.findall(PAGE)
    before = "in-the-room project example stroke > my-project.toml; in-the-room project add my-project.toml\n"
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
    service, container, backup, timer = units()
    assert service["Service"]["ExecStart"].endswith("/in-the-room run")
    assert service["Service"]["ProtectSystem"] == "strict"
    assert container["Service"]["ExecStart"] == "/usr/local/bin/room run"
    for unit in (service, container):
        assert unit["Service"]["RestartPreventExitStatus"] == f"{BAD_INPUT} {NO_SENSE}"
    assert backup["Service"]["Type"] == "oneshot"
    assert timer["Timer"]["Persistent"] == "true"


def written(block: str) -> dict[str, str]:
    """The files that a block writes where it stands, by their paths."""
    return dict(re.findall(r"^cat > (\S+) <<'END'\n(.*?)^END$", block, re.MULTILINE | re.DOTALL))


def test_every_shell_on_the_page_can_be_read_by_a_shell() -> None:
    blocks = [block for block in code_blocks(PAGE) if block.startswith("```sh\n")]
    scripts = {path: text for block in blocks for path, text in written(block).items()}
    assert {"/usr/local/bin/room", "/usr/local/bin/room-backup"} <= set(scripts)
    typed = ["\n".join(block.splitlines()[1:-1]) for block in blocks if "BOT_TOKEN=the" not in block]
    for text in (*typed, *(text for path, text in scripts.items() if "/bin/" in path)):
        read = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True, check=False)
        assert read.returncode == 0, text + read.stderr


def test_the_folders_of_the_settings_are_made_and_open_to_the_bot() -> None:
    (made,) = re.findall(r"^for place in (.*?); do$", PAGE, re.MULTILINE | re.DOTALL)[:1]
    folders = {place.rstrip("/") for place in made.replace("\\", " ").split()}
    open_to_it = set(re.findall(r"^ReadWritePaths=(\S+)$", PAGE, re.MULTILINE))
    assert open_to_it < folders
    for setting in ("DATA_DIR", "KEY_FILE", "ERASURES_FILE"):
        for path in re.findall(rf"^{setting}=(\S+)$", PAGE, re.MULTILINE):
            assert str(Path(path).parent) in open_to_it
    # Whatever a command is given lies where the bot's user can read it.
    for place in re.findall(r"room (?:project (?:check|add)|restore|export \w+) (/\S+/)[\w.-]+", PAGE):
        assert place.rstrip("/") in folders


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

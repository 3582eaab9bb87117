"""The machine that figures were measured on, in words."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from importlib import metadata
from pathlib import Path

LIBRARIES = (
    *("python-telegram-bot", "aiohttp", "aiosqlite", "asyncpg", "cryptography", "msgspec"),
    *("aiogram", "redis"),
)
"""Those that the figures depend on most."""


def lines() -> list[tuple[str, str]]:
    """Processor, cores, memory, system, Python, libraries, and what else was going on at this moment."""
    return [
        ("Processor", _named("/proc/cpuinfo", "model name") or platform.machine()),
        ("Cores", str(len(os.sched_getaffinity(0)))),
        ("Memory", f"{_memory():.1f} GB"),
        ("System", f"{_system()}, Linux {platform.release()}"),
        ("Python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("Libraries", ", ".join(_libraries())),
        ("This program", _commit()),
        ("Load when it began", " ".join(f"{load:.2f}" for load in os.getloadavg())),
    ]


def _named(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _colon, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _memory() -> float:
    """GB of 2^30 bytes."""
    return int(_named("/proc/meminfo", "MemTotal").split()[0]) / 2**20


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def _libraries() -> list[str]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"no {name}")
    return found


def _commit() -> str:
    command = ("git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty", "--tags")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stdout.strip() or "not from a repository"

"""Golden transcripts: compared, or written anew by one flag.

``pytest tests/flows --rewrite-transcripts`` writes them; so does REWRITE_TRANSCRIPTS=1 with any call of
pytest, because pytest only knows options of a folder that it is pointed at.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "transcripts"
FLAG = "--rewrite-transcripts"

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag."""
    parser.addoption(FLAG, action="store_true", help="write the golden transcripts of flows anew")


def _rewrites(config: pytest.Config) -> bool:
    return bool(config.getoption(FLAG, default=False)) or os.environ.get("REWRITE_TRANSCRIPTS") == "1"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds a transcript to its golden file; with the flag the file is written instead."""
    rewrites = _rewrites(request.config)

    def held(name: str, transcript: str) -> None:
        file = FOLDER / f"{name}.txt"
        if rewrites:
            file.write_text(transcript, encoding="utf-8")
        assert file.is_file(), f"there is no {file.name}: write it with {FLAG}, then read it"
        assert transcript == file.read_text(encoding="utf-8"), f"{file.name} is stale: {FLAG}, then read it"

    return held


@pytest.fixture
def golden_files(request: pytest.FixtureRequest) -> Callable[[set[str]], None]:
    """Holds the folder to the names of the transcripts; with the flag orphans are removed."""
    rewrites = _rewrites(request.config)

    def held(names: set[str]) -> None:
        orphans = {file for file in FOLDER.iterdir() if file.name not in {f"{name}.txt" for name in names}}
        for file in orphans if rewrites else ():
            file.unlink()
        left = {file.name for file in orphans if file.exists()}
        assert not left, f"nobody plays these any more: {sorted(left)}"

    return held

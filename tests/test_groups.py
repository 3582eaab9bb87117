"""Nothing is raised or awaited inside ``except*``.

Up to Python 3.11.3, and Debian 12 has 3.11.2, an exception that leaves such a block arrives wrapped in a
group, so that whoever waits for it bare does not know it. From 3.11.4 on it arrives bare, and no other test
would notice.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

SOURCES = sorted(path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py"))
LEAVING = (ast.Raise, ast.Await, ast.AsyncFor, ast.AsyncWith)
"""What can let an exception out: a raise, and a wait, in which a cancellation arrives."""


def leaving(source: str) -> Iterator[int]:
    """The lines inside of ``except*`` that may let an exception out."""
    for found in ast.walk(ast.parse(source)):
        if isinstance(found, ast.TryStar):
            for handler in found.handlers:
                for inside in handler.body:
                    yield from (each.lineno for each in ast.walk(inside) if isinstance(each, LEAVING))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_exception_leaves_a_block_of_except_star(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "except*" not in source or list(leaving(source)) == []


def test_one_that_does_is_noticed() -> None:
    source = (
        "async def f():\n  try:\n    g()\n  except* ValueError:\n"
        "    if h():\n      raise KeyError\n    await i()\n"
    )
    assert list(leaving(source)) == [6, 7]

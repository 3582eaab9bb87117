"""The documents of the project, and ways to look things up in them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


def every_page() -> list[Path]:
    """Every Markdown file that belongs to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [ROOT / name for name in listed.stdout.splitlines()]
    # An unpacked archive of the sources has no git.
    return sorted(page for page in found or [*ROOT.glob("*.md"), *DOCS.rglob("*.md")] if page.exists())


def pages_for_users() -> list[Path]:
    """Where somebody who uses or runs the program would look: the README and docs/."""
    return [page for page in every_page() if page == ROOT / "README.md" or DOCS in page.parents]


def read(name: str) -> str:
    """One of the documents, by its path from the project's folder."""
    return (ROOT / name).read_text(encoding="utf-8")


def without_code_blocks(text: str) -> str:
    """The text outside of fenced blocks."""
    return _FENCE.sub("", text)


def code_blocks(text: str) -> list[str]:
    """The fenced blocks of a text, with their fences."""
    return _FENCE.findall(text)


def spans(text: str) -> set[str]:
    """What stands as code inside lines."""
    return set(_CODE.findall(without_code_blocks(text)))


def documented() -> set[str]:
    """Everything that stands as code inside a line of any page for users."""
    return {span for page in pages_for_users() for span in spans(page.read_text(encoding="utf-8"))}


def rows(text: str, width: int) -> Iterator[tuple[str, ...]]:
    """The rows of every Markdown table with ``width`` columns, cells stripped, rules left out."""
    for line in without_code_blocks(text).splitlines():
        if not line.startswith("|"):
            continue
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if len(cells) == width and not set("".join(cells)) <= {"-", ":", " "}:
            yield cells

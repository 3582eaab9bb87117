"""Every link and picture that a page of the project points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, every_page, without_code_blocks

_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LARGEST_PICTURE = 400_000


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = _HEADING.findall(without_code_blocks(page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path, text: str) -> list[str]:
    """The links in ``text``, standing in ``page``, that lead nowhere inside the project."""
    found = []
    for link in _LINK.findall(without_code_blocks(text)):
        path, _hash, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "link",
    ["[a](nowhere.md)", "![a](pictures/nothing.png)", "[a](privacy.md#no-such-heading)", "[a](#nothing)"],
)
def test_a_broken_link_is_noticed(link: str) -> None:
    assert broken(DOCS / "architecture.md", f"See {link}.")


def test_every_picture_is_small_and_shown() -> None:
    pictures = {path.name: path.stat().st_size for path in (DOCS / "pictures").glob("*.png")}
    assert pictures
    assert {name for name, size in pictures.items() if size > LARGEST_PICTURE} == set()
    shown = "".join(page.read_text(encoding="utf-8") for page in every_page())
    assert {name for name in pictures if f"pictures/{name})" not in shown} == set()


def test_every_picture_says_in_words_what_it_shows() -> None:
    for page in every_page():
        for words in re.findall(r"!\[([^\]]*)\]", page.read_text(encoding="utf-8")):
            assert len(words.split()) > 4, page


def test_no_page_is_left_out() -> None:
    pages = {page for page in every_page() if page.parent == DOCS}
    assert {"architecture.md", "facilitators.md", "operating.md", "privacy.md"} <= {
        page.name for page in pages
    }
    for page in pages:
        others = "".join(other.read_text(encoding="utf-8") for other in every_page() if other != page)
        assert f"{page.name})" in others or f"{page.name}#" in others, page

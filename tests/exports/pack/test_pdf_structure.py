"""Every page of a pack can be read by a screen reader: checked by qpdf, and by the page's own structure.

What is asked is PDF/UA-1 (ISO 14289-1) as far as a program can tell: the mark of the standard, a title that
is shown, a language, content that is tagged, headings that leave out no level, and words for every picture.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from bot.codesign.rating import Rating
from tests.exports.pack.test_workbook import HOSTILE, pack_of
from tests.exports.quoted import quoted
from tests.exports.rated import opened as opened_round
from tests.exports.rated import over, rated
from tests.exports.world import World

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


async def pdfs(world: World, kind: str, language: str) -> dict[str, bytes]:
    """The pages of a pack with something on each of them."""
    point = world.project.touchpoints[0].id
    round_ = await opened_round(world)
    for at in range(9):
        who = await world.person()
        await quoted(world, who, HOSTILE[at % len(HOSTILE)] + " مرحبا " + "long " * 200, touchpoint=point)
        await rated(world, round_, who, Rating(point, 1, ("calm",)))
    await over(world, round_)
    files = await pack_of(world, kind, language)
    return {path: content for path, content in files.items() if path.endswith(".pdf")}


def elements(node: Any, seen: int = 0) -> Iterator[pikepdf.Dictionary]:
    """Every element of a structure tree, in reading order."""
    assert seen < 100, "the tree is too deep, or runs in a ring"
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid, seen + 1)


def faults(content: bytes) -> list[str]:
    """What a reader who cannot see would stumble over; nothing when all is well."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*pdf.check_pdf_syntax(), *_of_document(pdf), *_of_structure(pdf)]


def _of(pdf: pikepdf.Pdf, name: str, which: str) -> bool:
    part: Any = pdf.Root.get(name)
    return part is not None and bool(part.get(which))


def _of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata() as about:
        if about.get("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
            yield "does not say that it is PDF/UA-1"
        if not str(about.get("dc:title") or "").strip():
            yield "has no title"
        if about.get("dc:creator"):
            yield "names somebody"
    if not LANGUAGE.fullmatch(str(pdf.Root.get("/Lang", ""))):
        yield "has no language"
    if not _of(pdf, "/MarkInfo", "/Marked"):
        yield "is not tagged"
    if not _of(pdf, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "shows its file name in place of its title"
    for page in pdf.pages:
        if page.get("/Tabs") != "/S" and "/Annots" in page:
            yield "does not step through links in reading order"


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield "has no structure"
        return
    found = list(elements(root))
    if not found:
        yield "has an empty structure"
    last = 0
    for element in found:
        tag = str(element.S)
        if tag == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "has a picture without words"
        if re.fullmatch("/H[1-6]", tag):
            if int(tag[2]) > last + 1:
                yield f"goes from heading {last} to {tag[2]}"
            last = int(tag[2])
        if "/Lang" in element and not LANGUAGE.fullmatch(str(element["/Lang"])):
            yield "has a language that is none"
    if last == 0:
        yield "has no heading"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["team", "share"])
async def test_every_page_can_be_read_aloud(world: World, kind: str, language: str) -> None:
    found = await pdfs(world, kind, language)
    assert len(found) >= 4
    assert {path: faults(content) for path, content in found.items()} == {path: [] for path in found}
    for content in found.values():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.Lang == language


async def test_a_pack_with_nothing_in_it_can_be_read_aloud(world: World) -> None:
    files = await pack_of(world, "share")
    found = {path: faults(content) for path, content in files.items() if path.endswith(".pdf")}
    assert found == {path: [] for path in found}


async def test_what_is_wrong_would_be_noticed(world: World) -> None:
    content = (await pack_of(world, "share"))["FIRST-what-this-pack-is-for.pdf"]
    assert faults(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root["/Lang"]
        del pdf.Root["/MarkInfo"]
        first, *_others = [each for each in elements(pdf.Root.StructTreeRoot) if str(each.S) == "/H1"]
        first.S = pikepdf.Name("/H3")
        spoilt = io.BytesIO()
        pdf.save(spoilt)
    assert {"has no language", "is not tagged", "goes from heading 0 to 3"} <= set(faults(spoilt.getvalue()))

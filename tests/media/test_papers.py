"""Nothing but what is seen on its pages is left of a PDF, and that looks as it did."""

from __future__ import annotations

import asyncio
import io
import re
import zlib
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from bot.delivery import apart
from bot.delivery.apart import clean_paper
from bot.delivery.cleaned import Unreadable
from bot.delivery.paper_streams import Unclean, without_notes
from bot.delivery.papers import rebuilt
from tests.media.papers import SEEN, UNCLEAN, paper
from tests.media.samples import HIGH, SECRET, WIDE, picture


def unpacked(content: bytes) -> bytes:
    """The file, and all that is packed in it."""
    whole = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        unpacking = zlib.decompressobj()
        try:
            whole.append(unpacking.decompress(content[found.end() :]))
        except zlib.error:
            continue
    return b"\n".join(whole)


def holds_secret(content: bytes) -> bool:
    whole = unpacked(content)
    spellings = [SECRET.encode(form) for form in ("ascii", "utf-16-le", "utf-16-be")]
    return any(each in whole or each.hex().encode() in whole.lower() for each in spellings)


def test_nothing_is_left_but_what_is_seen() -> None:
    sent = paper()
    assert holds_secret(sent)
    assert unpacked(sent).count(SECRET.encode()) > 12
    kept = rebuilt(sent)
    assert not holds_secret(kept)
    reader = PdfReader(io.BytesIO(kept), strict=True)
    assert set(reader.root_object) == {"/Type", "/Pages"}
    assert reader.metadata is None
    (page,) = reader.pages
    assert set(page) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    pictures = resources["/XObject"]
    assert isinstance(pictures, DictionaryObject)
    assert (set(resources), set(pictures)) == ({"/Font", "/XObject"}, {"/Photo"})


def test_what_is_seen_is_as_it_was() -> None:
    before, after = (PdfReader(io.BytesIO(each)).pages[0] for each in (paper(), rebuilt(paper())))
    assert after.mediabox == before.mediabox
    assert after.extract_text().strip() == before.extract_text().strip() == SEEN
    one, other = (Image.open(io.BytesIO(page.images["/Photo"].data)) for page in (before, after))
    assert (one.size, other.size) == ((WIDE, HIGH), (WIDE, HIGH))
    assert one.tobytes() == other.tobytes()
    painted = after.get_contents()
    assert painted is not None
    assert b"40 400 50 20 re" in painted.get_data()
    assert b"\x00\x7f\x80\xff" in painted.get_data()


def test_words_in_another_script_can_still_be_read_out() -> None:
    source = '#set document(author: "SECRET-7f3a")\n= Going home\n☎ مرحبا #link("https://example.org")[here]'
    sent = typst.compile(source.encode())
    kept = rebuilt(sent)
    assert not holds_secret(kept)
    assert b"example.org" not in unpacked(kept)
    one, other = (PdfReader(io.BytesIO(each)).pages[0].extract_text() for each in (sent, kept))
    assert one == other
    assert "مرحبا" in other


@pytest.mark.parametrize("what", UNCLEAN)
def test_what_cannot_be_cleaned_is_refused(what: str) -> None:
    sent = paper(UNCLEAN[what])
    with pytest.raises((Unclean, LimitReachedError)):
        rebuilt(sent)


@pytest.mark.parametrize(
    "content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + paper(), b"<html>%PDF-1.4"]
)
async def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        await clean_paper(content)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_broken_one_gives_nothing_away(data: st.DataObject) -> None:
    sent = bytearray(paper())
    for _change in range(data.draw(st.integers(1, 20))):
        sent[data.draw(st.integers(8, len(sent) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = rebuilt(bytes(sent))
    except Exception:  # refused
        return
    assert not holds_secret(kept)


@pytest.mark.parametrize("kind", range(256))
def test_a_note_of_a_photo_is_no_part_of_it_whatever_it_is_called(kind: int) -> None:
    sent = picture("JPEG")
    at = sent.index(SECRET.encode())
    start = sent.rindex(b"\xff\xe1", 0, at)
    try:
        kept = without_notes(sent[: start + 1] + bytes([kind]) + sent[start + 2 :])
    except Unclean:
        return
    assert SECRET.encode() not in kept


def test_a_photo_loses_its_notes_and_no_pixel() -> None:
    sent = picture("JPEG", progressive=True) + b"a second picture"
    kept = without_notes(sent)
    assert SECRET.encode() not in kept
    one, other = (Image.open(io.BytesIO(each)) for each in (sent, kept))
    assert one.tobytes() == other.tobytes()
    assert not other.getexif()
    for broken in (b"", b"\xff\xd8", sent[: len(sent) // 2], b"\xff\xd8\xff\xda\x00\x02"):
        with pytest.raises(Unclean):
            without_notes(broken)


async def test_it_is_done_apart_where_nothing_of_ours_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "not for others")
    kept = await clean_paper(paper())
    assert kept.mime == "application/pdf"
    assert not holds_secret(kept.content)
    made = asyncio.create_subprocess_exec
    known: list[set[str]] = []

    async def watched(*words: str, env: dict[str, str], **how: Any) -> asyncio.subprocess.Process:
        known.append(set(env))
        return await made(*words, env=env, **how)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    await clean_paper(paper())
    assert known == [{"PYTHONPATH"}]


async def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.0)
    with pytest.raises(Unreadable, match="too long"):
        await clean_paper(paper())

"""The packed pieces of a PDF: unpacked within bounds and packed anew, photos without what a camera wrote."""

from __future__ import annotations

import zlib

from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject, PdfObject, StreamObject

MOST_UNPACKED = 200_000_000
"""Bytes of all that is unpacked of one document."""

_MOST_AT_ONCE = 80_000_000

_FLATE, _DCT, _FAX = "/FlateDecode", "/DCTDecode", "/CCITTFaxDecode"
PLAIN = frozenset({"/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", _FLATE})
"""Packings without a picture's format of their own. JPEG 2000 and JBIG2 are not opened at all."""

_HOW = {
    _FLATE: ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns"),
    _DCT: ("/ColorTransform",),
    _FAX: ("/K", "/Columns", "/Rows", "/BlackIs1", "/EndOfLine", "/EncodedByteAlign", "/EndOfBlock"),
}


class Unclean(Exception):
    """The document is broken, locked or too large, or would look different without what has to go."""


def unpacked(stream: StreamObject) -> bytes:
    """What is in a stream of words or commands. Raises Unclean for the packing of a picture."""
    if not set(_filters(stream)) <= PLAIN:
        raise Unclean("it is packed in a way that is not opened")
    return stream.get_data()


def repacked(stream: StreamObject) -> tuple[dict[NameObject, PdfObject], bytes, int]:
    """Any other stream: how it is packed now, its bytes, and how many they are unpacked."""
    filters = _filters(stream)
    content: bytes = stream._data  # a photo or a fax is copied as it is packed
    if filters in ([], [_FLATE]):
        plain = _inflated(content) if filters else content
        return (
            {NameObject("/Filter"): NameObject(_FLATE), **_how(stream, filters)},
            zlib.compress(plain),
            len(plain),
        )
    if filters in ([_DCT], [_FLATE, _DCT]):
        photo = without_notes(_inflated(content) if len(filters) > 1 else content)
        how = _how(stream, filters) if len(filters) == 1 else {}
        return {NameObject("/Filter"): NameObject(_DCT), **how}, photo, len(photo)
    if filters == [_FAX]:
        return {NameObject("/Filter"): NameObject(_FAX), **_how(stream, filters)}, content, len(content)
    plain = unpacked(stream)
    return {NameObject("/Filter"): NameObject(_FLATE)}, zlib.compress(plain), len(plain)


def _filters(stream: StreamObject) -> list[str]:
    found = stream.get("/Filter")
    found = found.get_object() if found is not None else None
    if found is None:
        return []
    return [str(each.get_object()) for each in found] if isinstance(found, list) else [str(found)]


def _how(stream: StreamObject, filters: list[str]) -> dict[NameObject, PdfObject]:
    """The numbers that say how it is packed, for its only packing."""
    found = stream.get("/DecodeParms")
    found = found.get_object() if found is not None else None
    if isinstance(found, list):
        found = found[0].get_object() if found else None
    if not filters or not isinstance(found, DictionaryObject):
        return {}
    kept = DictionaryObject()
    for key in _HOW[filters[0]]:
        value = found.get(key)
        if isinstance(value, NumberObject | BooleanObject):
            kept[NameObject(key)] = value
    return {NameObject("/DecodeParms"): kept}


def _inflated(content: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(content, _MOST_AT_ONCE)
    except zlib.error:
        raise Unclean("it is broken") from None
    if unpacking.unconsumed_tail:
        raise Unclean("it is too large once it is unpacked")
    return plain


def without_notes(photo: bytes) -> bytes:
    """A JPEG without the segments in which cameras and programs write; its picture stays to the bit.

    Kept of those that are not the picture: how it was coloured (Adobe's APP14), without which it looks wrong.
    """
    if not photo.startswith(b"\xff\xd8"):
        raise Unclean("it has a photo that is none")
    kept, at = [b"\xff\xd8"], 2
    while True:
        if photo[at : at + 1] != b"\xff" or at + 4 > len(photo):
            raise Unclean("it has a broken photo")
        kind, length = photo[at + 1], int.from_bytes(photo[at + 2 : at + 4])
        if kind == 0xFF:
            at += 1
            continue
        if kind == 0xDA:
            # The picture itself, of some in several pieces. What follows its end is none of it.
            return b"".join(kept) + _to_its_end(photo[at:])
        written = 0xE0 <= kind <= 0xEF or kind == 0xFE
        if not written or kind == 0xEE:
            kept.append(photo[at : at + 2 + length])
        at += 2 + length


def _to_its_end(coded: bytes) -> bytes:
    """The coded picture up to the first end; between its pieces no words either."""
    kept, at = [], 0
    while True:
        mark = coded.find(b"\xff", at)
        kind = coded[mark + 1 : mark + 2]
        if mark < 0 or not kind:
            raise Unclean("it has a broken photo")
        if kind == b"\x00" or b"\xd0" <= kind <= b"\xd7":
            kept.append(coded[at : mark + 2])
            at = mark + 2
            continue
        kept.append(coded[at:mark])
        if kind == b"\xff":
            at = mark + 1
            continue
        if kind == b"\xd9":
            return b"".join(kept) + b"\xff\xd9"
        end = mark + 2 + int.from_bytes(coded[mark + 2 : mark + 4])
        if not (b"\xe0" <= kind <= b"\xef" or kind == b"\xfe"):
            kept.append(coded[mark:end])
        at = end

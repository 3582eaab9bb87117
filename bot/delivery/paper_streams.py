"""The packed pieces of a PDF: unpacked within bounds and packed anew, photos without what a camera wrote."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

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
    if str(_whole(stream.get("/Subtype"))) == "/Image" and not {_DCT, _FAX} & set(filters):
        points = as_large_as_it_says(stream, unpacked(stream))
        return {NameObject("/Filter"): NameObject(_FLATE)}, zlib.compress(points), len(points)
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
    found = _whole(stream.get("/Filter"))
    if found is None:
        return []
    return [str(each.get_object()) for each in found] if isinstance(found, list) else [str(found)]


def _how(stream: StreamObject, filters: list[str]) -> dict[NameObject, PdfObject]:
    """The numbers that say how it is packed, for its only packing."""
    found = _whole(stream.get("/DecodeParms"))
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


def as_large_as_it_says(picture: StreamObject, points: bytes) -> bytes:
    """The points of a picture and no more, for words can stand behind them; Unclean when there are fewer."""
    wide, high = (_number(picture, key) for key in ("/Width", "/Height"))
    mask = _whole(picture.get("/ImageMask"))
    if isinstance(mask, BooleanObject) and mask.value:
        each = 1
    else:
        each = _number(picture, "/BitsPerComponent") * _colours(_whole(picture.get("/ColorSpace")))
    size = high * ((wide * each + 7) // 8)
    if not 0 < size <= len(points):
        raise Unclean("it has a picture that is not as large as it says")
    return points[:size]


def _number(picture: StreamObject, key: str) -> int:
    found = _whole(picture.get(key))
    if not isinstance(found, NumberObject):
        raise Unclean("it has a picture that does not say how large it is")
    return int(found)


def _colours(space: PdfObject | None) -> int:
    """How many numbers make a point."""
    whole = [_whole(each) for each in space] if isinstance(space, ArrayObject) else [space]
    name = str(whole[0])
    if name == "/ICCBased" and len(whole) > 1 and isinstance(whole[1], DictionaryObject):
        return int(whole[1].get("/N", 0))
    if name == "/DeviceN" and len(whole) > 1 and isinstance(whole[1], ArrayObject):
        return len(whole[1])
    if name not in _COLOURS:
        raise Unclean("it has colours that are not known")
    return _COLOURS[name]


_COLOURS = {
    **dict.fromkeys(("/DeviceGray", "/CalGray", "/Indexed", "/Separation"), 1),
    **dict.fromkeys(("/DeviceRGB", "/CalRGB", "/Lab"), 3),
    "/DeviceCMYK": 4,
}


def _whole(value: PdfObject | None) -> PdfObject | None:
    return value.get_object() if value is not None else None


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
        kept.append(_of_the_picture(photo[at : at + 2 + length]))
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
        kept.append(_of_the_picture(coded[mark:end]))
        at = end


def _of_the_picture(segment: bytes) -> bytes:
    """A segment of a JPEG as it is if the picture needs it, and nothing of one that is written into.

    Raises :class:`Unclean` for one that is neither, or has not the shape of what it says it is: words can
    hide in it. Source of the shapes: ITU-T T.81, annex B.
    """
    kind, body = segment[1], segment[4:]
    if kind == 0xEE:
        return segment if body[:5] == b"Adobe" and len(body) == 12 else b""
    if 0xE0 <= kind <= 0xEF or kind == 0xFE:
        return b""
    if kind not in _SHAPES or not _SHAPES[kind](body):
        raise Unclean("it has a broken photo")
    return segment


def _counted(before: int, after: int, each: int) -> Callable[[bytes], bool]:
    """A shape: so many bytes, a count, so many for each that it counts, and so many more."""
    return lambda body: len(body) > before and len(body) == before + 1 + body[before] * each + after


def _are_tables(body: bytes, size: Callable[[bytes], int]) -> bool:
    """Whether it is one table after the other, each with its class and number and as long as it says."""
    while body:
        if body[0] >> 4 > 1 or body[0] & 15 > 3:
            return False
        long = 1 + size(body)
        if len(body) < long:
            return False
        body = body[long:]
    return True


_SHAPES: dict[int, Callable[[bytes], bool]] = {
    **dict.fromkeys(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}, _counted(5, 0, 3)),
    0xC4: lambda body: _are_tables(body, lambda table: 16 + sum(table[1:17])),
    0xCC: lambda body: len(body) % 2 == 0 and len(body) <= 16,
    0xDA: _counted(0, 3, 2),
    0xDB: lambda body: _are_tables(body, lambda table: 128 if table[0] >> 4 else 64),
    0xDC: lambda body: len(body) == 2,
    0xDD: lambda body: len(body) == 2,
}
"""Frames, tables, scans and intervals, by the number of the marker, and what each has to look like."""

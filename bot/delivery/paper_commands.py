"""What may stand before a command that paints: words that nobody sees can hide there in a broken document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    PdfObject,
    TextStringObject,
)

from bot.delivery.paper_streams import PLAIN, Unclean

_SHOWN = {b"Tj": 1, b"TJ": 1, b"'": 1, b'"': 3}
"""Commands that show words, and how many things stand before each. Source: ISO 32000-1, 9.4.3."""

_SETTINGS = frozenset(
    {
        *("/W", "/H", "/BPC", "/CS", "/F", "/DP", "/IM", "/I", "/D"),
        *("/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/DecodeParms"),
        *("/ImageMask", "/Interpolate", "/Decode", "/Intent"),
    }
)
"""What a small picture within the commands says of itself. Source: ISO 32000-1, 8.9.7."""


def hold_shape(operands: Iterable[PdfObject], operator: bytes) -> None:
    """Refuse a command before which words stand that it does not show, or a whole dictionary."""
    given = list(operands)
    wanted = _SHOWN.get(operator)
    if wanted is not None and len(given) != wanted:
        raise Unclean("it has broken commands")
    for each in _flat(given):
        said = isinstance(each, TextStringObject | ByteStringObject)
        if isinstance(each, DictionaryObject) or (said and wanted is None):
            raise Unclean("it has broken commands")


def hold_plain(settings: DictionaryObject) -> None:
    """Refuse a small picture within the commands that is packed as a photo is, or says more than one may."""
    for key, value in dict.items(settings):
        filters = value if isinstance(value, ArrayObject) else [value]
        plain = {"/AHx", "/A85", "/LZW", "/Fl", "/RL", "/CCF", *PLAIN}
        if key in ("/F", "/Filter") and not {str(each) for each in filters} <= plain:
            raise Unclean("it has a picture that is packed in a way that is not opened")
        if key not in _SETTINGS:
            raise Unclean("it has a picture that is not known")


def _flat(values: Iterable[PdfObject]) -> Iterator[PdfObject]:
    for each in values:
        if isinstance(each, ArrayObject):
            yield from _flat(list.__iter__(each))
        else:
            yield each

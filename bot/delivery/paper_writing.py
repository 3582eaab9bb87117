"""Writes a new PDF: its objects and where each begins. No day, no name, no mark of who made it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence

from pypdf.generic import DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject


def dictionary(values: Mapping[str, PdfObject]) -> DictionaryObject:
    """A dictionary of these."""
    new = DictionaryObject()
    for key, value in values.items():
        new[NameObject(key)] = value
    return new


def stream(values: Mapping[str, PdfObject], content: bytes, *, packed: bool = False) -> StreamObject:
    """A stream with these keys. ``packed``: they say already how its content is packed."""
    new = StreamObject()
    new.update(dictionary(values))
    if not packed:
        new[NameObject("/Filter")] = NameObject("/FlateDecode")
        content = zlib.compress(content)
    new.set_data(content)
    return new


def written(objects: Sequence[PdfObject], root: IndirectObject) -> bytes:
    """The file, in bytes."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number)
        each.write_to_stream(out)
        out.write(b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(objects) + 1, root.idnum))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()

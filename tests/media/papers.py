"""PDFs as programs make them, with secrets planted wherever they can stand beside what is seen."""

from __future__ import annotations

import io
from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.media.samples import HIGH, SECRET, WIDE, picture

SEEN = "Somebody calls you"


def _named(**values: object) -> DictionaryObject:
    made = DictionaryObject()
    for key, value in values.items():
        made[NameObject(f"/{key}")] = value
    return made


def _stream(content: bytes, **values: object) -> StreamObject:
    made = DecodedStreamObject()
    made.update(_named(**values))
    made.set_data(content)
    return made


def _photo() -> StreamObject:
    made = StreamObject()
    made.update(
        _named(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Image"),
            Width=NumberObject(WIDE),
            Height=NumberObject(HIGH),
            BitsPerComponent=NumberObject(8),
            ColorSpace=NameObject("/DeviceRGB"),
            Filter=NameObject("/DCTDecode"),
            Metadata=_stream(f"<x>{SECRET} of a photo</x>".encode()),
        )
    )
    made.set_data(picture("JPEG") + f"{SECRET} behind the photo".encode())
    return made


PAINTING = f"""% {SECRET} in a comment
/Span << /ActualText ({SECRET} beside the words) >> BDC
BT /F1 24 Tf 40 700 Td ({SEEN}) Tj ET
EMC
q 100 0 0 75 40 500 cm /Photo Do Q
q 1 0 0 rg 40 400 50 20 re f Q
BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x7f\x80\xff EI
""".encode("latin-1")


def paper(change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A page with words, a photo and a red field, and secrets in everything around it; changed at last."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = _named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    unused = _stream(f"{SECRET} in a picture that no page shows".encode(), Subtype=NameObject("/Image"))
    page[NameObject("/Resources")] = _named(
        Font=_named(F1=font),
        XObject=_named(Photo=writer._add_object(_photo()), Unused=writer._add_object(unused)),
        Properties=_named(Mark=_named(Note=TextStringObject(f"{SECRET} of a mark"))),
    )
    page[NameObject("/Contents")] = writer._add_object(_stream(PAINTING))
    page[NameObject("/Metadata")] = writer._add_object(_stream(f"{SECRET} of a page".encode()))
    page[NameObject("/PieceInfo")] = _named(
        Program=_named(Private=TextStringObject(f"{SECRET} of a program"))
    )
    page[NameObject("/AA")] = _named(
        O=_named(S=NameObject("/JavaScript"), JS=TextStringObject(f"'{SECRET}'"))
    )
    writer.add_annotation(0, Link(rect=(40, 700, 300, 730), url=f"https://example.org/{SECRET}"))
    writer.add_annotation(0, Text(rect=(1, 1, 20, 20), text=f"{SECRET} in a note"))
    writer.add_metadata({"/Author": f"{SECRET} author", "/Title": f"{SECRET} title", "/Own": f"{SECRET} own"})
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    writer.add_attachment(f"{SECRET}.txt", f"{SECRET} of another file".encode())
    script = _named(S=NameObject("/JavaScript"), JS=TextStringObject(f"app.alert('{SECRET}')"))
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_outline_item(title=f"{SECRET} of a bookmark", page_number=0)
    if change is not None:
        change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue() + f"\n% {SECRET} behind the end\n".encode()


def _locked(writer: PdfWriter) -> None:
    writer.encrypt(user_password="", owner_password="owner", algorithm="AES-256")


def _layered(writer: PdfWriter) -> None:
    layer = writer._add_object(_named(Type=NameObject("/OCG"), Name=TextStringObject("Not shown")))
    writer.root_object[NameObject("/OCProperties")] = _named(OCGs=ArrayObject([layer]))


def _written_over(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="seen on the page", rect=(1, 1, 90, 30)))


def _a_folder(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Collection")] = _named(View=NameObject("/D"))


def _long(writer: PdfWriter) -> None:
    for _page in range(100):
        writer.add_blank_page(595, 842)


def _no_page(writer: PdfWriter) -> None:
    writer.remove_page(0)


def _photo_of_another_kind(writer: PdfWriter) -> None:
    found = writer.pages[0]["/Resources"]["/XObject"]["/Photo"]  # type: ignore[index]
    found[NameObject("/Filter")] = NameObject("/JPXDecode")


def _deep(writer: PdfWriter) -> None:
    deepest: DictionaryObject = _named(AIS=BooleanObject(False))
    for _level in range(400):
        deepest = _named(SMask=deepest)
    page = writer.pages[0]
    page["/Resources"][NameObject("/ExtGState")] = _named(G=deepest)  # type: ignore[index]
    page[NameObject("/Contents")] = writer._add_object(_stream(b"/G gs"))


def _bomb(writer: PdfWriter) -> None:
    packed = _stream(b" " * 90_000_000).flate_encode()
    writer.pages[0][NameObject("/Contents")] = writer._add_object(packed)


def _not_a_photo(writer: PdfWriter) -> None:
    found = writer.pages[0]["/Resources"]["/XObject"]["/Photo"]  # type: ignore[index]
    found.set_data(b"\xff\xd8\xff\xe1")


UNCLEAN: dict[str, Callable[[PdfWriter], None]] = {
    "a lock without a password": _locked,
    "layers": _layered,
    "words written over the page": _written_over,
    "a folder of files": _a_folder,
    "a book": _long,
    "no page": _no_page,
    "a photo of a kind that is not opened": _photo_of_another_kind,
    "things nested without an end": _deep,
    "what unpacks to a great deal": _bomb,
    "a photo that is none": _not_a_photo,
}
"""What is refused, since something would be left in it, or it would look different, or it takes too much."""

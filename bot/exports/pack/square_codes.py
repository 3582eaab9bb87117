"""Square codes (QR, ISO/IEC 18004) that a phone's camera reads as a link."""

from __future__ import annotations

import io

import segno


def square_code(link: str) -> str:
    """``link`` as a picture (SVG), black on white with the quiet margin that readers need.

    A quarter of it may be spoilt (level Q): sheets are folded, written on and photocopied.
    """
    made, picture = segno.make_qr(link, error="q", boost_error=False), io.BytesIO()
    made.save(picture, kind="svg", border=4, light="#fff", svgns=True, xmldecl=False)
    return picture.getvalue().decode("ascii")

"""What of a PDF paints its pages, by name (ISO 32000-1): all else stays behind when one is built anew."""

from __future__ import annotations

CATEGORIES = ("/Font", "/XObject", "/ColorSpace", "/Pattern", "/Shading", "/ExtGState")
"""Kinds of things that a page uses by names of its own choice. Marked content is not among them."""


def _names(words: str) -> frozenset[str]:
    return frozenset(f"/{each}" for each in words.split())


_FONTS = _names(
    "Type Subtype BaseFont Name FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts "
    "CIDSystemInfo Registry Ordering Supplement W DW W2 DW2 CIDToGIDMap FontBBox FontMatrix BaseEncoding "
    "Differences FontName FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight "
    "StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3 CharSet "
    "CIDSet CMapName WMode UseCMap"
)
_PICTURES = _names(
    "Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask Matte "
    "BBox Matrix Group FormType S CS I K"
)
_COLOURS = _names(
    "PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Domain "
    "Function Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range Size "
    "BitsPerSample Order Encode C0 C1 N Functions Bounds WhitePoint BlackPoint Gamma"
)
_STATES = _names("LW LC LJ ML D RI OP op OPM Font FL SM SA BM CA ca AIS TK G BC")

KEPT = _FONTS | _PICTURES | _COLOURS | _STATES
"""Keys that say how something is painted. No action, no other file, no word beside the page is under them."""

_PAINTS = (
    "w J j M d ri i gs q Q cm m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts "
    "Td TD Tm T* Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do"
)
OPERATORS = frozenset(each.encode() for each in _PAINTS.split())
"""Everything that paints. Left out are marks, with which words are put beside what they stand for."""

UNSEEN_NOTES = _names("Link Popup Text FileAttachment Sound Movie Screen RichMedia 3D PrinterMark TrapNet")
"""Notes on a page without which it looks the same."""

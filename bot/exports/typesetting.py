"""Sets pictures and pages with typst, in the fonts that come along and in no others.

People's words are handed over as JSON data. A template shows them and never reads them as markup, so that a
``#`` in somebody's words is a ``#``. A character that no font has is named instead of left blank.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import typst
from fontTools.ttLib import TTFont

Format: TypeAlias = Literal["png", "pdf"]

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

PIXELS_PER_INCH = 172.8
"""A picture of 450 points is 1,080 pixels wide: as wide as most phones."""

_REFUSED = frozenset("\ufeff\ufffe")
"""What PDF/UA lets no text hold, whatever the fonts have."""

PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1, the standard for documents that screen readers can read. typst writes no other."""


def typeset(template: str, data: Mapping[str, Any], format: Format) -> list[bytes]:
    """The pages of ``template`` filled with ``data``: a picture each (PNG), or one document (PDF).

    Works in the processor for a while: not for the event loop, and not for within a transaction.
    """
    made: bytes | list[bytes] = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        format=format,
        ppi=PIXELS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(showable(data))},
        pdf_standards=PDF_STANDARD if format == "pdf" else None,
    )
    return made if isinstance(made, list) else [made]


def showable(value: Any) -> Any:
    """The same data with every character that no font has replaced by its name."""
    match value:
        case str():
            return "".join(_shown(character) for character in value)
        case Mapping():
            return {name: showable(each) for name, each in value.items()}
        case list() | tuple():
            return [showable(each) for each in value]
    return value


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n" or (
        category != "Cc" and character not in _REFUSED and ord(character) in _characters()
    ):
        return character
    if category in {"Cc", "Cf"}:
        return ""  # marks that are not to be seen
    if character.isspace():
        return " "
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"[{code} {name}]" if name else f"[{code}]"


@cache
def _characters() -> frozenset[int]:
    found: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

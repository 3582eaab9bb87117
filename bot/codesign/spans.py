"""Stretches of a text that may tell who somebody is, how they are shown, and how they are taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "name", "staff", "date", "time", "phone", "email", "address", "place", "number", "link"
]
"""What a stretch is. ``place`` is a place within a service, or a name after "in"."""

BEGINS, ENDS = "⟦", "⟧"
"""The marks around a stretch in plain text. A legend in words stands above every text that has them."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of a text, from ``start`` to before ``end``, and what could stand there instead."""

    start: int
    end: int
    kind: Kind
    instead: str


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in the order of the text. Of two that overlap, the one that was given first stays."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def marked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with marks around each span. The spans do not overlap."""
    return _put(text, spans, lambda span: f"{BEGINS}{text[span.start : span.end]}{ENDS}")


def replaced(text: str, spans: Iterable[Span], taken: Collection[Span]) -> str:
    """Return the text with what could stand instead of each span that is ``taken`` out; others stay."""
    return _put(text, spans, lambda span: span.instead if span in taken else text[span.start : span.end])


def _put(text: str, spans: Iterable[Span], put: Callable[[Span], str]) -> str:
    pieces, at = [], 0
    for span in sorted(spans, key=lambda each: each.start):
        pieces += [text[at : span.start], put(span)]
        at = span.end
    return "".join((*pieces, text[at:]))

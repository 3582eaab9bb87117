"""Texts that do not know their language yet.

What the bot says is decided in one place and put into words in another, often later: a reply is
queued now and rendered at delivery, in the language the person has *then*. So flows and services
build texts out of these values, and only :mod:`bot.i18n.translator` turns them into a string.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import msgspec


class Phrase(msgspec.Struct, frozen=True, tag="phrase", omit_defaults=True):
    """A sentence of the bot's own, found in the catalogues by its English words."""

    msgid: str
    args: dict[str, Text | str | int] = {}


class Counted(msgspec.Struct, frozen=True, tag="counted", omit_defaults=True):
    """A sentence of the bot's own that changes with a number; the number is its ``{n}``."""

    one: str
    many: str
    n: int
    args: dict[str, Text | str | int] = {}


class Own(msgspec.Struct, frozen=True, tag="own"):
    """A text that a project brought along, in the languages the project has."""

    words: dict[str, str]


class Quote(msgspec.Struct, frozen=True, tag="quote"):
    """Somebody's own words or name. Shown as they are, isolated so they cannot turn a line around."""

    words: str


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A date, shown the way the language writes dates."""

    on: date


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """A moment in UTC, shown as a time of day in the given IANA time zone."""

    at: datetime
    zone: str


class Shown(msgspec.Struct, frozen=True, tag="shown"):
    """A text as people see it who read ``language``, whatever the reader's own is: for previews."""

    language: str
    text: Text


class Lines(msgspec.Struct, frozen=True, tag="lines", omit_defaults=True):
    """Several texts under one another; ``gap`` empty lines stand between them."""

    texts: tuple[Text, ...]
    gap: int = 1


Text: TypeAlias = Phrase | Counted | Own | Quote | Day | Moment | Lines | Shown


def _(words: str, /, **args: Text | str | int) -> Phrase:
    """Mark ``words`` (a literal, in English) for translation and return it as a lazy text."""
    return Phrase(words, args)


def n_(one: str, many: str, n: int, /, **args: Text | str | int) -> Counted:
    """Mark a pair of literals for translation by number: ``n_("{n} part", "{n} parts", count)``."""
    return Counted(one, many, n, args)


def lines(*texts: Text | None, gap: int = 1) -> Lines:
    """Put texts under one another, leaving out those that are None."""
    return Lines(tuple(text for text in texts if text is not None), gap)

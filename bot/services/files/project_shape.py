"""Compares what a file holds with the shapes it should have, and says every difference in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.project_rules import Problem

_WANTED: dict[Any, str] = {
    str: "words in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date, such as 2026-10-01",
    datetime: "a date and time, such as 2026-10-01T20:00:00",
    LocalText: "words by language, such as en = “…”",
    dict[str, tuple[str, ...]]: "lists of words by language, such as en = [“…”]",
}

_LARGEST_NUMBER = 10**9

_IS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "words in quotes"),
    (int, "a whole number"),
    (float, "a number"),
    (datetime, "a moment with date and time"),
    (date, "a date"),
    (time, "a time without quotes"),
    (list, "a list"),
    (dict, "a table"),
)


def misfits(raw: object, shape: Any, path: str = "") -> Iterator[Problem]:
    """Give every difference between ``raw`` (as read from TOML) and ``shape`` (a type)."""
    shape = _without_none(shape)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        yield from _table(raw, shape, path)
    elif get_origin(shape) is tuple:
        yield from _list(raw, get_args(shape)[0], path)
    elif get_origin(shape) is dict:
        yield from _by_key(raw, shape, path)
    else:
        yield from _single(raw, shape, path)


def _table(raw: object, shape: type[msgspec.Struct], path: str) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        yield _unfit(raw, shape, path)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    for key in raw:
        if key not in fields:
            yield Problem(_join(path, key), "this key is not known here", _known(key, list(fields)))
    for name, field in fields.items():
        if name in raw:
            yield from misfits(raw[name], field.type, _join(path, name))
        elif field.required:
            yield Problem(_join(path, name), "it is missing", wanted(field.type))


def _known(key: str, names: list[str]) -> str:
    close = get_close_matches(key[:80], names, n=1)
    return f"“{close[0]}”, perhaps" if close else f"one of: {', '.join(names)}"


def _list(raw: object, shape: Any, path: str) -> Iterator[Problem]:
    if not isinstance(raw, list):
        yield Problem(path, f"it is {_kind(raw)}", f"a list of: {wanted(shape)}")
        return
    for at, one in enumerate(raw, 1):
        yield from misfits(one, shape, f"{path}[{at}]")


def _by_key(raw: object, shape: Any, path: str) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        yield _unfit(raw, shape, path)
        return
    for key, value in raw.items():
        yield from misfits(value, get_args(shape)[1], _join(path, key))


def _single(raw: object, shape: Any, path: str) -> Iterator[Problem]:
    if isinstance(raw, int) and abs(raw) > _LARGEST_NUMBER:
        yield Problem(path, "it is far too large a number", wanted(shape))
        return
    try:
        msgspec.convert(raw, shape)
    except msgspec.ValidationError:
        if get_origin(shape) is Literal and isinstance(raw, str):
            yield Problem(path, f"“{raw}” is not possible here", wanted(shape))
        else:
            yield _unfit(raw, shape, path)


def _unfit(raw: object, shape: Any, path: str) -> Problem:
    return Problem(path, f"it is {_kind(raw)}", wanted(shape))


def _kind(raw: object) -> str:
    return next((words for kind, words in _IS if isinstance(raw, kind)), "something else")


def wanted(shape: Any) -> str:
    """Return in plain words what a value of this type looks like in the file."""
    shape = _without_none(shape)
    if get_origin(shape) is Literal:
        return f"one of: {', '.join(get_args(shape))}"
    if get_origin(shape) is tuple:
        return f"a list of: {wanted(get_args(shape)[0])}"
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return f"a table with: {', '.join(field.encode_name for field in msgspec.structs.fields(shape))}"
    return _WANTED[shape]


def _without_none(shape: Any) -> Any:
    if get_origin(shape) in {Union, UnionType}:
        (shape,) = (one for one in get_args(shape) if one is not NoneType)
    return shape


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key

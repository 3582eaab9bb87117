"""How the code marks its texts, read from its syntax: what Babel cannot find is never translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.i18n.catalogues import ROOT
from tests.i18n.checks import fields

_LITERALS = {"_": 1, "n_": 2}


def sources() -> tuple[Path, ...]:
    """Every module of the bot but the one that defines the markers."""
    texts = ROOT / "bot" / "i18n" / "texts.py"
    return tuple(path for path in sorted((ROOT / "bot").rglob("*.py")) if path != texts)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of a marker."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _LITERALS:
            yield node


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def words_of(call: ast.Call) -> tuple[str, ...]:
    """The English words that are marked, as far as they are literals."""
    literals = call.args[: _LITERALS[_name(call.func)]]
    return tuple(
        each.value for each in literals if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def found(path: Path) -> Iterator[tuple[str, ...]]:
    """The English words of every marked text of a module."""
    for call in calls(ast.parse(path.read_text("utf-8"))):
        if words := words_of(call):
            yield words


def problems(source: str) -> Iterator[str]:
    """What is wrong with the way in which a module marks its texts."""
    tree = ast.parse(source)
    inside_f_strings = {
        id(call) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for call in calls(node)
    }
    for call in calls(tree):
        if id(call) in inside_f_strings:
            yield f"line {call.lineno}: marked inside an f-string, where it is not found"
        for problem in _about(call):
            yield f"line {call.lineno}: {problem}"


def _about(call: ast.Call) -> Iterator[str]:
    counted = _name(call.func) == "n_"
    words = words_of(call)
    if len(words) != _LITERALS[_name(call.func)]:
        yield "marked, and not a plain literal"
        return
    if len(call.args) != (3 if counted else 1) or any(keyword.arg is None for keyword in call.keywords):
        yield "more or less is given than the words and named values"
        return
    given = {keyword.arg for keyword in call.keywords} | ({"n"} if counted else set())
    for form in words:
        try:
            wanted = set(fields(form))
        except ValueError as error:
            yield str(error)
            continue
        if wanted != given:
            yield f"the places to fill are {sorted(wanted)}, given are {sorted(filter(None, given))}"

"""The page about flows: its example runs, and plays as it says."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.flows import questions, weighing
from bot.flows.registry import Flow
from tests.flows.examples import words
from tests.flows.transcript import Chat, moves_in

PAGE = (Path(__file__).parents[2] / "docs" / "flows.md").read_text(encoding="utf-8")
MODULE = "example_of_the_page"


def block(language: str) -> str:
    """The first fenced block in this language."""
    fenced: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return next(content for each, content in fenced if each == language)


@pytest.fixture
def example() -> Iterator[ModuleType]:
    """The example as a module."""
    module = ModuleType(MODULE)
    sys.modules[MODULE] = module
    exec(compile(block("python"), "docs/flows.md", "exec"), module.__dict__)
    yield module
    del sys.modules[MODULE]


def test_the_example_plays_as_the_page_says(example: ModuleType) -> None:
    flow = Flow("visit", example.how_was_it, example.VisitContext)
    context = example.VisitContext((("ward", words("The ward")), ("garden", words("The garden"))))
    chat = Chat(flow, context)
    for move in moves_in("[It went badly]\nNobody came.\n1"):
        chat.does(move)
    assert chat.transcript().strip() == block("").strip()


def test_everything_that_can_be_awaited_is_in_the_table() -> None:
    trees = [
        ast.parse(Path(str(page.__file__)).read_text(encoding="utf-8")) for page in (questions, weighing)
    ]
    classes = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    listed = {
        name
        for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert listed == classes - {"Step", "Question", "Telling", "Option"}


def test_the_steps_are_six_and_name_files_that_are_there() -> None:
    steps = PAGE.partition("## Add one in six steps")[2]
    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == list("123456")
    root = Path(__file__).parents[2]
    named = {path for path in re.findall(r"`([a-z_]+/[a-z_/]+(?:\.py)?)`", PAGE) if "NAME" not in path}
    assert len(named) > 5
    assert [path for path in sorted(named) if not (root / path).exists()] == []

"""The page on the architecture names what is there, and its numbers are those of the code."""

from __future__ import annotations

import importlib
import re
import tomllib

import pytest

from tests.docs.pages import ROOT, code_blocks, every_page, read, rows, spans, without_code_blocks

PAGE = read("docs/architecture.md")
_PATH = re.compile(r"(?:bot|storage|tests|docs|benchmarks)/[\w./-]*|(?:pyproject\.toml|\.env\.example)")
_DOTTED = re.compile(r"bot(?:\.\w+)+(?::\w+)?")


def missing(name: str) -> bool:
    """Whether a path or a dotted name of the program leads nowhere."""
    if _PATH.fullmatch(name):
        return not (ROOT / name).exists()
    module, _colon, attribute = name.partition(":")
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        rest = [*parts[length:], *([attribute] if attribute else [])]
        for part in rest:
            if not hasattr(found, part):
                return True
            found = getattr(found, part)
        return False
    return True


@pytest.mark.parametrize("page", every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_module_that_is_named_is_there(page: object) -> None:
    named = {
        span
        for span in spans(read(str(page)))
        if (_PATH.fullmatch(span) or _DOTTED.fullmatch(span)) and "NAME" not in span
    }
    assert {span for span in named if missing(span)} == set()


def test_every_path_of_the_layout_is_there() -> None:
    layout = next(block for block in code_blocks(PAGE) if "bot/app.py" in block)
    paths = _PATH.findall(layout)
    assert len(paths) > 15
    assert [path for path in paths if missing(path)] == []
    folders = {f"bot/{path.name}/" for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    files = {f"bot/{path.name}" for path in (ROOT / "bot").glob("*.py") if path.name != "__init__.py"}
    assert (folders | files) - set(paths) == set()


def test_the_layers_are_those_that_are_held() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    held = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    block = next(block for block in code_blocks(PAGE) if "bot.__main__" in block)
    shown = [set(re.findall(r"bot\.\w+|storage", line)) for line in block.splitlines()[1:-1]]
    assert shown == [set(re.split(r"\s*[|:]\s*", layer)) for layer in held]
    assert len(contracts) == 5
    assert "checks all five" in PAGE


def test_the_bounds_of_the_limiter() -> None:
    from bot.delivery.limiter import BURST, OVERALL, PER_CHAT

    shown = [float(cells[1]) for cells in rows(PAGE, 2) if cells[0].startswith("messages")]
    assert shown == [OVERALL, PER_CHAT, BURST]


def test_the_numbers_in_sentences() -> None:
    from bot.delivery.errors import LONGEST_PAUSE, MOST_FAILURES
    from bot.delivery.fetching import MOST_BYTES
    from bot.delivery.sender import SLOTS
    from bot.handlers.applying import LANES_AT_ONCE, PER_LANE, TRIES
    from bot.handlers.polling import CONFLICTS_BORNE
    from bot.handlers.reading import ALLOWED_UPDATES
    from bot.jobs.media import AT_ONCE
    from bot.services import media, orders
    from storage.keys import KEYS_KEPT
    from storage.postgresql import CONNECTIONS
    from storage.sqlite import READERS

    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    sentences = " ".join(without_code_blocks(PAGE).split())
    for sentence in (
        f"takes the oldest {PER_LANE} waiting updates of each lane, and works {LANES_AT_ONCE} lanes at once",
        f"{words[len(ALLOWED_UPDATES)]} kinds of `ALLOWED_UPDATES`",
        f"are tried {TRIES} times",
        f"each of the {SLOTS} sending slots",
        f"a 409 is borne {words[CONFLICTS_BORNE]} times",
        f"up to {LONGEST_PAUSE / 60:.0f} minutes; given up after {MOST_FAILURES} failures",
        f"takes up to {AT_ONCE} at a time",
        f"{MOST_BYTES // 1024 // 1024} MB at most",
        f"lease of {media.LEASE.seconds // 60} minutes",
        f"lease of {orders.LEASE.seconds // 60} minutes",
        f"After {media.MOST_ATTEMPTS} attempts",
        f"at most {KEYS_KEPT:,} unwrapped keys",
        f"a pool of {CONNECTIONS}",
        f"to {READERS} that read",
    ):
        assert sentence in sentences


def test_what_is_not_there_is_noticed() -> None:
    assert missing("bot/tea.py")
    assert missing("bot.services.tea")
    assert missing("bot.services.media:TEA")
    assert not missing("bot.services.media:LEASE")
    assert not missing("bot.app.Running")

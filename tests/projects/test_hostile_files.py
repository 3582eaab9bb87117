"""Whatever stands in a file, the answer is a clear sentence, soon, and never a traceback."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.project_texts import forbidden_characters
from bot.services.files.project_files import BadProjectFile, check, read
from bot.services.files.toml_files import LARGEST, MOST_SHOWN
from tests.projects.changing import STROKE, with_line

SECONDS = 5.0

HOSTILE = {
    "empty": (b"", "key: it is missing"),
    "binary": (bytes(range(256)) * 10, "not text in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "not text in UTF-8 (line 1)"),
    "other encoding": ('title = "Gofal strôc"'.encode("latin-1"), "not text in UTF-8"),
    "UTF-16": ('key = "a"'.encode("utf-16"), "not text in UTF-8"),
    "surrogate": (b'key = "\xed\xa0\x80"', "not text in UTF-8"),
    "escaped surrogate": (b'key = "\\ud800"', "it is not TOML here"),
    "nulls": (b"\x00" * 1000, "it is not TOML here"),
    "huge": (b"#" * (LARGEST + 1), "larger than 1 MiB"),
    "deep lists": (b"key = " + b"[" * 100_000, "nested too deeply"),
    "deep tables": (b"key = " + b"{a=" * 100_000, "nested too deeply"),
    "deep header": (b"[" + b"a." * 500_000 + b"a]", "nested too deeply"),
    "deep key": (b"a." * 500_000 + b"a = 1", "nested too deeply"),
    "deep quoted key": (b'"a".' * 250_000 + b"a = 1", "nested too deeply"),
    "deep spaced key": (b"a . " * 250_000 + b"a = 1", "nested too deeply"),
    "deep inline key": (b"x = {" + b"a." * 500_000 + b"a = 1}", "nested too deeply"),
    "many keys": (b"\n".join(b"k%d = 1" % at for at in range(90_000)), "this key is not known here"),
    "many touchpoints": (b"[[touchpoints]]\n" * 60_000, "touchpoints[1].id: it is missing"),
    "long number": (b"key = " + b"9" * 900_000, ""),
    "long hexadecimal": (b"reply_days = 0x" + b"f" * 900_000, "far too large"),
    "long word": (b"a" * 900_000, "a key without"),
    "quotes": (b'"' * 900_000, ""),
    "duplicate": (b"key = 1\nkey = 2", "this is there already"),
    "bidi key": ('"\u202ekey" = 1'.encode(), "\\u202ekey: this key is not known here"),
    "key with a line": (b'"a\\nb: all is well" = 1', "a\\u000ab: all is well: this key"),
    "not a table": (b"responsible = 3", "responsible: it is a whole number"),
    "list of wrong things": (b"touchpoints = [1, 'a', []]", "touchpoints[2]: it is words in quotes"),
    "infinite": (b"reply_days = inf", "reply_days: it is a number"),
}


def said(path: Path) -> list[str]:
    """The lines with which a file is refused, after checking that each is clear, short and printable."""
    started = time.monotonic()
    with pytest.raises(BadProjectFile) as caught:
        read(path)
    assert time.monotonic() - started < SECONDS
    lines = str(caught.value).split("\n")
    assert 1 <= len(lines) <= MOST_SHOWN
    for line in lines:
        assert line.startswith(str(path))
        assert " Wanted: " in line
        assert line.endswith(".")
        assert len(line) < 1500
        assert not forbidden_characters(line, one_line=True)
    return lines


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence(tmp_path: Path, name: str) -> None:
    content, expected = HOSTILE[name]
    path = tmp_path / "hostile.toml"
    path.write_bytes(content)
    assert any(expected in line for line in said(path))


@pytest.mark.parametrize("name", ["there-is-none.toml", "", "a" * 300, "null\x00"])
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadProjectFile, match="it cannot be read"):
        read(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "closed.toml"
    path.write_text("")
    path.chmod(0)
    with pytest.raises(BadProjectFile, match="permission denied"):
        read(path)


def test_words_that_turn_the_line_are_spelled_out(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(with_line(r"^time_zone.*", 'time_zone = "Europe/\u202enodnoL"'), "utf-8")
    assert any("\\u202enodnoL" in line for line in said(path))


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_damaged_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    lines = STROKE.read_text("utf-8").split("\n")
    for _again in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case _:
                lines[at], lines[other] = lines[other], lines[at]
    path = tmp_path_factory.mktemp("damaged") / "project.toml"
    path.write_text("\n".join(lines), "utf-8")
    project, found = check(path)
    assert project is not None or any(one.problem.stops for one in found)
    assert all(one.line is None or 1 <= one.line <= len(lines) for one in found)


toml_values = st.recursive(
    st.integers(-(2**70), 2**70).map(str)
    | st.sampled_from(["true", "2026-10-01", "10:00:00", "2026-10-01T00:00:00Z", "1.5", "nan", '"words"']),
    lambda inside: (
        st.lists(inside, max_size=3).map(lambda values: f"[{', '.join(values)}]")
        | inside.map(lambda value: f"{{ en = {value} }}")
    ),
    max_leaves=4,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(STROKE.read_text("utf-8").split("\n")), toml_values)
def test_any_value_anywhere_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, line: str, value: str
) -> None:
    key, equals, _rest = line.partition(" = ")
    text = STROKE.read_text("utf-8")
    if equals and not line.startswith("#"):
        text = text.replace(line, f"{key} = {value}", 1)
    path = tmp_path_factory.mktemp("values") / "project.toml"
    path.write_text(text, "utf-8")
    project, found = check(path)
    assert project is not None or any(one.problem.stops for one in found)

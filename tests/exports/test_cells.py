"""No cell is a formula, and every word is still there."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.exports.cells import exact, safe, table

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
hostile = st.builds(
    lambda before, sign, after: before + sign + after,
    st.text(" \t\r\n'\"“\u00a0\u200b\ufeff\u2066\u3000\0", max_size=4),
    st.sampled_from([*"=+-@＝＋－＠﹢﹣﹦﹫⁺₌"]),
    words,
)


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44 20 7946",
        "-5",
        "@SUM(A1)",
        "\tword",
        "\rword",
        "\nword",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "＝1",
        "'=1",
        '"=1"',
        "“=1",
        "\ufeff=1",
        "'\t=1",
    ],
)
def test_what_a_spreadsheet_could_compute_gets_an_apostrophe(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert exact(safe(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", "It hurt.", "'tis", "1 = 1", "“No,” she said", "مرحبا", "…", "a@b", "'"]
)
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell == exact(cell)


@given(st.one_of(words, hostile))
@example("")
@example("'\r")
def test_words_come_back_exactly(cell: str) -> None:
    assert exact(safe(cell)) == cell


@given(st.lists(st.lists(st.one_of(words, hostile), min_size=2, max_size=4), max_size=5))
def test_every_table_reads_back_and_no_cell_of_it_begins_like_a_formula(rows: list[list[str]]) -> None:
    found = read_back(table(rows))
    assert [[exact(cell) for cell in row] for row in found] == rows
    for cell in (cell for row in found for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert not cell.lstrip(" \t\r\n\u00a0\u3000").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_table_is_what_excel_expects() -> None:
    content = table([("words", "n"), ("one\r\ntwo, “three”", 2), ("é", None)])
    assert content == '\ufeffwords,n\r\n"one\r\ntwo, “three”",2\r\né,\r\n'.encode()


def test_half_a_character_does_not_stop_a_table() -> None:
    assert table([("\ud83d!",)]) == b"\xef\xbb\xbf?!\r\n"

"""What Telegram does to texts, for any text at all."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.texts import (
    check_entities,
    clean,
    cleaned,
    commands_in,
    cut,
    cut_to,
    is_blank,
    split,
    units,
)

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n\r\u202e😀a/")))


@given(TEXTS, st.data())
def test_entities_stay_on_their_characters_through_cleaning(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    offset, length = units(text[:start]), units(text[start:stop])
    entities = [{"type": "bold", "offset": offset, "length": length}] if length else []
    result, placed = clean(text, entities)
    check_entities(result, placed)
    assert clean(result, placed) == (result, placed)
    for entity in placed:
        assert cut(result, entity["offset"], entity["length"]) in cleaned(text[start:stop])


@given(TEXTS, st.integers(2, 20))
def test_splitting_loses_nothing_but_gaps(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(TEXTS, st.integers(0, 20))
def test_cutting_is_exact(text: str, most: int) -> None:
    head = cut_to(text, most)
    assert text.startswith(head)
    assert units(head) <= most
    assert head == text or units(text[: len(head) + 1]) > most


def test_commands_are_found_where_telegram_finds_them() -> None:
    found = commands_in("😀 /start@a_bot x/no /help, http://a/b /é")
    assert [(e["offset"], e["length"]) for e in found] == [(3, 12), (21, 5)]


def test_what_nobody_sees_is_blank() -> None:
    assert is_blank("\u2068 \u200b\u2069\n")
    assert not is_blank("\u2068.\u2069")

"""What is sealed opens in its own place with its own key, and nowhere else."""

import os

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.vault import OVERHEAD_BYTES, EncryptingVault, OpenVault, Tampered

KEK = bytes(range(32))
VAULT = EncryptingVault(KEK)
WORDS = st.text(max_size=20)
PLACES = st.fixed_dictionaries({"table": WORDS, "column": WORDS, "row": WORDS, "project": WORDS})


@given(clear=st.binary(max_size=200), place=PLACES)
def test_what_is_sealed_opens_in_its_place(clear: bytes, place: dict[str, str]) -> None:
    sealed = VAULT.house_key().seal(clear, **place)
    assert len(sealed) == len(clear) + OVERHEAD_BYTES
    assert VAULT.house_key().open(sealed, **place) == clear


@given(place=PLACES, other=PLACES)
def test_what_is_moved_does_not_open(place: dict[str, str], other: dict[str, str]) -> None:
    assume(place != other)
    sealed = VAULT.house_key().seal(b"her words", **place)
    with pytest.raises(Tampered):
        VAULT.house_key().open(sealed, **other)


@pytest.mark.parametrize("moved", ["table", "column", "row", "project"])
def test_a_move_of_one_coordinate_is_enough(moved: str) -> None:
    place = {"table": "stories", "column": "content", "row": "1", "project": "p"}
    sealed = VAULT.house_key().seal(b"her words", **place)
    with pytest.raises(Tampered):
        VAULT.house_key().open(sealed, **{**place, moved: "another"})


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("", "abc"), ("abc", ""))])
def test_places_that_read_alike_are_not_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    sealed = VAULT.house_key().seal(b"x", table=one[0], column=one[1], row="r", project="p")
    with pytest.raises(Tampered):
        VAULT.house_key().open(sealed, table=other[0], column=other[1], row="r", project="p")
    assert VAULT.fingerprint(*one) != VAULT.fingerprint(*other)


@given(clear=st.binary(max_size=50), data=st.data())
def test_a_changed_bit_or_length_does_not_open(clear: bytes, data: st.DataObject) -> None:
    place = {"table": "t", "column": "c", "row": "r", "project": "p"}
    sealed = VAULT.house_key().seal(clear, **place)
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    shorter = sealed[: data.draw(st.integers(0, len(sealed) - 1))]
    for damaged in (bytes(changed), shorter, sealed + b"\0"):
        with pytest.raises(Tampered):
            VAULT.house_key().open(damaged, **place)


def test_the_same_words_never_look_the_same() -> None:
    place = {"table": "t", "column": "c", "row": "r", "project": "p"}
    assert len({VAULT.house_key().seal(b"again", **place) for _ in range(100)}) == 100


def test_another_key_encryption_key_opens_nothing() -> None:
    place = {"table": "t", "column": "c", "row": "r", "project": "p"}
    other = EncryptingVault(os.urandom(32))
    with pytest.raises(Tampered):
        other.house_key().open(VAULT.house_key().seal(b"x", **place), **place)
    _, wrapped = VAULT.new_key(VAULT.house_key(), "project:1")
    with pytest.raises(Tampered):
        other.unwrap(other.house_key(), "project:1", wrapped)
    assert other.fingerprint("telegram", "1") != VAULT.fingerprint("telegram", "1")


def test_keys_hang_on_their_owner_and_parent() -> None:
    project, wrapped_project = VAULT.new_key(VAULT.house_key(), "project:1")
    member, wrapped = VAULT.new_key(project, "membership:1")
    place = {"table": "t", "column": "c", "row": "r", "project": "p"}
    sealed = member.seal(b"her words", **place)
    again = VAULT.unwrap(VAULT.house_key(), "project:1", wrapped_project)
    assert VAULT.unwrap(again, "membership:1", wrapped).open(sealed, **place) == b"her words"
    for parent, owner in ((project, "membership:2"), (VAULT.house_key(), "membership:1")):
        with pytest.raises(Tampered):
            VAULT.unwrap(parent, owner, wrapped)
    with pytest.raises(Tampered):
        project.open(sealed, **place)


def test_a_fingerprint_is_steady_keyed_and_tells_nothing() -> None:
    print_ = VAULT.fingerprint("telegram", "123456789")
    assert print_ == EncryptingVault(KEK).fingerprint("telegram", "123456789")
    assert len(print_) == 32
    assert b"123456789" not in print_
    assert print_ != VAULT.fingerprint("token", "123456789")


def test_a_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 16"):
        EncryptingVault(bytes(16))


def test_with_encryption_off_everything_is_found_and_the_two_do_not_mix() -> None:
    off = OpenVault()
    place = {"table": "t", "column": "c", "row": "r", "project": "p"}
    key, wrapped = off.new_key(off.house_key(), "project:1")
    assert key.seal(b"her words", **place) == b"her words"
    assert off.unwrap(off.house_key(), "project:1", wrapped).open(b"her words", **place) == b"her words"
    assert off.fingerprint("telegram", "1") == b"telegram:1"
    with pytest.raises(Tampered):
        VAULT.unwrap(VAULT.house_key(), "project:1", wrapped)
    with pytest.raises(Tampered):
        off.unwrap(off.house_key(), "project:1", VAULT.new_key(VAULT.house_key(), "project:1")[1])

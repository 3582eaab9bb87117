"""Records laid aside: whole, sealed, in an order, and in no file that anybody can find."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from storage import spool
from storage.spool import Spool


def filled(folder: Path, records: list[bytes]) -> Spool:
    made = Spool(folder)
    for record in records:
        made.add(record)
    return made


@pytest.mark.parametrize("held", [1, 100, 1 << 20])
def test_records_come_back_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(spool, "HELD", held)
    records = [b"", b"one", bytes(1000), "ಠ_ಠ".encode(), *(str(at).encode() for at in range(200))]
    made = filled(tmp_path, records)
    assert len(made) == len(records)
    assert [made[at] for at in range(len(records))] == records
    assert [made[at] for at in reversed(range(len(records)))] == records[::-1]
    for at in (-1, len(records)):
        with pytest.raises(IndexError):
            made[at]


def test_nothing_of_it_is_to_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "HELD", 10)
    made = filled(tmp_path, [b"what a patient told"] * 50)
    assert os.listdir(tmp_path) == []
    (handle,) = [
        Path(f"/proc/self/fd/{each}")
        for each in os.listdir("/proc/self/fd")
        if str(tmp_path) in _target(each)
    ]
    assert b"what a patient told" not in handle.read_bytes()
    assert made[49] == b"what a patient told"
    del made
    assert not [each for each in os.listdir("/proc/self/fd") if str(tmp_path) in _target(each)]


def _target(handle: str) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{handle}")
    except FileNotFoundError:
        return ""


def test_no_record_can_stand_in_the_place_of_another(tmp_path: Path) -> None:
    made = filled(tmp_path, [b"first", b"other"])
    half = len(made._held) // 2
    made._held = made._held[half:] + made._held[:half]
    with pytest.raises(InvalidTag):
        made[0]

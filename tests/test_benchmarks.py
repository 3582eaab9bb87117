"""The benchmarks still run, with a handful of people. What they find is not looked at here."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from benchmarks import __main__ as every
from benchmarks import broadcast, exporting, health_system, interview, mapping, people, step

needs_sqlite3 = pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the command sqlite3 is not there")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is measured, so nothing needs to come to rest."""
    for module in (step, interview, people):
        monkeypatch.setattr(module, "REST", 0.01)
    for name, seconds in (("BETWEEN", 0.3), ("LOOK", 0.02), ("HAMMERED", 0.05)):
        monkeypatch.setattr(broadcast, name, seconds)


def whole(cost: every.Cost) -> dict[str, str]:
    """What was found, by what it is. Every line says something."""
    found = dict(cost.lines())
    assert len(found) > 1
    assert all(found.values())
    return found


async def test_a_step_of_a_bot_with_buttons(tmp_path: Path) -> None:
    assert await step.bare(tmp_path, "press", 2) > 0


async def test_an_interview_and_the_same_with_peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("aiogram")
    there = dict(interview._peers())
    assert {interview.ECHO, interview.PTB, interview.SQLITE} <= there.keys()
    # aiogram takes long to start, so once: against Redis where it is, because only then is that tried.
    chosen = (interview.PTB, interview.REDIS if interview.REDIS in there else interview.SQLITE)
    monkeypatch.setattr(interview, "_peers", lambda: [(name, there[name]) for name in chosen])
    cost = await interview.measure(tmp_path, people=(2,), interviews=2, turns=1)
    assert set(cost.spent) == {interview.OURS, *chosen}
    assert {spent[2].updates for spent in cost.spent.values()} == {2 * interview.STEPS}
    whole(cost)


async def test_the_peers_states_in_sqlite_are_there_after_a_restart(tmp_path: Path) -> None:
    pytest.importorskip("aiogram")
    from aiogram.fsm.storage.base import StorageKey

    from benchmarks.peers.sqlite_storage import SqliteStorage

    ann, ben = (StorageKey(bot_id=1, chat_id=each, user_id=each) for each in (8, 9))
    before = await SqliteStorage.open(tmp_path / "states.db")
    await before.set_state(ann, "tell")
    await before.set_data(ann, {"asked": 5})
    await before.close()
    after = await SqliteStorage.open(tmp_path / "states.db")
    try:
        assert (await after.get_state(ann), await after.get_data(ann)) == ("tell", {"asked": 5})
        assert (await after.get_state(ben), await after.get_data(ben)) == (None, {})
    finally:
        await after.close()


async def test_people_stored(tmp_path: Path) -> None:
    whole(await people.measure(tmp_path, (2, 3), tellers=1))


async def test_a_broadcast_at_the_paid_rate(tmp_path: Path) -> None:
    cost = await broadcast.paid(tmp_path, 60)
    whole(cost)


@needs_sqlite3
async def test_an_export_and_what_it_is_compared_with(tmp_path: Path) -> None:
    found = await exporting.exported(tmp_path, 3)
    assert {"rest", "peak", "gathering", "csv", "xlsx"} <= found.keys()
    assert await asyncio.to_thread(exporting.dumped, tmp_path) > 0


@needs_sqlite3
async def test_a_map_and_what_it_is_compared_with(tmp_path: Path) -> None:
    found = await mapping.mapped(tmp_path, 3)
    assert {"rest", "peak", "tallying", "forms", "ratings"} <= found.keys()
    assert await asyncio.to_thread(exporting.dumped, tmp_path, ("ratings",)) > 0


async def test_a_small_health_system(tmp_path: Path) -> None:
    whole(await health_system.measure(tmp_path, 2_000))


def test_a_table_says_what_it_is_a_ratio_to() -> None:
    table = list(every.rows([("A step", "9.1 ms"), ("  of an echo", "3.0 ms, ratio 3.03")]))
    assert table == ["| A step | 9.1 ms |  |", "| … of an echo | 3.0 ms | 3.03 |"]


async def test_the_machine_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        every, "BENCHMARKS", {"health-system": lambda folder: health_system.measure(folder, 200)}
    )
    table = await every.main(["health-system"], tmp_path)
    for what in (
        "Processor",
        "Cores",
        "Memory",
        "Load when it began",
        "python-telegram-bot",
        "health-system",
    ):
        assert what in table

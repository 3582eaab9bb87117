"""One broken row stops nobody: not the person whose it is, and nobody else."""

from __future__ import annotations

import pytest

from bot.services import counting
from storage import participants
from tests.room import Room


async def test_an_update_that_no_longer_opens_is_given_up(room: Room) -> None:
    ann = await room.joined()
    house = room.house
    binary = "x'00'" if house.database.dialect == "sqlite" else r"'\x00'"
    # As it would be found by a bot that starts: the row is there and broken before anybody looks.
    async with house.database.transaction() as tx:
        lane = "SELECT lane FROM inbox ORDER BY update_id DESC LIMIT 1"
        await tx.statement(
            "INSERT INTO inbox (update_id, lane, payload, received_at) "
            f"VALUES (1, ({lane}), {binary}, '2026-01-01T00:00:00.000000Z')"
        )
        tx.after_commit(house.bells.inbox.ring)
    await room.write(ann, "/help")
    await ann.wait_for("These people look after your safety")
    assert (await counting.under_way(house)).failed_updates == 1


async def test_a_failure_that_cannot_even_be_told_is_given_up(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await room.joined()

    async def broken(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as breaking:
        breaking.setattr(participants, "at", broken)
        ann.write("Lost, for nobody can be found.")
        await room.quiet()
    await room.write(ann, "/help")
    await ann.wait_for("These people look after your safety")
    assert (await counting.under_way(room.house)).failed_updates == 1

"""The matrix can fail: each check is broken on purpose, and what tries everything else notices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.flows.moves import pressed
from bot.rehearsal.phones import Phone
from bot.services import conversation, talking, teamwork
from bot.services.arrivals import Arrival, Pressed
from bot.services.house import House
from bot.services.step import step
from storage import participants, runs
from storage.database import Transaction
from storage.keys import KeyRing
from storage.runs import Run
from tests.access.cast import NOBODYS, Actor, Cast, leaks, owner
from tests.access.test_commands import differing
from tests.access.trying import by_everybody, faults
from tests.access.walking import Walk, nothing
from tests.room import Room


async def few(room: Room) -> Cast:
    """An owner at the menu, and one other patient there too."""
    mine = await owner(room)
    await room.write(mine, "/start")
    return Cast(mine, mine, (Actor("patient", await room.joined(name="Pat (example)"), NOBODYS),))


async def tried(room: Room, cast: Cast) -> list[str]:
    """What comes of the owner's buttons being pressed by the other patient."""
    walk = Walk(room, nothing)
    await walk.stop(cast.owner)
    return await faults(room, cast, by_everybody(cast, walk.stops[-1].buttons))


async def everybody_in_the_run_of(room: Room, phone: Phone) -> Callable[..., Awaitable[Run | None]]:
    """``runs.current`` as it must not be: for everybody the run of the owner of this phone."""
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, room.house.keys.vault, str(phone.id))
    assert person is not None
    own, right = person.id, runs.current

    async def anybodys(tx: Transaction, keys: KeyRing, _participant_id: str) -> Run | None:
        return await right(tx, keys, own)

    return anybodys


async def any_mark_counts(house: House, arrival: Arrival, button: Pressed) -> None:
    """A press as it must not be: whatever its mark, it counts."""
    async with step(house, arrival) as here:
        talk = await talking.current(here)
        assert talk is not None
        action = button.data.split(":", 2)[2]
        await conversation.answer(here, talk, pressed(talk.asking, action), button.press)


async def test_it_notices_what_is_broken_on_purpose(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = await few(room)
    patient = cast.actors[0]
    assert await tried(room, cast) == []
    assert await differing(room, [patient], "/start", "team") == []

    with monkeypatch.context() as broken:
        broken.setattr(conversation, "press", any_mark_counts)
        assert "patient is changed" in await tried(room, cast)
    with monkeypatch.context() as broken:
        broken.setattr(runs, "current", await everybody_in_the_run_of(room, cast.owner))
        assert "owner is changed" in await tried(room, cast)
    with monkeypatch.context() as broken:
        broken.setattr(teamwork, "is_facilitator", lambda _here: True)
        assert await differing(room, [patient], "/start", "team") == [("patient", "/start", "team")]
        for label in ("Read the next new story", "Yes, show it"):
            await room.press(patient.phone, label)
        assert leaks(patient) == [f"patient sees {NOBODYS[0]!r}", f"patient sees {NOBODYS[-1]!r}"]

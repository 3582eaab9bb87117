"""Rounds, as people live them: who is asked, until when, who is reminded, and what comes of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.services import round_files
from bot.services.rounds import Round
from tests.journeys.stored import all_well, question, said
from tests.room import Room

ASK = "How were the first days at home?"
NEW = "There is something new for you in the project."
STILL = "There is still something for you in the project."


def at(room: Room, hour: int, minute: int = 0) -> None:
    """Turn the clock on to the next time that it is so late where the project is."""
    zone = ZoneInfo(room.project.time_zone)
    now = room.clock.now().astimezone(zone)
    wanted = datetime.combine(now.date(), time(hour, minute), zone)
    if wanted <= now:
        wanted = datetime.combine(now.date() + timedelta(days=1), time(hour, minute), zone)
    room.clock.turn(wanted - room.clock.now())


def ask_file(room: Room, folder: Path, *, hours: float = 72, roles: str = '"patient", "carer"') -> Path:
    """A file that asks these roles for stories until so many hours from now."""
    closes = room.clock.now().astimezone(ZoneInfo(room.project.time_zone)) + timedelta(hours=hours)
    path = folder / "round.toml"
    path.write_text(
        f"kind = 'stories'\nroles = [{roles}]\ncloses = {closes:%Y-%m-%dT%H:%M:%S}\n"
        f"[text]\nen = '{ASK}'\ncy = 'Sut oedd y dyddiau cyntaf gartref?'\n"
    )
    return path


async def opened(room: Room, folder: Path, *, hours: float = 72, roles: str = '"patient", "carer"') -> Round:
    """A round of stories that was opened by command."""
    prepared = await round_files.prepare(
        room.house, room.project.key, ask_file(room, folder, hours=hours, roles=roles)
    )
    found = await round_files.open_prepared(room.house, prepared)
    await room.quiet()
    return found


async def test_only_those_who_are_asked_see_it_and_hear_of_it(room: Room, tmp_path: Path) -> None:
    at(room, 10)
    ann = await room.joined()
    tam = await room.joined("staff", name="Tam (example)")
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    await opened(room, tmp_path)
    assert (said(ann, NEW), said(tam, NEW), said(eve, NEW)) == (1, 0, 0)

    for phone in (ann, tam, eve):
        await room.write(phone, "/start")
    for phone in (ann, eve):
        assert ASK in question(phone)
        assert "Open for you: 3 days left" in question(phone)
        assert "Tell a story for this" in phone.buttons()
    assert ASK not in question(tam)
    assert "Tell a story for this" not in tam.buttons()
    all_well(room)

"""What the journeys about rounds share: the time of day, and rounds opened, answered and closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.rehearsal.phones import Phone
from bot.services.rounds import round_files
from bot.services.rounds.rounds import Round
from tests.journeys.stored import place_of
from tests.room import Room

ASK = "How were the first days at home?"
NEW = "There is something new for you in the project."
STILL = "There is still something for you in the project."
RESULT = "You can now read what came of something you were asked."
DECIDED = "Somebody calls on the second day."


def at(room: Room, hour: int, minute: int = 0) -> None:
    """Turn the clock on to the next time that it is so late where the project is."""
    zone = ZoneInfo(room.project.time_zone)
    now = room.clock.now().astimezone(zone)
    wanted = datetime.combine(now.date(), time(hour, minute), zone)
    if wanted <= now:
        wanted = datetime.combine(now.date() + timedelta(days=1), time(hour, minute), zone)
    room.clock.turn(wanted - room.clock.now())


async def next_day(room: Room, hour: int = 10) -> None:
    """Turn the clock on to this hour of the next day: nobody is told things unasked twice in one day."""
    at(room, 0)
    at(room, hour)
    await room.quiet()


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


async def half_opened(room: Room, fay: Phone, *, days: str = "3 days") -> None:
    """A facilitator has answered all that a round needs, and has not opened it."""
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Open a round")
    await room.press(fay, "Stories")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Patients")))
    await room.press(fay, "Done")
    await room.press(fay, days)
    await room.write(fay, ASK)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")


async def written_outcome(room: Room, fay: Phone, number: int = 1) -> None:
    """A facilitator writes the outcome of a round in the first language."""
    await room.write(fay, "/team")
    await room.press(fay, f"Write the outcome of round {number}")
    for words in (DECIDED, "The design group (example)", "Most people asked for it."):
        await room.write(fay, words)
        for _language in room.project.languages[1:]:
            await room.press(fay, "Skip this")
    await room.press(fay, "Write it down and close the round")


async def tell(room: Room, phone: Phone, words: str) -> None:
    """Tell a story that has been begun, in words, and send it."""
    await room.press(phone, "I am not sure")
    await room.write(phone, words)
    await room.press(phone, "Done")
    await room.press(phone, "None of these")
    for _question in ("mattered", "better", "good"):
        await room.press(phone, "Skip this")
    await room.press(phone, "Nothing more: the team only")
    await room.press(phone, "Send it to the team")


async def counted(room: Room) -> tuple[int, int]:
    """How many are asked in the only round, and how many have taken part."""
    ((_round, asked, answered),) = await round_files.every(room.house, room.project.key)
    return asked, answered


async def opened_in_chat(room: Room, fay: Phone, *, days: str = "3 days") -> None:
    """A facilitator opens a round of stories for patients from the chat."""
    await half_opened(room, fay, days=days)
    await room.press(fay, "Open it now")


async def becomes(room: Room, phone: Phone, role: str) -> None:
    """The operator gives somebody another role in the project."""
    place = await place_of(room, phone)
    async with room.house.database.transaction() as tx:
        await tx.statement(f"UPDATE memberships SET role = '{role}' WHERE id = '{place.membership_id}'")

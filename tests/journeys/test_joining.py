"""Joining a project: what is asked, what is kept, and what is not."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.room import Room


def texts(phone: Phone) -> str:
    """All that a person sees, one under the other."""
    return "\n".join(message.text for message in phone.messages)


def all_in_order(room: Room) -> None:
    """Nothing was refused by Telegram, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


async def test_the_language_telegram_names_is_offered_first(room: Room) -> None:
    bryn = room.phone("Bryn (example)", "cy")
    bryn.open_link(await room.link())
    await room.quiet()
    assert bryn.buttons()[:3] == ["Cymraeg", "English", "العربية"]
    all_in_order(room)

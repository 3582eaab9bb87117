"""My data from the phone: see it, take it along, and change what was agreed to."""

from __future__ import annotations

from tests.room import Room


async def test_a_person_sees_each_story_they_told(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await room.told(ann, "The garden was green.")

    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    assert any("You have sent 2 stories." in message.text for message in ann.messages)
    assert "It was loud at night." in ann.last.text
    await room.press(ann, "Go on")
    assert "The garden was green." in ann.last.text
    await room.press(ann, "Go on")

    assert "My data" in ann.buttons()
    assert room.stand.unanswered_presses() == []
    assert list(room.stand.refusals) == []

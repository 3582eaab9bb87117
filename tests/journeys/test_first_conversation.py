"""From the invitation to the workshop: one patient, one facilitator, over real HTTP."""

from __future__ import annotations

from tests.room import Room


async def test_a_patient_joins_tells_and_a_facilitator_reads(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    assert any("Its number is 1" in message.text for message in ann.messages)

    fay = await room.joined("facilitator", name="Fay (example)")
    await room.press(fay, "For facilitators")
    await room.press(fay, "Read the next new story")
    assert not any("It was loud at night." in message.text for message in fay.messages)
    await room.press(fay, "Yes, show it")

    assert any("It was loud at night." in message.text for message in fay.messages)
    assert room.stand.unanswered_presses() == []
    assert list(room.stand.refusals) == []

"""The wall and the run sheet as a facilitator gets them in the chat, for the team and to share."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from bot.rehearsal.phones import Phone
from tests.journeys.asking import asks
from tests.room import Room

ASKED = "When will somebody mend the doors?"


async def papers(room: Room, phone: Phone, kind: str) -> dict[str, str]:
    """What stands on each paper of a pack that comes into the chat, by its name."""
    before = len(phone.messages)
    await room.write(phone, "/team")
    await room.press(phone, "Export for the workshop")
    await room.press(phone, kind)
    await room.press(phone, "English")
    files = [message.file for message in phone.messages[before:] if message.file]
    return {
        file.name: re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(file.content).pages))
        for file in files
        if file.name.endswith(".pdf")
    }


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


async def test_they_come_into_the_chat_and_only_the_teams_has_what_was_asked(room: Room) -> None:
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await asks(room, ann, ASKED, name="Annabel")

    team = await papers(room, fay, "Make a pack for the team only")
    assert {"run-sheet.pdf", "wall.pdf"} <= set(team)
    assert ASKED in team["run-sheet.pdf"]
    assert "Question 1, from patient 1" in team["run-sheet.pdf"]
    for point in room.project.touchpoints:
        assert point.name["en"] in team["wall.pdf"]
    assert "Draw here how it felt." in team["wall.pdf"]

    shared = await papers(room, fay, "Make a pack to share")
    assert "Ground rules" in shared["run-sheet.pdf"]
    for paper in shared.values():
        assert "mend the doors" not in paper
        assert "patient 1" not in paper
    assert not [
        name for name, words in (team | shared).items() if "Annabel" in words or "(example) Ann" in words
    ]

"""Promise 4, in two places that no button leads to: edited messages, and what an export by chat holds.

The matrix of commands and buttons is in `tests/access`.
"""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from tests.journeys.stored import only_story, parts_told
from tests.promises.planting import found
from tests.room import Room

MINE, THEIRS = "zqvonlymine in a story", "A story of another project."


async def elsewhere(room: Room, role: str) -> Phone:
    """Somebody who takes part in another project of the same house."""
    other = project_files.read(example("intensive-care.toml"))
    await projects.add(room.house, other)
    phone = room.phone(f"{role.capitalize()} (example)", role=role)
    phone.open_link(room.stand.link(await projects.invite(room.house, other.key, role, uses=1, days=9)))
    await room.quiet()
    ways = ("English", "Go on", "Yes, that is right", "Yes, I am", "Yes, I agree", "I promise")
    while label := next((way for way in (*ways, "I need nothing special") if way in phone.buttons()), None):
        await room.press(phone, label)
    return phone


def edits(phone: Phone, message: int) -> None:
    """Say, as a hostile client can, that one edited a message whose number is that of somebody else's."""
    edited = {"message_id": message, "chat": phone.conversation.chat, "from": phone.user, "date": 1}
    phone.stand.world.updates.add("edited_message", {**edited, "edit_date": 2, "text": "changed"})


async def test_nobody_edits_a_message_of_somebody_else(room: Room) -> None:
    ann, bob, cat = await room.joined(), await room.joined(name="Bob (example)"), room.phone("Cat (example)")
    await room.told(ann, MINE)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, f"{MINE} again")
    before = (await only_story(room, ann), await parts_told(room, ann), ann.messages)
    for phone in (bob, cat, await elsewhere(room, "facilitator")):
        for message in [shown.id for shown in ann.messages]:
            edits(phone, message)
        await room.quiet()
        assert not any(MINE in shown.text for shown in phone.messages)
    assert (await only_story(room, ann), await parts_told(room, ann), ann.messages) == before


async def test_an_export_by_chat_holds_one_project_only(room: Room) -> None:
    await room.told(await room.joined(), MINE)
    await room.told(await elsewhere(room, "patient"), THEIRS)
    fay = await elsewhere(room, "facilitator")
    await room.press(fay, "For facilitators")
    await room.press(fay, next(label for label in fay.buttons() if "xport" in label))
    await room.press(fay, "Make a pack for the team only")
    await room.press(fay, "English")
    files = {shown.file.name: shown.file.content for shown in fay.messages if shown.file}
    assert found([THEIRS], files) != {}
    assert found([MINE], files) == {}

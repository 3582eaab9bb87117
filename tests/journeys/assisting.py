"""What the journeys about assisted entry share: a facilitator who enters for somebody without a phone."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from storage import assisted, outbox, participants
from storage.assisted import AssistedPerson
from storage.times import to_text
from tests.room import Room

ENTER = "Enter for somebody"
CODE = "K 17"
STORY = "They took my teeth out and nobody said when I get them back."


async def new(
    room: Room, fay: Phone, code: str = CODE, *, role: str = "patient", no: tuple[str, ...] = ()
) -> None:
    """Enter somebody new, from paper of today; ``no`` are consent items that they said no to."""
    await room.write(fay, "/team")
    await room.press(fay, ENTER)
    for button in ("For somebody new", role, "English", "Yes, they know it", "Yes, they are"):
        await room.press(fay, button)
    for item in room.project.consent.items:
        await room.press(fay, "They do not agree" if item.key in no else "They agree")
    await room.write(fay, code)
    for button in ("On paper", "Today", "Yes, keep it"):
        await room.press(fay, button)


async def before(room: Room, fay: Phone, code: str = CODE) -> None:
    """Go to somebody from before."""
    await room.write(fay, "/team")
    await room.press(fay, ENTER)
    await room.press(fay, "For somebody from before")
    await room.write(fay, code)


async def story(room: Room, fay: Phone, words: str = STORY, how: str = "On paper", use: str = "") -> None:
    """Enter a story of somebody whose menu is open; ``use`` is the label of what may be done with it."""
    for button in ("A story", how, "Yesterday", "I am not sure"):
        await room.press(fay, button)
    await room.write(fay, words)
    for button in ("Done", "None of these", "Skip this", "Skip this", "Skip this"):
        await room.press(fay, button)
    if use:
        await room.press(fay, use)
        await room.press(fay, "Done")
    elif "Nothing more: the team only" in fay.buttons():
        await room.press(fay, "Nothing more: the team only")
    await room.press(fay, "Send it to the team")


async def whose(room: Room, fay: Phone, code: str = CODE) -> AssistedPerson:
    """The person with this code in the facilitator's project."""
    async with room.house.database.snapshot() as tx:
        keys = room.house.keys
        team = await participants.at(tx, keys.vault, str(fay.id))
        assert team is not None
        assert team.place is not None
        found = await assisted.with_code(tx, keys, team.place.project_id, code.replace(" ", "").casefold())
        assert found is not None
        person = await assisted.person(tx, keys, found)
    assert person is not None
    return person


async def waiting_for(room: Room, person: AssistedPerson) -> int:
    """How many messages are queued to somebody who has no address; there must be none."""
    async with room.house.database.transaction() as tx:
        return await tx.run(
            "outbox_put_aside", participant_id=person.participant_id, priority=-1, away=to_text(outbox.AWAY)
        )

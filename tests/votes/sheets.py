"""A facilitator who types in voting sheets from paper."""

from __future__ import annotations

from bot.codesign import paper_votes
from bot.rehearsal.phones import Phone
from bot.services.rounds.rounds import Round
from tests.room import Room

SHEETS, ENTER = "Voting sheets from paper", "Enter a voting sheet"


async def desk(room: Room, fay: Phone, number: int = 1) -> None:
    """Open the sheets of a round."""
    await room.write(fay, "/team")
    for button in ("Rounds", f"Round {number}", SHEETS):
        await room.press(fay, button)


async def ranked(
    room: Room,
    fay: Phone,
    round_: Round,
    first: str,
    *,
    role: str = "patient",
    letter: str = "B",
    why: str = "",
    then: str = "Keep it, that is all",
) -> None:
    """Type in a sheet on which the candidate with this id stands first, and no other."""
    order = paper_votes.orders((each.id for each in round_.ask.candidates), round_.stored.id)[letter]
    for button in (role, f"Sheet {letter}", f"Number {order.index(first) + 1} comes next", "Done"):
        await room.press(fay, button)
    await (room.write(fay, why) if why else room.press(fay, "Skip this"))
    if then:
        await room.press(fay, then)

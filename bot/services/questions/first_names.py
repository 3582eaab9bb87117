"""First names: chosen by whoever likes, remembered for the next time, taken away everywhere at once."""

from __future__ import annotations

from bot.services import erasing, ledger
from bot.services.step import Step
from storage import exchanges as stored


async def mine(here: Step) -> str:
    """The first name that this person chose in the project they look at; nothing when they chose none."""
    place = here.place
    return await stored.name_of(here.tx, here.house.keys, place.project_id, place.membership_id)


async def remember(here: Step, name: str) -> None:
    """Remember the name that this person chose, if they chose one now."""
    if name:
        place = here.place
        await stored.keep_name(here.tx, here.house.keys, place.project_id, place.membership_id, name)


async def forget(here: Step) -> bool:
    """Forget it: the team no longer sees it, in earlier questions either. False when there was none."""
    gone = await stored.forget_name(here.tx, here.place.membership_id)
    if gone:
        await ledger.remember(here.house, here.tx, "first_name", here.place.membership_id)
        await erasing.close_readings(here.tx, here.place.project_id, here.now)
    return gone

"""Planted words in actions: what the team writes of them, and what a teller says of the difference."""

from __future__ import annotations

from datetime import date

from bot.codesign.actions import Action, Step, Wording
from bot.rehearsal.phones import Phone
from bot.services.actions import action_edits, actions
from storage import actions as stored_actions
from storage import stories
from tests.journeys.stored import place_of
from tests.promises.planting import Garden
from tests.room import Room


async def acted(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """An action that somebody's first story led to is done, and they say what difference it made."""
    place, house = await place_of(room, phone), room.house

    def words(where: str) -> dict[str, str]:
        return {"en": garden.word(f"the team's {where} of an action for {name}")}

    today = date(2026, 1, 1)
    steps = (Step("proposed", today, words("reason")), Step("agreed", today, words("second reason")))
    action = Action(words("what"), words("where"), words("who"), None, steps)
    async with house.database.transaction() as tx:
        added = await actions.add(house, tx, place.project_id, "process", "small", action)
        (first, *_others) = await stories.of_membership(tx, house.keys, place.membership_id)
        await stored_actions.link(tx, added, [], [first.id])
        one = await actions.find(house, tx, place.project_id, added.number)
        assert one is not None
        new = Wording(words("new what"), action.where, "process", "small", action.who)
        assert await action_edits.reword(house, tx, one, new, 1)
        one = await actions.find(house, tx, place.project_id, added.number)
        assert one is not None
        done = Step("done", today, words("third reason"), words("change"))
        assert await actions.step_taken(house, tx, one, done) is not None
    await room.quiet()
    await room.write(phone, "/start")
    await room.press(phone, f"Did this change make a difference? ({added.number})")
    while "I cannot tell" in phone.buttons():
        await room.press(phone, "I cannot tell")
    await room.write(phone, garden.word(f"{name}'s words about a change"))
    await room.press(phone, "Send it to the team")

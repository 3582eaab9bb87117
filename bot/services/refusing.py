"""What is not taken in: said in a sentence, stored nowhere."""

from __future__ import annotations

from bot.i18n.texts import Text, _
from bot.services import talking
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.step import Step, step
from storage import participants

_OTHERWISE = _("I cannot take this. Please write, speak, or send a photo or a short video.")

SENTENCES: dict[str, Text] = {
    "forwarded": _("I cannot take forwarded messages. Please tell it in your own words."),
    "contact": _("I cannot take contacts, so nobody’s number is kept here."),
    "location": _("I cannot take locations. Please write where it was, if it matters."),
    "sticker": _("I cannot take stickers. Please put it in words, if you can."),
    "poll": _("I cannot take polls."),
    "audio": _("I cannot take audio files. Please record a voice message here in the chat."),
    "document": _("I cannot take this kind of file. Photos and other pictures are fine."),
}
"""One sentence for each kind of thing; whatever is not named here gets a general one."""


async def refuse(house: House, arrival: Arrival, what: str) -> None:
    """Say that ``what`` is not taken in; the open question stays and is asked again."""
    async with step(house, arrival) as here:
        await say_no(here, what)


async def say_no(here: Step, what: str) -> None:
    """The same within a step that has begun."""
    await here.say(SENTENCES.get(what, _OTHERWISE))
    talk = await talking.current(here)
    if talk is not None:
        await talking.ask(here, talk)


async def refuse_surroundings(house: House, arrival: Arrival) -> None:
    """Say that this is for two: groups and channels are no place for a story."""
    async with step(house, arrival) as here:
        await here.say(
            _(
                "I only talk with one person at a time. Please open a private chat with me. "
                "I keep nothing from here."
            )
        )


async def note_reach(house: House, arrival: Arrival, *, reachable: bool) -> None:
    """The person blocked the bot, or let it in again. Their consent stays as it is."""
    async with step(house, arrival) as here:
        if not reachable:
            await participants.unreachable(here.tx, here.participant.address_id, here.now)

"""The rounds on the home menu: only those that are open for this person, and checked again when chosen."""

from __future__ import annotations

from bot.i18n.texts import Text
from bot.services import guiding, menus
from bot.services.rounds import round_words, rounds
from bot.services.rounds.rounds import BUSINESS, ROUND_IS_OVER
from bot.services.step import Step


async def _offer(here: Step) -> list[tuple[str, Text]]:
    found = await round_words.on_the_menu(here)
    several = len(found) > 1
    return [(str(each.stored.number), await round_words.button(here, each, number=several)) for each in found]


async def _serve(here: Step, detail: str) -> None:
    round_ = await rounds.find(here, int(detail))
    if round_ is None or not rounds.takes_answers(here, round_):
        await here.say(ROUND_IS_OVER)
        await guiding.menu(here)
        return
    await BUSINESS[round_.kind].begin(here, round_)


menus.put("home", "round", _offer, _serve)

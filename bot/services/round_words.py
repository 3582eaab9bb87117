"""How an open round stands on somebody's menu: what is asked, and the time that is left."""

from __future__ import annotations

from bot.codesign.time_left import time_left
from bot.i18n.texts import Own, Text, _, lines
from bot.services import projects, rounds
from bot.services.rounds import BUSINESS, Round
from bot.services.step import Step


async def on_the_menu(here: Step) -> list[Round]:
    """The rounds that this person can answer now, or change their answer in."""
    return [
        each
        for each in await rounds.open_for(here)
        if each.kind in BUSINESS and await BUSINESS[each.kind].open_to(here, each)
    ]


async def announcements(here: Step) -> tuple[Text, ...]:
    """For each of these rounds what the team asks, in its own words, and how it stands with this person."""
    found = await on_the_menu(here)
    zone = (await projects.load(here.house, here.tx, here.place.project_id)).time_zone if found else ""
    said = []
    for each in found:
        answered = here.place.membership_id in await BUSINESS[each.kind].answered(here.tx, each)
        left = time_left(here.now, each.stored.closes_at, zone)
        said.append(announcement(each, left, answered=answered, number=len(found) > 1))
    return tuple(said)


def announcement(round_: Round, left: Text, *, answered: bool, number: bool) -> Text:
    """What the menu says of an open round; ``number`` tells it from others that are open, too."""
    return lines(
        _("The team asks ({number}):", number=round_.stored.number) if number else _("The team asks:"),
        Own(round_.ask.text),
        _("You have taken part. You can still change it ({left}).", left=left)
        if answered
        else _("Open for you: {left}", left=left),
        gap=0,
    )


async def button(here: Step, round_: Round, *, number: bool) -> Text:
    """The words on the button that opens a round."""
    label = await BUSINESS[round_.kind].label(here, round_)
    return _("{what} ({number})", what=label, number=round_.stored.number) if number else label

"""How rounds stand on the menus: what is asked and the time that is left; what waits for its outcome."""

from __future__ import annotations

from bot.codesign.time_left import over_for, time_left
from bot.flows.asks import announcement
from bot.i18n.texts import Own, Text, _
from bot.services import projects
from bot.services.rounds import rounds
from bot.services.rounds.rounds import BUSINESS, Round
from bot.services.step import Step
from storage import memberships


async def on_the_menu(here: Step) -> list[Round]:
    """The rounds that this person can answer now, or change their answer in."""
    found = await rounds.open_for(here)
    agreed = await memberships.agreed(here.tx, here.place.membership_id) if found else frozenset()
    return [each for each in found if each.kind in BUSINESS and BUSINESS[each.kind].open_to(agreed)]


async def announcements(here: Step) -> tuple[Text, ...]:
    """For each of these rounds what the team asks, in its own words, and how it stands with this person."""
    found = await on_the_menu(here)
    zone = (await projects.load(here.house, here.tx, here.place.project_id)).time_zone if found else ""
    said = []
    for each in found:
        answered = await BUSINESS[each.kind].has_answered(here.tx, each, here.place.membership_id)
        left = time_left(here.now, each.stored.closes_at, zone)
        number = each.stored.number if len(found) > 1 else None
        said.append(announcement(Own(each.ask.text), left, answered=answered, number=number))
    return tuple(said)


async def button(here: Step, round_: Round, *, number: bool) -> Text:
    """The words on the button that opens a round."""
    label = await BUSINESS[round_.kind].label(here, round_)
    return _("{what} ({number})", what=label, number=round_.stored.number) if number else label


async def waiting(here: Step) -> list[Round]:
    """The rounds that are over and have no outcome yet, the longest first."""
    found = await rounds.every(here.house, here.tx, here.place.project_id)
    over = [each for each in found if each.state(here.now) == "over"]
    return sorted(over, key=lambda each: each.stored.closes_at)


async def overdue_outcomes(here: Step) -> tuple[Text, ...]:
    """What the team's menu says first: which rounds wait for their outcome, and for how long."""
    found = await waiting(here)
    zone = (await projects.load(here.house, here.tx, here.place.project_id)).time_zone if found else ""
    return tuple(
        _(
            "Round {number} waits for its outcome: {age}.",
            number=each.stored.number,
            age=over_for(each.stored.closes_at, here.now, zone),
        )
        for each in found
    )

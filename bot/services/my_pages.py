"""What is kept of somebody beside their stories, in words: wordings, a no, calls, answers to updates."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.calls import Exchange
from bot.codesign.project import Project
from bot.codesign.shared_wording import Standing
from bot.flows.calling import CALL_NAMES
from bot.flows.joining import ROLE_NAMES
from bot.flows.parts import part_line
from bot.i18n.texts import Day, Quote, Text, _, lines
from bot.services.house import House
from bot.services.moderation import wordings
from bot.services.updates import own_replies
from storage import calls
from storage import wordings as stored
from storage.calls import StoredCall
from storage.database import Transaction
from storage.wordings import StoredWording

STANDINGS: Mapping[Standing, Text] = {
    "waiting": _("The team asks whether it may share this. You have not answered yet."),
    "accepted": _("You said yes to this."),
    "silent": _("You did not answer in time, so it counts as a yes. You can still say no, in the menu."),
    "changed": _("You changed it. The team has not looked at your words yet."),
    "refused": _("You said no. It is not shared."),
    "void": _("This is void. It is not shared."),
}


async def pages(house: House, tx: Transaction, project: Project, membership_id: str) -> tuple[Text, ...]:
    """A page for each wording or no, then one for each call, and for each answer to an update."""
    worded = await stored.of_membership(tx, house.keys, membership_id)
    called = await calls.of_membership(tx, house.keys, membership_id)
    return (
        *(wording_page(house, project, each) for each in worded),
        *(call_page(project, each) for each in called),
        *await own_replies.pages(house, tx, membership_id),
    )


def wording_page(house: House, project: Project, wording: StoredWording) -> Text:
    """What the team would share of a story, or why it cannot use it, and what its teller said to that."""
    content = wordings.read(wording)
    if isinstance(content, wordings.Declined):
        answer = [part_line(part) for part in content.answer]
        return lines(
            _("Story {number}: the team cannot use it. They say why:", number=wording.story_number),
            Quote(content.reason),
            lines(_("You answered:"), *answer, gap=0) if answer else None,
        )
    void = wording.outdated or wording.status == "void"
    stands: Standing = "void" if void else wordings.standing(wording, project, house.clock.now())
    return lines(
        _("Story {number}, as the team would share it:", number=wording.story_number),
        *(Quote(part.words) for part in content.parts),
        STANDINGS[stands],
    )


def call_page(project: Project, call: StoredCall) -> Text:
    """What somebody asked of the team, what they said, and what they were answered."""
    exchange = exchanged(call)
    day = Day(call.made_at.astimezone(ZoneInfo(project.time_zone)).date())
    return lines(
        _("Call {number}, {day}: you {what}.", number=call.number, day=day, what=CALL_NAMES[call.kind]),
        lines(_("You said:"), *(part_line(part) for part in exchange.parts), gap=0)
        if exchange.parts
        else None,
        *(
            lines(
                _("{role} {number} answered:", role=ROLE_NAMES[answer.role], number=answer.number),
                Quote(answer.words),
                gap=0,
            )
            for answer in exchange.answers
        ),
        _("The team has closed it.") if call.done_at else _("It is open."),
    )


def exchanged(call: StoredCall) -> Exchange:
    """What was said in a call so far."""
    return Exchange() if call.content is None else msgspec.json.decode(call.content, type=Exchange)

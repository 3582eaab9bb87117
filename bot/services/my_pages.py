"""What is kept of somebody beside their stories, in words: wordings, calls, answers, exchanges, how often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.exchange import AboutKind, Exchange, Kind, Turn
from bot.codesign.frequency import USUAL
from bot.codesign.project import Project
from bot.codesign.shared_wording import Standing
from bot.flows.calling import CALL_NAMES
from bot.flows.exchange_words import About, heading, said_as, subject, to_and_fro
from bot.flows.joining import ROLE_NAMES
from bot.flows.often import in_words
from bot.flows.parts import part_line
from bot.i18n.texts import Day, Quote, Text, _, lines
from bot.services import notices, projects
from bot.services.actions import own_answers
from bot.services.house import House
from bot.services.moderation import wordings
from bot.services.updates import own_replies
from bot.services.workshops import own_answers as own_workshop_answers
from storage import calls, exchanges
from storage import wordings as stored
from storage.calls import StoredCall
from storage.database import Transaction
from storage.exchanges import StoredExchange
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
    """A page for each wording or no, call, exchange and answer, and how often they hear."""
    worded = await stored.of_membership(tx, house.keys, membership_id)
    called = await calls.of_membership(tx, house.keys, membership_id)
    said = await exchanges.of_membership(tx, house.keys, membership_id)
    return (
        *(wording_page(house, project, each) for each in worded),
        *(call_page(project, each) for each in called),
        *await own_answers.pages(house, tx, project, membership_id),
        *await _often(house, tx, project, membership_id),
        *(exchange_page(each) for each in said),
        *await own_replies.pages(house, tx, membership_id),
        *await own_workshop_answers.pages(house, tx, membership_id),
    )


async def _often(house: House, tx: Transaction, project: Project, membership_id: str) -> tuple[Text, ...]:
    """What somebody chose; nothing where it is what holds for everybody."""
    frequency, paused_until = await notices.chosen(house, tx, membership_id)
    if frequency == USUAL and paused_until is None:
        return ()
    until = projects.day_in(project, paused_until) if paused_until else None
    return (lines(_("How often we may write to you:"), in_words(frequency, until)),)


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


def exchange_page(exchange: StoredExchange) -> Text:
    """A question, a reply to a story or an objection, with all that was said."""
    kind = next(each for each in get_args(Kind) if each == exchange.kind)
    about = None
    if exchange.about is not None:
        what = next(each for each in get_args(AboutKind) if each == exchange.about[0])
        about = About(subject(what, exchange.about[1]))
    content = msgspec.json.decode(exchange.content, type=Exchange)
    who = said_as(kind, exchange.asker.role, content)
    return lines(heading(kind, exchange.number, about), to_and_fro(content), who)


def exchanged(call: StoredCall) -> Turn:
    """What was said in a call so far: a call is one turn."""
    return Turn() if call.content is None else msgspec.json.decode(call.content, type=Turn)

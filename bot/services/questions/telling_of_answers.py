"""Telling somebody that an answer waits for them: neutrally, once, and not after they have read it."""

from __future__ import annotations

from bot.i18n.texts import _
from bot.services import contexts, notices
from bot.services.step import Step
from bot.services.thread.news import happened
from storage import erasing, memberships
from storage import exchanges as stored
from storage import notices as waiting
from storage.exchanges import StoredExchange

ANSWERED = _("The team has answered you. To read it, send /start and press “What the team answered”.")


async def tell(here: Step, number: int, membership_id: str) -> None:
    """Queue the notice that there is an answer in an exchange; one that still waits gives way to it.

    Whoever asked is told because they asked. A teller who is written to is told within their consent. Nobody
    is told anything after leaving.
    """
    member = await memberships.member(here.tx, membership_id)
    theirs = await stored.of_membership(here.tx, here.house.keys, membership_id)
    one = next((each for each in theirs if each.number == number), None)
    if member is None or one is None:
        return
    project = await contexts.project_of(here)
    if one.kind == "story_reply":
        # What they asked for is not held back by this: a notice of an answer to a question stays as it is.
        for each in theirs:
            await waiting.remove(here.tx, member.id, _subject(each))
        if one.about is not None:
            await happened(here.house, here.tx, member.id, "story_answer", one.about[1], told=True)
        await notices.tell(here.house, here.tx, project, member, ANSWERED, about="me", subject=_subject(one))
        return
    for each in theirs:
        await withdraw(here, each)
    (notice,) = await notices.answer(here.house, here.tx, project, member, ANSWERED)
    await stored.noticed(here.tx, one, notice)


async def withdraw(here: Step, exchange: StoredExchange) -> None:
    """Let a notice of an exchange not go out that has not gone out yet."""
    await waiting.remove(here.tx, exchange.asker.membership_id, _subject(exchange))
    if exchange.notice is not None:
        await erasing.take_back(here.tx, exchange.notice, here.now)


def _subject(exchange: StoredExchange) -> str:
    return f"exchange {exchange.number}"

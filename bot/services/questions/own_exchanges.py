"""What people see of their exchanges: a list, one of them, and what they do with it."""

from __future__ import annotations

from bot.codesign.priorities import in_one_line
from bot.codesign.story import Kind
from bot.flows.exchange_words import About, heading, said_as, to_and_fro
from bot.flows.own_exchanges import Did, ExchangesContext, ListedExchange, OwnExchangeContext
from bot.i18n.texts import Quote, Text, _, lines
from bot.services import contexts, erasing, guiding, menus, talking
from bot.services.projects import NOT_ASKED, day_in
from bot.services.questions import (
    asking,
    exchanges,
    for_workshop,
    objecting,
    subjects,
    telling_of_answers,
    voices,
)
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import exchanges as stored
from storage.exchanges import StoredExchange

LONGEST_SHOWN = 30
"""Letters of a question that stand on its button."""

CHANGED = _("The team has answered meanwhile, so I have done nothing. Please look again.")


async def _mine(here: Step) -> list[StoredExchange]:
    if here.place.role in NOT_ASKED:
        return []
    return await stored.of_membership(here.tx, here.house.keys, here.place.membership_id)


async def _new(here: Step) -> list[tuple[str, Text]]:
    unread = any(each.unread for each in await _mine(here))
    return [("", _("What the team answered"))] if unread else []


async def _all(here: Step) -> list[tuple[str, Text]]:
    mine = await _mine(here)
    return [("", _("My questions and answers"))] if mine and not any(each.unread for each in mine) else []


async def _serve_new(here: Step, detail: str) -> None:
    """The one answer that is new; the list where there are several."""
    del detail
    unread = [each for each in await _mine(here) if each.unread]
    if len(unread) == 1:
        await show(here, unread[0].number)
    else:
        await _list(here)


async def _serve_all(here: Step, detail: str) -> None:
    del detail
    await _list(here)


menus.put("home", "answers", _new, _serve_new)
menus.put("home", "my_questions", _all, _serve_all)


async def _list(here: Step) -> None:
    mine = await _mine(here)
    if not mine:
        await guiding.menu(here)
        return
    newest = sorted(mine, key=lambda each: (not each.unread, -each.number))
    listed = [
        ListedExchange(each.number, _called(each, await subjects.about(here, each)), each.unread)
        for each in newest
    ]
    await talking.begin(here, "my_questions", ExchangesContext(tuple(listed)))


def _called(exchange: StoredExchange, about: About | None) -> Text:
    """One exchange in one line; of a question, as many words as a button holds."""
    words = next((part.words for part in exchanges.read(exchange).every_part() if part.words), "")
    if exchange.kind == "question" and words:
        return _(
            "Question {number}: {words}", number=exchange.number, words=Quote(in_one_line(_short(words)))
        )
    if exchange.kind == "for_workshop" and words:
        return _("For the workshop: {words}", words=Quote(in_one_line(_short(words))))
    if exchange.kind == "objection" and about is not None:
        return _("“This is not what I meant”: {what}", what=about.called)
    return heading(exchanges.kind_of(exchange), exchange.number, about)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rstrip()}…"


@when_over("my_questions")
async def _chosen(here: Step, talk: Talk, which: str) -> None:
    del talk
    if which.isdecimal():
        await show(here, int(which))
    else:
        await guiding.menu(here)


async def show(here: Step, number: int) -> None:
    """Show one exchange to its person, who has seen it from here on."""
    one = next((each for each in await _mine(here) if each.number == number), None)
    if one is None:
        await here.say(_("This is not there any more."))
        await guiding.menu(here)
        return
    await stored.seen(here.tx, one, here.now)
    await telling_of_answers.withdraw(here, one)
    project, exchange = await contexts.project_of(here), exchanges.read(one)
    spoken, missing = await voices.to_hear(here, one, exchange)
    context = OwnExchangeContext(
        number=number,
        version=one.version,
        kind=exchanges.kind_of(one),
        about=await subjects.about(here, one),
        said=lines(to_and_fro(exchange), said_as(one.kind, one.asker.role, exchange)),
        hears_by=day_in(project, one.state.due_at) if one.state.due_at else None,
        has_answer=any(turn.answers for turn in exchange.turns),
        closed=one.state.closed_at is not None,
        allowed=await _ways(here, one),
        membership=one.asker.membership_id,
        spoken=spoken,
        missing=missing,
    )
    await talking.begin(here, "my_question", context)


async def _ways(here: Step, one: StoredExchange) -> tuple[Kind, ...]:
    """In what ways they may say more now, or say it anew."""
    if one.kind == "for_workshop":
        return await for_workshop.kinds(here)
    return await asking.kinds(here)


@when_over("my_question")
async def _did(here: Step, talk: Talk, did: Did) -> None:
    context: OwnExchangeContext = talk.context
    one = await exchanges.to_change(here, context.number)
    if one is not None and one.asker.membership_id != here.place.membership_id:
        one = None
    sent = did.what == "more" and one is not None and bool(await asking.kinds(here))
    if one is None:
        await here.say(_("This is not there any more."))
    elif sent:
        await _say_more(here, one, did)
    elif did.what == "done":
        await _close(here, context, one)
    elif did.what == "take_back":
        await take_back(here, one)
    elif did.what == "change":
        await for_workshop.begin(here, one)
        return
    elif did.what == "object":
        await objecting.begin(here, "reply", one.number)
        return
    if did.what == "more":
        await asking.forget_draft(here, talk, keep_files=sent)
    await guiding.go_on(here)


async def _say_more(here: Step, one: StoredExchange, did: Did) -> None:
    """What was said goes to the exchange as it stands now, whatever was answered meanwhile."""
    due_at = await exchanges.says_more(here, one, did.parts)
    await asking.tell_team(here, _("Somebody has written back to the team. To read it, send /team."))
    await here.say(
        lines(
            _("Thank you. It is with the team."),
            _("You hear back by {day}.", day=day_in(await contexts.project_of(here), due_at)),
        )
    )


async def _close(here: Step, context: OwnExchangeContext, one: StoredExchange) -> None:
    if one.version != context.version:
        await here.say(CHANGED)
    else:
        await exchanges.close(here, one)
        await here.say(_("Thank you. You can still write back at any time."))


async def take_back(here: Step, one: StoredExchange) -> None:
    """Erase an exchange at its person's wish, also where a facilitator has it open."""
    await exchanges.take_back(here, one)
    await erasing.close_readings(here.tx, here.place.project_id, here.now)
    await here.say(_("It is taken back and erased."))

"""What the team and those who look after safety do with calls. Rights are checked at each step."""

from __future__ import annotations

import msgspec

from bot.codesign.exchange import Answer
from bot.flows.calling import CALL_NAMES
from bot.flows.looking_after import AnswerContext, Answered, Handled, MattersContext, OpenMatter
from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.i18n.texts import Quote, Text, _, lines, n_
from bot.services import contexts, guiding, menus, my_pages, outbox, talking, teamwork
from bot.services.contexts import pseudonym
from bot.services.messages import Note
from bot.services.safety import auditing, calls, concerns
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import calls as stored
from storage import concerns as stored_concerns
from storage import media
from storage.calls import StoredCall


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.looks_after(here):
        return []
    waiting = len((await _matters(here)).matters)
    return (
        [("", n_("{n} call or concern is open", "{n} calls and concerns are open", waiting))]
        if waiting
        else []
    )


async def _offer_at_home(here: Step) -> list[tuple[str, Text]]:
    if here.place.role != "safeguarding":
        return []
    return await _offer(here) or [("", _("Calls and concerns"))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    await open_matters(here)


menus.put("team", "calls", _offer, _serve)
menus.put("home", "calls", _offer_at_home, _serve)


async def open_matters(here: Step) -> None:
    """Show what waits to be looked after. For anybody else there is no such thing."""
    if not teamwork.looks_after(here):
        await guiding.unknown(here)
        return
    await talking.begin(here, "look_after", await _matters(here))


async def _matters(here: Step) -> MattersContext:
    """Concerns that nobody has seen, then what is overdue, then the rest as it falls due."""
    project_id = here.place.project_id
    worries = await stored_concerns.still_open(here.tx, here.house.keys, project_id)
    found = await stored.still_open(here.tx, here.house.keys, project_id)
    unseen = [each for each in worries if each.seen_at is None]
    seen = [each for each in worries if each.seen_at is not None]
    return MattersContext(
        (
            *(
                OpenMatter(f"concern:{each.number}", _("Concern {number}: not seen yet", number=each.number))
                for each in unseen
            ),
            *(OpenMatter(f"call:{each.number}", _one_line(here, each)) for each in found),
            *(
                OpenMatter(f"concern:{each.number}", _("Concern {number}", number=each.number))
                for each in seen
            ),
        )
    )


def _one_line(here: Step, call: StoredCall) -> Text:
    who, what = pseudonym(call.caller.role, call.caller.number), CALL_NAMES[call.kind]
    if call.due_at < here.now:
        return _("Overdue: call {number}, {who} {what}", number=call.number, who=who, what=what)
    return _("Call {number}: {who} {what}", number=call.number, who=who, what=what)


@when_over("look_after")
async def _chosen(here: Step, talk: Talk, key: str) -> None:
    del talk
    kind, _colon, number = key.partition(":")
    if kind == "call":
        await _open_call(here, int(number))
    elif kind == "concern":
        await concerns.open_concern(here, int(number))
    elif here.place.role == "facilitator":
        await teamwork.open_team(here)
    else:
        await guiding.menu(here)


async def _open_call(here: Step, number: int) -> None:
    call = await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)
    if call is None or call.done_at is not None:
        await here.say(_("Call {number} is not open any more.", number=number))
        await open_matters(here)
        return
    await talking.begin(here, "answer_call", await _answer_context(here, call))


async def _answer_context(here: Step, call: StoredCall) -> AnswerContext:
    project, exchange = await contexts.project_of(here), my_pages.exchanged(call)
    kept = {
        file.id
        for file in await media.of_membership(
            here.tx, here.house.keys, call.project_id, call.caller.membership_id
        )
        if file.status == "kept"
    }
    return AnswerContext(
        number=call.number,
        kind="complaint" if call.kind == "complaint" else "help",
        caller=pseudonym(call.caller.role, call.caller.number),
        membership=call.caller.membership_id,
        due=calls.due(project, call.due_at),
        overdue=call.due_at < here.now,
        words=lines(*(part_line(part) for part in exchange.parts), gap=0) if exchange.parts else None,
        files=tuple(KeptFile(p.file, p.kind, part_line(p)) for p in exchange.parts if p.file in kept),
        answers=tuple(Answered(pseudonym(each.role, each.number), each.words) for each in exchange.answers),
        taker=pseudonym(*call.taker) if call.taker else None,
        mine=call.taken_by == here.place.membership_id,
    )


@when_over("answer_call")
async def _handled(here: Step, talk: Talk, what: Handled) -> None:
    context: AnswerContext = talk.context
    call = await stored.numbered(here.tx, here.house.keys, here.place.project_id, context.number)
    if not teamwork.looks_after(here):
        await guiding.unknown(here)
    elif what.did == "back" or call is None or call.done_at is not None:
        await open_matters(here)
    elif what.did == "take":
        await _take(here, context, call)
        await _open_call(here, call.number)
    elif what.did == "answer":
        await _answer(here, call, what.words)
        await _open_call(here, call.number)
    else:
        await _close(here, call, what.words)
        await open_matters(here)


async def _take(here: Step, context: AnswerContext, call: StoredCall) -> None:
    if context.taker is None and call.taker is not None:
        await here.say(_("{who} has taken it in the meantime.", who=pseudonym(*call.taker)))
    elif await stored.take(here.tx, call, here.place.membership_id, here.now):
        await auditing.note(here, "call_taken", call.number)
        me = pseudonym(here.place.role, here.place.number)
        await _tell(
            here, call, _("Your call {number}: {who} looks after it now.", number=call.number, who=me)
        )


async def _answer(here: Step, call: StoredCall, words: str) -> None:
    answer = Answer(here.place.role, here.place.number, words, here.now)
    exchange = my_pages.exchanged(call)
    more = msgspec.structs.replace(exchange, answers=(*exchange.answers, answer))
    await stored.says(here.tx, here.house.keys, call, msgspec.json.encode(more))
    await auditing.note(here, "call_answered", call.number)
    me = pseudonym(here.place.role, here.place.number)
    await _tell(
        here,
        call,
        lines(_("Your call {number}: an answer from {who}.", number=call.number, who=me), Quote(words)),
        _("If you need more, press “I need help now” or send /help."),
    )
    await here.say(_("Your answer is on its way."))


async def _close(here: Step, call: StoredCall, words: str) -> None:
    if await stored.done(here.tx, call, here.now):
        await auditing.note(here, "call_closed", call.number, words)
        await _tell(
            here,
            call,
            _("The team has closed call {number}. If you need more, send /help.", number=call.number),
        )
        await here.say(
            _("Call {number} is closed. What was done is in the audit record.", number=call.number)
        )


async def _tell(here: Step, call: StoredCall, *texts: Text) -> None:
    """Tell the caller what they asked for: at once, also when they have left meanwhile."""
    for text in texts:
        await outbox.queue(
            here.house,
            here.tx,
            call.caller.participant_id,
            Note(text),
            membership_id=None if call.caller.left else call.caller.membership_id,
        )

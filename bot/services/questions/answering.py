"""What the team does with what waits for an answer: a list with its age, one of them, an answer."""

from __future__ import annotations

from datetime import date, timedelta

from bot.codesign import debt
from bot.codesign.exchange import Answer, age, place_in_line
from bot.flows.answering import Answering, AnsweringContext, QuestionsContext, WaitingExchange
from bot.flows.exchange_words import called, heading, said_as, to_and_fro
from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.i18n.texts import Text, _, lines, n_
from bot.services import contexts, contributions, guiding, menus, talking, teamwork
from bot.services.contributions import Owed
from bot.services.projects import day_in
from bot.services.questions import exchanges, first_names, subjects, telling_of_answers, voices
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import exchanges as stored
from storage import media
from storage.exchanges import StoredExchange

DAYS_BACK = 14
"""On how many days something can have been read out that is noted today: two weeks."""

CHANGED = _("Something was said or taken back meanwhile, so I have done nothing. Please look again.")


async def waiting(here: Step) -> list[StoredExchange]:
    """What waits for an answer in this project: what is overdue first, then the oldest."""
    found = await stored.waiting(here.tx, here.house.keys, here.place.project_id)
    return sorted(found, key=lambda each: _place(here, each))


def _place(here: Step, each: StoredExchange) -> tuple[object, ...]:
    since, due_at = each.state.waits_since, each.state.due_at
    assert since is not None
    assert due_at is not None
    return (*place_in_line(exchanges.kind_of(each), since, due_at, here.now), each.number)


async def _offer(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    found = await waiting(here)
    if not found:
        return []
    late = sum(_overdue(here, each) for each in found)
    words = _("Questions ({n})", n=len(found))
    return [
        ("", n_("{what}: {n} is overdue", "{what}: {n} are overdue", late, what=words) if late else words)
    ]


def _overdue(here: Step, each: StoredExchange) -> bool:
    return each.state.due_at is not None and debt.overdue(each.state.due_at, here.now)


async def _serve(here: Step, detail: str) -> None:
    del detail
    await open_questions(here)


menus.put("team", "questions", _offer, _serve)


async def open_questions(here: Step) -> None:
    """Show what waits for an answer. For anybody else than a facilitator there is no such thing."""
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    found = await waiting(here)
    asked = [await _listed(here, each) for each in found if each.kind != "for_workshop"]
    apart = [await _listed(here, each) for each in found if each.kind == "for_workshop"]
    await talking.begin(here, "questions", QuestionsContext(tuple(asked), tuple(apart)))


async def _listed(here: Step, each: StoredExchange) -> WaitingExchange:
    # One line is enough of an objection; what it is about stands in it.
    about = None if each.kind == "objection" else await subjects.about(here, each)
    who = called(each.asker.role, each.asker.number)
    what = heading(exchanges.kind_of(each), each.number, about, who)
    assert each.state.waits_since is not None
    return WaitingExchange(each.number, what, age(each.state.waits_since, here.now), _overdue(here, each))


@when_over("questions")
async def _chosen(here: Step, talk: Talk, which: str) -> None:
    del talk
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
    elif which.isdecimal():
        await open_question(here, int(which))
    else:
        await teamwork.open_team(here)


async def open_question(here: Step, number: int) -> None:
    """Show one of them to a facilitator."""
    one = await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)
    if one is None or one.state.waits_since is None:
        await here.say(_("Number {number} does not wait for an answer any more.", number=number))
        await open_questions(here)
        return
    await talking.begin(here, "answer_question", await _context(here, one))


async def _context(here: Step, one: StoredExchange) -> AnsweringContext:
    project, exchange, asker = await contexts.project_of(here), exchanges.read(one), one.asker
    who = called(asker.role, asker.number, asker.name)
    files = await media.of_membership(here.tx, here.house.keys, one.project_id, asker.membership_id)
    kept = {file.id for file in files if file.status == "kept"}
    spoken = [part for part in exchange.every_part() if part.file]
    ours, missing = await voices.to_hear(here, one, exchange)
    assert one.state.waits_since is not None
    assert one.state.due_at is not None
    return AnsweringContext(
        number=one.number,
        version=one.version,
        kind=exchanges.kind_of(one),
        about=await subjects.about(here, one),
        asker=who,
        membership=asker.membership_id,
        said=lines(to_and_fro(exchange, who), said_as(one.kind, asker.role, exchange)),
        files=(*(KeptFile(p.file, p.kind, part_line(p)) for p in spoken if p.file in kept), *ours),
        missing=missing + sum(part.file not in kept for part in spoken),
        hears_by=day_in(project, one.state.due_at),
        overdue=_overdue(here, one),
        days=age(one.state.waits_since, here.now),
        answered_before=any(turn.answers for turn in exchange.turns),
        me=here.place.number,
        name=await first_names.mine(here),
        days_back=_days_back(day_in(project, one.made_at).on, day_in(project, here.now).on),
    )


def _days_back(said: date, today: date) -> tuple[date, ...]:
    """On which days something can have been read out that was said on a day; the newest first."""
    count = min((today - said).days + 1, DAYS_BACK)
    return tuple(today - timedelta(days=back) for back in range(count))


async def _owed(here: Step, owed: Owed) -> None:
    await open_question(here, owed.number)


contributions.WAYS["question"] = _owed
contributions.WAYS["objection"] = _owed
contributions.WAYS["for_workshop"] = _owed


@when_over("answer_question")
async def _answered(here: Step, talk: Talk, did: Answering) -> None:
    context: AnsweringContext = talk.context
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    one = await exchanges.to_change(here, context.number)
    sent = False
    if did.did == "back":
        pass
    elif one is None or one.version != context.version:
        await here.say(CHANGED)
    elif did.did in ("read_out", "not_read_out"):
        await _became(here, one, did)
    elif did.answer is None:
        await exchanges.nothing_to_answer(here, one)
        await here.say(_("I have written down that you read it."))
    else:
        await first_names.remember(here, did.answer.name)
        sent = await exchanges.answer(here, one, did.answer)
        await telling_of_answers.tell(here, one.number, one.asker.membership_id)
        await here.say(_("Your answer is on its way."))
    if not sent:
        await talking.keep_only(here, talk.run, ())
    await open_questions(here)


async def _became(here: Step, one: StoredExchange, did: Answering) -> None:
    """Its teller hears what became of what they wanted to have said in the workshop."""
    was = did.did == "read_out"
    given = Answer(
        here.place.role,
        here.place.number,
        did.why,
        here.now,
        became="read_out" if was else "not_read_out",
        on=did.on,
    )
    await exchanges.settle(here, one, given, "read_out" if was else "declined")
    await telling_of_answers.tell(here, one.number, one.asker.membership_id)
    await here.say(_("Thank you. I tell them."))

"""What the team does with suggestions: read one by one, oldest first, and each proposer hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.codesign.priorities import Wording, own_words, team_may_write
from bot.flows.proposals import (
    Declined,
    Enough,
    Listed,
    NextOne,
    PartOf,
    ProposalContext,
    ReadProposal,
    TakenUp,
    Worried,
)
from bot.i18n.texts import Text, _, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, contributions, menus, talking, teamwork
from bot.services.contributions import Owed
from bot.services.priorities import deciding, priorities
from bot.services.priorities.deciding import has_new_words, is_overdue, to_read
from bot.services.priorities.priorities import Priority
from bot.services.projects import day_in
from bot.services.safety import concerns
from bot.services.step import Step
from bot.services.talking import Talk, when_over

CHANGED_MEANWHILE = _("It was changed or decided meanwhile, so I have done nothing. Please look again.")


async def waiting(here: Step) -> list[Priority]:
    """The suggestions and new wordings that wait to be read, those that wait longest first."""
    return await deciding.waiting(here.house, here.tx, here.place.project_id)


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    queue = await waiting(here)
    if not queue:
        return []
    words = n_("Read {n} suggestion", "Read {n} suggestions", len(queue))
    days = (await contexts.project_of(here)).reply_days
    late = sum(is_overdue(each, days, here.now) for each in queue)
    overdue = n_("{what} ({n} is overdue)", "{what} ({n} are overdue)", late, what=words)
    return [("", overdue if late else words)]


async def _serve(here: Step, detail: str) -> None:
    del detail
    await _show(here, await waiting(here))


menus.put("team", "proposals", _entries, _serve)


async def _show(here: Step, queue: Sequence[Priority], after: int | None = None) -> None:
    """Show the suggestion after the one with this number, or the oldest."""
    numbers = [each.stored.number for each in queue]
    at = numbers.index(after) + 1 if after in numbers else 0
    if at >= len(queue):
        await here.say(_("There is no further suggestion to read."))
        await teamwork.open_team(here)
        return
    await talking.begin(here, "proposals", await _context(here, queue[at], len(queue)))


async def _context(here: Step, one: Priority, count: int) -> ProposalContext:
    project = await contexts.project_of(here)
    found = await priorities.every(here.house, here.tx, here.place.project_id)
    ((language, words),) = to_read(one).items()
    return ProposalContext(
        number=one.stored.number,
        proposer=await _proposer(here, one),
        words=words,
        days=(here.now - one.stored.created_at) // timedelta(days=1),
        hears_by=day_in(project, one.stored.created_at + timedelta(days=project.reply_days)),
        waiting=count,
        languages=tuple(
            (code, LANGUAGE_NAMES[code])
            for code in team_may_write(Wording({}, language=language), project.languages)
        ),
        others=tuple(
            Listed(each.stored.number, each.wording.words)
            for each in found
            if each.status == "candidate" and each.stored.voted_at is None and each is not one
        ),
        earlier=own_words(one.wording) if has_new_words(one) else "",
    )


async def _proposer(here: Step, one: Priority) -> Text:
    """Who proposed it, as the team knows them: a role and a number."""
    member = await deciding.proposer(here.tx, one)
    return _("somebody who has left") if member is None else contexts.pseudonym(member.role, member.number)


@when_over("proposals")
async def _read(here: Step, talk: Talk, what: ReadProposal) -> None:
    context: ProposalContext = talk.context
    if isinstance(what, Enough):
        await teamwork.open_team(here)
        return
    queue = await waiting(here)
    if isinstance(what, NextOne):
        await _show(here, queue, context.number)
        return
    one = next((each for each in queue if each.stored.number == context.number), None)
    if one is None or context.words not in to_read(one).values():
        await here.say(CHANGED_MEANWHILE)
    elif isinstance(what, Worried):
        await concerns.begin(here, "suggestion", context.number, one.stored.id, context.proposer)
        return
    elif isinstance(what, PartOf):
        await _make_part(here, one, what.number)
    elif isinstance(what, TakenUp):
        await _take_up(here, one, what.words)
    else:
        await _decline(here, one, what)
    await _show_rest(here)


async def _show_rest(here: Step) -> None:
    rest = await waiting(here)
    if rest:
        await _show(here, rest)
    else:
        await teamwork.open_team(here)


async def _take_up(here: Step, one: Priority, translations: dict[str, str]) -> None:
    await deciding.take_up(here.house, here.tx, one, translations)
    await here.say(_("Suggestion {number} is a candidate now, in these words.", number=one.stored.number))


async def _decline(here: Step, one: Priority, declined: Declined) -> None:
    await deciding.decline(here.house, here.tx, one, declined.reason)
    await here.say(_("It is noted, and the person is told."))


async def _make_part(here: Step, one: Priority, number: int) -> None:
    into = await priorities.find(here.house, here.tx, here.place.project_id, number)
    if not await deciding.merge(here.house, here.tx, one, into):
        await here.say(CHANGED_MEANWHILE)
        return
    await here.say(
        _("Suggestion {one} is part of {into} now.", one=one.stored.number, into=number),
    )


async def _answer(here: Step, owed: Owed) -> None:
    """From the list of what is owed: show the suggestion that waits longest to be answered, this one."""
    queue = await waiting(here)
    at = next((at for at, each in enumerate(queue) if each.stored.id == owed.subject_id), len(queue))
    await _show(here, queue[at:])


contributions.WAYS["suggestion"] = _answer

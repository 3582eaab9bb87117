"""What the team does with suggestions: read one by one, oldest first, and each proposer hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from bot.codesign.priorities import Wording, may_become, team_may_write
from bot.flows.proposals import (
    Declined,
    Enough,
    Listed,
    NextOne,
    PartOf,
    ProposalContext,
    ReadProposal,
    TakenUp,
)
from bot.i18n.texts import Text, _, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, contributions, menus, notices, talking, teamwork
from bot.services.contributions import Owed
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from bot.services.priorities.suggesting import own_words
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships
from storage import priorities as stored

CHANGED_MEANWHILE = _("It was changed or decided meanwhile, so I have done nothing. Please look again.")


async def waiting(here: Step) -> list[Priority]:
    """The suggestions and new wordings that wait to be read, those that wait longest first."""
    found = await priorities.every(here.house, here.tx, here.place.project_id)
    mine = [each for each in found if each.status == "proposed" or _has_new_words(each)]
    return sorted(mine, key=lambda each: (_since(each), each.stored.number))


def _has_new_words(priority: Priority) -> bool:
    return priority.status == "candidate" and bool(priority.wording.changed)


def _since(priority: Priority) -> str:
    moment = priority.stored.changed_at if _has_new_words(priority) else priority.stored.created_at
    return moment.isoformat()


def _new(priority: Priority) -> dict[str, str]:
    """The words to be read: the new ones where there are some."""
    wording = priority.wording
    if _has_new_words(priority):
        return wording.changed
    return {wording.language or next(iter(wording.words)): own_words(wording)}


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    queue = await waiting(here)
    if not queue:
        return []
    words = n_("Read {n} suggestion", "Read {n} suggestions", len(queue))
    due = here.now - timedelta(days=(await contexts.project_of(here)).reply_days)
    late = sum(each.stored.created_at < due and each.status == "proposed" for each in queue)
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
    ((language, words),) = _new(one).items()
    return ProposalContext(
        number=one.stored.number,
        proposer=await proposer(here, one),
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
        earlier=own_words(one.wording) if _has_new_words(one) else "",
    )


async def proposer(here: Step, one: Priority) -> Text:
    """Who proposed it, as the team knows them: a role and a number."""
    everybody = await memberships.members(here.tx, here.place.project_id)
    member = next((each for each in everybody if each.id == one.stored.proposer_id), None)
    if member is None:
        return _("somebody who has left")
    return contexts.pseudonym(member.role, member.number)


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
    if one is None or context.words not in _new(one).values():
        await here.say(CHANGED_MEANWHILE)
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
    new, before = _new(one), one.wording
    words = (new if _has_new_words(one) else before.words) | translations
    wording = Wording(words, before.proposed_by, next(iter(new)) if before.proposed_by else "")
    await _store(here, one, "candidate", wording)
    await contributions.answered(here.tx, "suggestion", one.stored.id, "taken_up", here.now)
    await here.say(_("Suggestion {number} is a candidate now, in these words.", number=one.stored.number))
    await tell(here, one)


async def _decline(here: Step, one: Priority, declined: Declined) -> None:
    status = "candidate" if _has_new_words(one) else "declined"
    wording = msgspec.structs.replace(one.wording, changed={}, reason=declined.reason)
    await _store(here, one, status, wording)
    await contributions.answered(here.tx, "suggestion", one.stored.id, "declined", here.now)
    await here.say(_("It is noted, and the person is told."))
    await tell(here, one)


async def _make_part(here: Step, one: Priority, number: int) -> None:
    into = await priorities.find(here.house, here.tx, here.place.project_id, number)
    if not await merge(here, one, into):
        await here.say(CHANGED_MEANWHILE)
        return
    await here.say(
        _("Suggestion {one} is part of {into} now.", one=one.stored.number, into=number),
    )


async def merge(here: Step, one: Priority, into: Priority | None) -> bool:
    """Make one part of another that has not been voted on; its proposer hears of it. False: it cannot be."""
    if into is None or into.status != "candidate" or into.stored.id == one.stored.id:
        return False
    voted = one.stored.voted_at is not None or into.stored.voted_at is not None
    if voted or not may_become(one.status, "merged"):
        return False
    await stored.bring_links(here.tx, one.stored.id, into.stored.id)
    await stored.change(
        here.tx,
        here.house.keys,
        one.stored,
        here.now,
        status="merged",
        content=msgspec.json.encode(msgspec.structs.replace(one.wording, changed={})),
        merged_into=into.stored.id,
    )
    await contributions.answered(here.tx, "suggestion", one.stored.id, "merged", here.now)
    await tell(here, one)
    return True


async def _store(here: Step, one: Priority, status: str, wording: Wording) -> None:
    content = msgspec.json.encode(wording)
    await stored.change(here.tx, here.house.keys, one.stored, here.now, status=status, content=content)


async def _answer(here: Step, owed: Owed) -> None:
    """From the list of what is owed: show the suggestion that waits longest to be answered, this one."""
    queue = await waiting(here)
    at = next((at for at, each in enumerate(queue) if each.stored.id == owed.subject_id), len(queue))
    await _show(here, queue[at:])


contributions.WAYS["suggestion"] = _answer


async def tell(here: Step, one: Priority) -> None:
    """Tell whoever proposed it that there is news of it, without saying what: the menu shows the rest."""
    everybody = await memberships.members(here.tx, here.place.project_id)
    member = next((each for each in everybody if each.id == one.stored.proposer_id), None)
    if member is None:
        return
    await notices.tell(
        here.house,
        here.tx,
        await contexts.project_of(here),
        member,
        _("There is news of something you sent. To see it, send /start and press “My suggestions”."),
    )

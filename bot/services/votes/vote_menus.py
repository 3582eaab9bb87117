"""Votes on the menus: the order so far for those who voted, the result, and for the team how many voted.

Once the outcome stands people find the result with it (:mod:`bot.services.rounds.rounds`, ``heard``).
"""

from __future__ import annotations

from bot.codesign.order import shuffled
from bot.codesign.story import Part
from bot.flows.parts import part_line
from bot.flows.vote_result import SpokenReason, VoteResultContext
from bot.i18n.texts import Own, Text, _, lines
from bot.services import guiding, menus, talking, team_only, teamwork
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from bot.services.votes import paper, vote_results, voting
from storage import media

MOST_SHOWN = 3
"""Results on a menu: the newest ones."""

UNDECIDED = _("What follows from this is not decided yet. The team decides it, and you will hear.")


async def _votes(here: Step) -> list[Round]:
    found = await rounds.every(here.house, here.tx, here.place.project_id)
    return [each for each in found if each.stored.kind == "votes"]


async def _may_see(here: Step, round_: Round) -> bool:
    """Whether somebody may see what was voted before the outcome stands: they have voted, or it is over."""
    if not here.place.joined or here.place.left or not round_.asks(here.place.role):
        return False
    if round_.state(here.now) == "open":
        return await voting.has_answered(here.tx, round_, here.place.membership_id)
    return round_.state(here.now) == "over" and round_.stored.result is not None


async def _offer_at_home(here: Step) -> list[tuple[str, Text]]:
    found = [each for each in await _votes(here) if await _may_see(here, each)]
    return [(str(each.stored.number), _label(here, each)) for each in found[-MOST_SHOWN:]]


def _label(here: Step, round_: Round) -> Text:
    if round_.state(here.now) == "open":
        return _("Vote {number}: the order so far", number=round_.stored.number)
    return _("Vote {number}: the result", number=round_.stored.number)


async def _serve_at_home(here: Step, detail: str) -> None:
    round_ = await rounds.find(here, int(detail))
    if round_ is None or round_.stored.kind != "votes" or not await _may_see(here, round_):
        await guiding.unknown(here)
    elif round_.state(here.now) == "open":
        await _show(here, VoteResultContext((await vote_results.so_far(here.house, here.tx, round_),)))
    else:
        pages = await vote_results.of_person(here.house, here.tx, round_, here.place.membership_id)
        await _show(here, VoteResultContext((lines(Own(round_.ask.text), pages[0]), *pages[1:], UNDECIDED)))


async def _offer_to_team(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    found = [
        each
        for each in await _votes(here)
        if each.state(here.now) == "open" or each.stored.result is not None
    ]
    return [(str(each.stored.number), _team_label(here, each)) for each in found[-MOST_SHOWN:]]


def _team_label(here: Step, round_: Round) -> Text:
    if round_.state(here.now) == "open":
        return _("Vote {number}: how many have voted", number=round_.stored.number)
    return _("Vote {number}: the result", number=round_.stored.number)


async def _serve_to_team(here: Step, detail: str) -> None:
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    round_ = await rounds.find(here, int(detail))
    if round_ is None or round_.stored.kind != "votes":
        await teamwork.open_team(here)
        return
    result = vote_results.frozen(round_)
    if round_.state(here.now) == "open" or result is None:
        pages = vote_results.still_open(await vote_results.turnout(here.tx, round_))
        await _show(here, VoteResultContext(pages, team=True))
        return
    told = await _reasons(here, round_) if any(each.parts for each in result.standings) else []
    pages = vote_results.for_team(round_, result)
    if told:
        pages = (*pages, _why(told))
    await _show(here, VoteResultContext(pages, await _spoken(here, told), team=True))


async def _reasons(here: Step, round_: Round) -> list[tuple[str, Part]]:
    """Each reason with the membership whose key seals its file, in an order that tells nothing.

    Those from paper stand among them under no membership; they are in writing and have no file.
    """
    every = await voting.every(here.house, here.tx, round_)
    cast = {each.membership_id: each.ballot for each in every}
    sheets = enumerate(await paper.every(here.house, here.tx, round_))
    cast |= {f"sheet {at}": ballot for at, (_role, ballot) in sheets}
    return [(each, part) for each in shuffled(cast, round_.stored.id) for part in cast[each].reason]


def _why(told: list[tuple[str, Part]]) -> Text:
    return lines(
        _("Why people voted as they did, in no order, and apart from their votes:"),
        *(part_line(part) for _membership, part in told),
    )


async def _spoken(here: Step, told: list[tuple[str, Part]]) -> tuple[SpokenReason, ...]:
    found: list[SpokenReason] = []
    for membership_id, part in told:
        if part.file is None:
            continue
        files = await media.of_membership(here.tx, here.house.keys, here.place.project_id, membership_id)
        if any(file.id == part.file and file.status == "kept" for file in files):
            found.append(SpokenReason(part.file, part.kind, membership_id, part_line(part)))
    return tuple(found)


async def _show(here: Step, context: VoteResultContext) -> None:
    await talking.begin(here, "vote_result", context)


@guarded("vote_result")
async def _hindrance(here: Step, talk: Talk) -> Text | None:
    context: VoteResultContext = talk.context
    return await team_only.no_facilitator(here, talk) if context.team else None


@when_over("vote_result")
async def _read(here: Step, talk: Talk, _nothing: None) -> None:
    del talk
    await guiding.go_on(here)


menus.put("home", "votes", _offer_at_home, _serve_at_home)
menus.put("team", "results", _offer_to_team, _serve_to_team)

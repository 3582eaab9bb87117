"""Typing in voting sheets, and taking them out: by facilitators, while the vote is open, on record."""

from __future__ import annotations

import msgspec

from bot.codesign.ballots import Ballot, check
from bot.codesign.rounds import Role
from bot.flows.sheets import Sheet, SheetContext, SheetsContext, SheetsWish, entered
from bot.i18n.texts import Text, _
from bot.services import guiding, team_only
from bot.services.rounds import round_desk, rounds
from bot.services.rounds.rounds import Round
from bot.services.safety import auditing
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from bot.services.votes import sheet_desk, vote_results, voting
from storage import paper_ballots, runs
from storage import rounds as stored_rounds


def _round_id(talk: Talk) -> str:
    context: SheetsContext | SheetContext = talk.context
    return context.round if isinstance(context, SheetsContext) else context.own.round


@guarded("sheets")
@guarded("enter_sheet")
async def _hindrance(here: Step, talk: Talk) -> Text | None:
    """The facilitator may have no right any more, or the vote may be over."""
    if (why := await team_only.no_facilitator(here, talk)) is not None:
        return why
    round_ = await rounds.by_id(here.house, here.tx, _round_id(talk))
    if round_ is None:
        return guiding.UNKNOWN
    return None if sheet_desk.takes_sheets(here, round_) else sheet_desk.TOO_LATE


async def _held(here: Step, talk: Talk) -> Round | None:
    """The round, held so that it is not counted meanwhile; None, said, when it takes no sheets any more."""
    why = await _hindrance(here, talk)
    if why is None and not await stored_rounds.hold(here.tx, _round_id(talk)):
        why = sheet_desk.TOO_LATE
    if why is None:
        return await rounds.by_id(here.house, here.tx, _round_id(talk))
    await here.say(why)
    await guiding.go_on(here)
    return None


@when_over("sheets")
async def _wished(here: Step, talk: Talk, wish: SheetsWish) -> None:
    if wish.deed == "back":
        await round_desk.open_desk(here)
        return
    round_ = await _held(here, talk)
    if round_ is None:
        return
    if wish.deed == "enter":
        await sheet_desk.ask(here, round_)
        return
    if wish.deed == "take_out" and await paper_ballots.take_out(here.tx, round_.stored.id, wish.number):
        await auditing.note(here, "sheet_taken_out", round_.stored.number)
        await here.say(
            _("Sheet {number} is taken out. Please cross out the number on the paper.", number=wish.number)
        )
    await sheet_desk.show(here, round_)


@when_over("enter_sheet")
async def _typed(here: Step, talk: Talk, sheet: Sheet) -> None:
    # What was typed would stand with the facilitator for days, long after it is kept as nobody's.
    await runs.save(here.tx, here.house.keys, talk.run, {}, frozenset(talk.answers), here.now)
    round_ = await _held(here, talk)
    if round_ is None:
        return
    if sheet.role is None or sheet.ballot is None:
        if not sheet.more:
            await here.say(_("This sheet is not kept."))
    else:
        await here.say(entered(await keep(here, round_, sheet.role, sheet.ballot)))
    if sheet.more:
        await sheet_desk.ask(here, round_)
    else:
        await sheet_desk.show(here, round_)


async def keep(here: Step, round_: Round, role: Role, ballot: Ballot) -> int:
    """Keep a sheet of this role in a round that is held; returns its number.

    Raises ValueError for a vote that cannot be cast in this round.
    """
    check(ballot.vote, voting.rules_of(round_))
    number = await paper_ballots.add(
        here.tx,
        here.house.keys,
        project_id=round_.stored.project_id,
        round_id=round_.stored.id,
        role=role,
        content=msgspec.json.encode(ballot),
        entered_by=here.place.membership_id,
        now=here.now,
    )
    await auditing.note_once(here, "sheets_entered", round_.stored.number)
    await vote_results.keep_so_far(here.house, here.tx, round_)
    return number

"""The voting sheets of a vote: shown while it is open, and what is asked of one."""

from __future__ import annotations

from bot.codesign.rounds import Role
from bot.flows.brief import TYPED
from bot.flows.sheets import SheetContext, SheetsContext, SheetShown
from bot.flows.vote import VoteContext
from bot.i18n.texts import Text, _
from bot.services import contexts, talking
from bot.services.rounds.rounds import Round
from bot.services.step import Step
from bot.services.votes import voting
from storage import paper_ballots
from storage.paper_ballots import StoredSheet

TOO_LATE = _(
    "The time of this vote is over, so no sheet can be entered or taken out any more. "
    "What was entered before counts."
)


def takes_sheets(here: Step, round_: Round) -> bool:
    """Whether sheets of this round can be typed in or taken out now: as long as phones can vote."""
    mine = round_.stored.project_id == here.place.project_id
    return mine and round_.kind == "votes" and round_.state(here.now) == "open"


async def show(here: Step, round_: Round) -> bool:
    """Show what is typed in; False, said, when the vote is over."""
    if not takes_sheets(here, round_):
        await here.say(TOO_LATE)
        return False
    project = await contexts.project_of(here)
    stored = round_.stored
    context = SheetsContext(
        round=stored.id,
        number=stored.number,
        method=voting.method_of(round_),
        ends=voting.ends(project, stored.closes_at),
        sheets=tuple(
            _shown(each, voting.ends(project, each.entered_at))
            for each in await paper_ballots.of_round(here.tx, stored.id)
        ),
    )
    await talking.begin(here, "sheets", context)
    return True


def _shown(sheet: StoredSheet, when: Text) -> SheetShown:
    role: Role = sheet.role  # type: ignore[assignment]  # only our own roles are stored
    return SheetShown(sheet.number, role, when, sheet.entered_by)


async def ask(here: Step, round_: Round) -> None:
    """Ask what stands on a sheet, in the order in which it is printed."""
    project = await contexts.project_of(here)
    ask, stored = round_.ask, round_.stored
    own = VoteContext(
        round=stored.id,
        number=stored.number,
        text=ask.text,
        method=voting.method_of(round_),
        candidates=ask.candidates,
        ends=voting.ends(project, stored.closes_at),
        allowed=tuple(TYPED),
        dots=ask.dots,
    )
    await talking.begin(here, "enter_sheet", SheetContext(own, ask.roles))

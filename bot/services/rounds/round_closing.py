"""The end of a round: at once, if a facilitator says so, and its outcome, with which it is closed."""

from __future__ import annotations

import msgspec

from bot.codesign.rounds import Outcome
from bot.services import contributions, projects
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.rounds import round_calls, round_time
from bot.services.rounds.round_opening import BY_COMMAND
from bot.services.rounds.rounds import Round
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from storage import rounds as stored_rounds
from storage.database import Transaction


async def end_now(house: House, tx: Transaction, round_: Round, by: int) -> bool:
    """Take no answers from now on; False when it is over already. ``by``: a facilitator, 0 for a command."""
    now = house.clock.now()
    if not await stored_rounds.end_now(tx, round_.stored.id, now):
        return False
    await _note(house, tx, round_, "round_ended", by)
    tx.after_commit(house.bells.rounds.ring)
    return True


async def close(house: House, tx: Transaction, round_: Round, outcome: Outcome, by: int) -> bool:
    """Write down the outcome of a round that is over, and tell those who were asked; False if it has one."""
    now = house.clock.now()
    if round_.state(now) != "over":
        return False
    project = await projects.load(house, tx, round_.stored.project_id)
    await round_time.finish(house, tx, project, round_)
    if not await stored_rounds.close(tx, house.keys, round_.stored, msgspec.json.encode(outcome), now):
        return False
    if round_.kind == "votes":
        await contributions.all_answered(
            tx, round_.stored.project_id, "ballot", round_.stored.number, "outcome", now
        )
    await priorities.decided(house, tx, round_.ask.candidates, outcome.chosen)
    await _note(house, tx, round_, "round_closed", by)
    await round_calls.call(house, tx, round_, "outcome")
    return True


async def _note(house: House, tx: Transaction, round_: Round, kind: str, by: int) -> None:
    about = round_.stored.number
    deed = Deed("facilitator", by, about) if by else Deed(about=about, words=BY_COMMAND)
    await auditing.record(house, tx, round_.stored.project_id, kind, deed, house.clock.now())

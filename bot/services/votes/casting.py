"""Casting a ballot, and changing it until its round is over: one person, one ballot, and none too late."""

from __future__ import annotations

import msgspec

from bot.codesign import debt
from bot.codesign.ballots import Ballot, check
from bot.flows.vote import VoteContext
from bot.i18n.texts import Text, _, lines
from bot.services import contexts, contributions, guiding, talking
from bot.services.rounds import rounds
from bot.services.rounds.rounds import ROUND_IS_OVER, Round
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from bot.services.votes import vote_results, voting
from storage import ballots
from storage import rounds as stored_rounds
from storage.ballots import StoredBallot
from storage.runs import Run


@guarded("vote")
async def _hindrance(here: Step, talk: Talk) -> Text | None:
    """The vote may be over, or no longer be this person's, while its screen is still open."""
    context: VoteContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    if round_ is not None and rounds.takes_answers(here, round_):
        return None
    mine = await ballots.of(here.tx, here.house.keys, context.round, talk.run.membership_id)
    return lines(
        ROUND_IS_OVER, None if mine is None else _("The vote that you cast before stands and counts.")
    )


@when_over("vote")
async def _cast(here: Step, talk: Talk, ballot: Ballot) -> None:
    why = await _hindrance(here, talk)
    counted = not await stored_rounds.hold(here.tx, talk.context.round)
    if why is not None or counted:
        await here.say(why or ROUND_IS_OVER)
        await guiding.go_on(here)
        return
    context: VoteContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    assert round_ is not None
    before = await ballots.of(here.tx, here.house.keys, context.round, here.place.membership_id)
    await keep(here, round_, talk.run, ballot)
    await here.say(
        _("Thank you. Your vote is cast.") if before is None else _("Your vote is changed."),
        lines(
            _("You can change it from the menu until the vote ends, {time}.", time=context.ends),
            _("After that, you hear what came of it and what the team decides."),
        ),
    )
    await guiding.go_on(here)


async def keep(here: Step, round_: Round, run: Run, ballot: Ballot) -> StoredBallot:
    """Keep the vote of the step's person, in a round that is held; it takes the place of another.

    Raises ValueError for a vote that cannot be cast in this round.
    """
    check(ballot.vote, voting.rules_of(round_))
    await ballots.put(
        here.tx,
        here.house.keys,
        round_id=round_.stored.id,
        project_id=here.place.project_id,
        membership_id=here.place.membership_id,
        run_id=run.id,
        content=msgspec.json.encode(ballot),
        now=here.now,
    )
    await vote_results.keep_so_far(here.house, here.tx, round_)
    await talking.keep_only(here, run, ballot.reason)
    return await _contributed(here, round_)


async def _contributed(here: Step, round_: Round) -> StoredBallot:
    """Whoever votes hears what came of it within the project's days from the end of the round."""
    mine = await ballots.of(here.tx, here.house.keys, round_.stored.id, here.place.membership_id)
    project = await contexts.project_of(here)
    assert mine is not None
    await contributions.made(
        here.house,
        here.tx,
        here.place.project_id,
        here.place.membership_id,
        "ballot",
        mine.id,
        round_.stored.number,
        debt.due(round_.stored.closes_at, project.reply_days),
    )
    return mine

"""Ratings and votes that a facilitator enters for somebody: theirs, while the round takes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.flows.assisting_entries import (
    RatingFor,
    RatingForContext,
    VoteFor,
    VoteForContext,
)
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, talking
from bot.services.assisting import person_menu, theirs
from bot.services.projects import day_in
from bot.services.ratings import rating
from bot.services.rounds import rounds
from bot.services.rounds.rounds import ROUND_IS_OVER, Round
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from bot.services.votes import casting, voting
from storage import ballots, ratings, runs
from storage import rounds as stored_rounds
from storage.assisted import AssistedPerson

RATE, VOTE = "assisting_rate", "assisting_vote"

Begin = Callable[[Step, Round, AssistedPerson], Awaitable[Any]]


async def _open(as_theirs: Step, kind: str) -> list[Round]:
    return [each for each in await rounds.open_for(as_theirs) if each.kind == kind]


async def _ratings(as_theirs: Step) -> list[tuple[str, Text]]:
    return [
        (
            str(each.stored.number),
            _("How the care felt, again (round {number})", number=each.stored.number)
            if as_theirs.place.membership_id in await ratings.who_answered(as_theirs.tx, each.stored.id)
            else _("How the care felt (round {number})", number=each.stored.number),
        )
        for each in await _open(as_theirs, "ratings")
    ]


async def _votes(as_theirs: Step) -> list[tuple[str, Text]]:
    return [
        (
            str(each.stored.number),
            _("Their vote, again (round {number})", number=each.stored.number)
            if as_theirs.place.membership_id in await ballots.voters(as_theirs.tx, each.stored.id)
            else _("Their vote (round {number})", number=each.stored.number),
        )
        for each in await _open(as_theirs, "votes")
    ]


async def _serve(here: Step, person: AssistedPerson, detail: str, flow: str, context_for: Begin) -> None:
    """Begin to enter somebody's answer in a round, or go on where this facilitator left it."""
    round_ = await rounds.find(here, int(detail))
    as_theirs = theirs.step_of(here, person)
    if round_ is None or not rounds.takes_answers(as_theirs, round_):
        await here.say(ROUND_IS_OVER)
        await person_menu.show(here, person)
        return
    begun = await rounds.begun(as_theirs, round_, flow)
    if begun is not None and begun.participant_id == here.participant.id:
        await runs.take_turn(here.tx, begun, here.now)
        await guiding.go_on(here)
        return
    await talking.begin(as_theirs, flow, await context_for(as_theirs, round_, person))


async def _rating_for(as_theirs: Step, round_: Round, person: AssistedPerson) -> RatingForContext:
    project = await contexts.project_of(as_theirs)
    today = day_in(project, as_theirs.now).on
    own = await rating.context_for(as_theirs, round_)
    return RatingForContext(theirs.called(person), today, round_.stored.id, own)


async def _vote_for(as_theirs: Step, round_: Round, person: AssistedPerson) -> VoteForContext:
    project = await contexts.project_of(as_theirs)
    today = day_in(project, as_theirs.now).on
    own = await voting.context_for(as_theirs, round_)
    return VoteForContext(theirs.called(person), today, round_.stored.id, own)


async def _serve_ratings(here: Step, person: AssistedPerson, detail: str) -> None:
    await _serve(here, person, detail, RATE, _rating_for)


async def _serve_votes(here: Step, person: AssistedPerson, detail: str) -> None:
    await _serve(here, person, detail, VOTE, _vote_for)


person_menu.put("ratings", _ratings, _serve_ratings)
person_menu.put("votes", _votes, _serve_votes)


@guarded(RATE)
@guarded(VOTE)
async def _hindrance(here: Step, talk: Talk) -> Text | None:
    """The facilitator may have no right any more, the person may have left, or the round may be over."""
    as_theirs = await theirs.of_talk(here, talk)
    if as_theirs is None:
        return guiding.UNKNOWN
    context: RatingForContext | VoteForContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    return None if round_ is not None and rounds.takes_answers(as_theirs, round_) else ROUND_IS_OVER


async def _round_of(here: Step, talk: Talk) -> tuple[Step, Round] | None:
    """The step as the person's, and the round that still takes their answer; None, said, when it does not."""
    why = await _hindrance(here, talk)
    as_theirs = await theirs.of_talk(here, talk)
    context: RatingForContext | VoteForContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    if why is not None or as_theirs is None or round_ is None:
        await here.say(why or ROUND_IS_OVER)
        await guiding.go_on(here)
        return None
    return as_theirs, round_


@when_over(RATE)
async def _rated(here: Step, talk: Talk, given: RatingFor) -> None:
    found = await _round_of(here, talk)
    if found is None:
        return
    (as_theirs, round_), keys = found, here.house.keys
    context: RatingForContext = talk.context
    await theirs.becomes_theirs(here, talk, "rate", context.own)
    if await rating.keep(as_theirs, round_, talk.run.id, given.ratings) is None:
        await here.say(ROUND_IS_OVER)
    else:
        membership_id = as_theirs.place.membership_id
        sent = await ratings.newest(here.tx, keys, round_.stored.id, membership_id)
        assert sent is not None
        await theirs.mark(here, membership_id, given.taken, "ratings", sent.id)
        await here.say(_("Thank you. How the care felt is kept as theirs."))
    await person_menu.show_again(here, as_theirs.place.membership_id)


@when_over(VOTE)
async def _voted(here: Step, talk: Talk, given: VoteFor | None) -> None:
    if given is None:
        await runs.becomes(here.tx, talk.run.id, "dropped", here.now)
        await here.say(_("I have not entered a vote for them."))
        await person_menu.show_again(here, talk.run.membership_id)
        return
    found = await _round_of(here, talk)
    if found is None:
        return
    as_theirs, round_ = found
    context: VoteForContext = talk.context
    await theirs.becomes_theirs(here, talk, "vote", context.own)
    if not await stored_rounds.hold(here.tx, round_.stored.id):
        await here.say(ROUND_IS_OVER)
    else:
        cast = await casting.keep(as_theirs, round_, talk.run, given.ballot)
        await theirs.mark(here, as_theirs.place.membership_id, given.taken, "ballot", cast.id)
        await here.say(_("Thank you. Their vote is cast. When the vote is over, tell them what came of it."))
    await person_menu.show_again(here, as_theirs.place.membership_id)

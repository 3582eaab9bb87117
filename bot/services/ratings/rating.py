"""Ratings of the pathway: begun, gone on with, sent in versions, changed until the round closes."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from bot.codesign.rating import Ratings, low_points
from bot.codesign.story import Kind
from bot.flows.answers import Chosen
from bot.flows.rating import LowPointsContext, RatingContext, sent_words
from bot.flows.story import SPOKEN
from bot.i18n.texts import Moment, Text, _
from bot.services import contexts, guiding, orders, projects, talking, waiting_words
from bot.services.ratings import comment_queue, mapping
from bot.services.rounds import rounds
from bot.services.rounds.rounds import ROUND_IS_OVER, Business, Round
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import ratings, runs
from storage import rounds as stored_rounds
from storage.database import Transaction


def read(content: bytes) -> Ratings:
    """The ratings that were stored as JSON."""
    return msgspec.json.decode(content, type=Ratings)


async def context_for(here: Step, round_: Round) -> RatingContext:
    """What the step's person is asked in a round of ratings, within what they agreed to."""
    project = await contexts.project_of(here)
    allowed: tuple[Kind, ...] = tuple(SPOKEN & frozenset((await contexts.story_context(here)).allowed))
    return RatingContext(
        round=round_.stored.id,
        text=round_.ask.text,
        touchpoints=project.touchpoints,
        feelings=project.feelings,
        emergency=project.responsible.emergency,
        allowed=allowed,
    )


async def _begin(here: Step, round_: Round) -> None:
    """Open the rating: where it was left, at its reading back when it was sent, or at its beginning."""
    if not rounds.takes_answers(here, round_):
        await here.say(ROUND_IS_OVER)
        await guiding.menu(here)
        return
    run = await rounds.begun(here, round_, "rate")
    if run is None:
        sent = await ratings.newest(here.tx, here.house.keys, round_.stored.id, here.place.membership_id)
        if sent is None:
            await talking.begin(here, "rate", await context_for(here, round_))
            return
        run = await runs.by_id(here.tx, here.house.keys, sent.run_id)
        assert run is not None
        await runs.save(here.tx, here.house.keys, run, {}, frozenset({"check"}), here.now)
    await runs.take_turn(here.tx, run, here.now)
    await guiding.go_on(here)


async def _label(here: Step, round_: Round) -> Text:
    if await rounds.begun(here, round_, "rate") is not None:
        return _("Go on with how the care felt")
    if here.place.membership_id in await ratings.who_answered(here.tx, round_.stored.id):
        return _("Change what I said of how the care felt")
    return _("Say how each part of the care felt")


async def _answered(tx: Transaction, round_: Round) -> Collection[str]:
    return await ratings.who_answered(tx, round_.stored.id)


async def _has_answered(tx: Transaction, round_: Round, membership_id: str) -> bool:
    return await ratings.has_answered(tx, round_.stored.id, membership_id)


@guarded("rate")
async def _may_go_on(here: Step, talk: Talk) -> Text | None:
    context: RatingContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    return None if round_ is not None and rounds.takes_answers(here, round_) else ROUND_IS_OVER


@when_over("rate")
async def _sent(here: Step, talk: Talk, given: Ratings) -> None:
    context: RatingContext = talk.context
    round_ = await rounds.by_id(here.house, here.tx, context.round)
    version = None if round_ is None else await keep(here, round_, talk.run.id, given)
    if round_ is None or version is None:
        await here.say(ROUND_IS_OVER)
        await guiding.go_on(here)
        return
    place = here.place
    project = await contexts.project_of(here)
    closes = round_.stored.closes_at
    await here.say(
        _("Thank you. How the care felt to you is with the team now."),
        sent_words(Moment(closes, project.time_zone), projects.day_in(project, closes)),
    )
    if given.ratings:
        await orders.place(
            here.house, here.tx, place.membership_id, "my_map", f"{round_.stored.id} {version}"
        )
        await here.say(_("I am drawing your own map of it. It comes into this chat in a moment."))
    await _offer_a_story(here, context, given)


async def keep(here: Step, round_: Round, run_id: str, given: Ratings) -> int | None:
    """Keep what the step's person sent in a round; which version it is. None when the round is over."""
    if not rounds.takes_answers(here, round_) or not await stored_rounds.hold(here.tx, round_.stored.id):
        return None
    return await ratings.add(
        here.tx,
        here.house.keys,
        here.place.project_id,
        round_id=round_.stored.id,
        membership_id=here.place.membership_id,
        run_id=run_id,
        content=msgspec.json.encode(given),
        now=here.now,
        to_read=comment_queue.place(await contexts.project_of(here), given),
    )


async def _offer_a_story(here: Step, context: RatingContext, given: Ratings) -> None:
    points = {point.id: point for point in context.touchpoints}
    low = tuple(points[name] for name in low_points(given) if name in points)
    if low and (await contexts.story_context(here)).allowed:
        await talking.begin(here, "low_points", LowPointsContext(low))
    else:
        await guiding.go_on(here)


@when_over("low_points")
async def _tells(here: Step, talk: Talk, touchpoint: str | None) -> None:
    del talk
    context = await contexts.story_context(here)
    known = {point.id for point in context.touchpoints}
    if touchpoint is None or touchpoint not in known or not context.allowed:
        await guiding.go_on(here)
        return
    await talking.begin(here, "story", context, given={"touchpoint": Chosen(touchpoint)})
    run = await runs.current(here.tx, here.house.keys, here.participant.id)
    assert run is not None
    await waiting_words.bring_to(here, run, "tell")


rounds.BUSINESS["ratings"] = Business(
    answered=_answered,
    has_answered=_has_answered,
    begin=_begin,
    label=_label,
    freeze=mapping.freeze,
    heard=mapping.heard,
)

"""Whoever's story led to a change says whether it made a difference: from the menu, until it is closed."""

from __future__ import annotations

import msgspec

from bot.codesign.difference import CHANGE, Difference
from bot.codesign.story import Kind
from bot.flows.difference import DifferenceContext, PointAsked
from bot.flows.story import SPOKEN
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, menus, talking
from bot.services.actions import actions, asking_difference
from bot.services.actions.actions import Written
from bot.services.projects import NOT_ASKED
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import action_asks, runs
from storage.action_asks import StoredAsk
from storage.runs import Run

NOT_OPEN = _("The team does not ask this any more. Thank you all the same.")


class Mine(msgspec.Struct, frozen=True):
    """A question that stands open for this person, and the action that it is about."""

    ask: StoredAsk
    one: Written

    @property
    def number(self) -> int:
        """The number of the action."""
        return self.one.number


async def open_for(here: Step) -> list[Mine]:
    """What this person is asked at present, answered or not: of actions that are done and not closed."""
    place = here.place
    if place.role in NOT_ASKED or place.left or not place.joined:
        return []
    asks = await action_asks.of_membership(here.tx, here.house.keys, place.membership_id)
    if not asks:
        return []
    done = {
        (each.stored.id, each.action.turn): each
        for each in await actions.written(here.house, here.tx, place.project_id)
        if each.action.status == "done"
    }
    return [Mine(ask, one) for ask in asks if (one := done.get((ask.action_id, ask.turn))) is not None]


async def answered(here: Step) -> list[Mine]:
    """What this person has answered and can still change."""
    return [each for each in await open_for(here) if each.ask.answered_at is not None]


async def _offer(here: Step) -> list[tuple[str, Text]]:
    waiting = [each for each in await open_for(here) if each.ask.answered_at is None]
    return [
        (str(each.number), _("Did this change make a difference? ({number})", number=each.number))
        for each in waiting
    ]


async def _serve(here: Step, number: str) -> None:
    await begin(here, int(number))


menus.put("home", "difference", _offer, _serve)


async def begin(here: Step, number: int) -> None:
    """Open the question about an action: where it was left, at its reading back when it was sent, or anew."""
    mine = next((each for each in await open_for(here) if each.number == number), None)
    if mine is None:
        await here.say(NOT_OPEN)
        await guiding.menu(here)
        return
    run = await _begun(here, mine.ask)
    if run is None:
        await talking.begin(here, "difference", await _context(here, mine))
        return
    if run.status not in ("open", "waiting"):
        await runs.save(here.tx, here.house.keys, run, {}, frozenset({"check"}), here.now)
    await runs.take_turn(here.tx, run, here.now)
    await guiding.go_on(here)


class _About(msgspec.Struct):
    """What a conversation about a difference knows first: which question it answers."""

    ask: str


async def _begun(here: Step, ask: StoredAsk) -> Run | None:
    """The conversation in which this person answered, or began to."""
    if ask.run_id is not None:
        return await runs.by_id(here.tx, here.house.keys, ask.run_id)
    found = await runs.begun(here.tx, here.house.keys, here.place.membership_id, "difference")
    return next((run for run in found if msgspec.json.decode(run.context, type=_About).ask == ask.id), None)


async def _context(here: Step, mine: Mine) -> DifferenceContext:
    project = await contexts.project_of(here)
    names = {point.id: point.name for point in project.touchpoints}
    allowed: tuple[Kind, ...] = tuple(SPOKEN & frozenset((await contexts.story_context(here)).allowed))
    points = asking_difference.read(mine.ask.content).points
    known = [each for each in points if each.touchpoint in names or each.touchpoint == CHANGE]
    return DifferenceContext(
        ask=mine.ask.id,
        number=mine.number,
        what=mine.one.action.what,
        change=mine.one.action.steps[-1].change,
        points=tuple(PointAsked(each.touchpoint, names.get(each.touchpoint), each.before) for each in known),
        emergency=project.responsible.emergency,
        allowed=allowed,
    )


async def _still_open(here: Step, context: DifferenceContext) -> Mine | None:
    return next((each for each in await open_for(here) if each.ask.id == context.ask), None)


@guarded("difference")
async def _may_go_on(here: Step, talk: Talk) -> Text | None:
    return None if await _still_open(here, talk.context) else NOT_OPEN


@when_over("difference")
async def _sent(here: Step, talk: Talk, given: Difference) -> None:
    context: DifferenceContext = talk.context
    mine = await _still_open(here, context)
    if mine is None:
        await here.say(NOT_OPEN)
        await guiding.go_on(here)
        return
    content = msgspec.json.encode(given)
    await action_asks.answer(here.tx, here.house.keys, mine.ask, talk.run.id, content, here.now)
    await talking.keep_only(here, talk.run, given.every_part())
    await here.say(
        _("Thank you. What you said of the change is with the team now."),
        _("You can change it until the team closes this: on the menu, under “What is changing”."),
    )
    await guiding.go_on(here)

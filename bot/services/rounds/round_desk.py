"""The facilitators' desk for rounds: what there is, ending, and writing the outcome.

Their right is checked at each step. So is where a round stands: another facilitator may have been faster.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.codesign.rounds import KINDS, ROLES, Ask, Outcome, Role, RoundKind, closing, lengths_until
from bot.codesign.time_left import over_for, time_left
from bot.flows import answers as stored_answers
from bot.flows.answers import Answer
from bot.flows.closing import ClosingContext
from bot.flows.opening import FEWEST_TO_VOTE_ON, NewRound, OpeningContext, People
from bot.flows.owed import HeldBack, HeldBackContext
from bot.flows.rounds import RoundsContext, RoundShown, RoundWish
from bot.i18n.texts import Text, _, lines
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, contributions, guiding, menus, owing, talking, team_only, teamwork
from bot.services.contributions import Owed
from bot.services.priorities import priorities
from bot.services.rounds import round_closing, round_opening, round_planning, round_words, rounds
from bot.services.rounds.round_calls import until
from bot.services.rounds.round_opening import Hindered, Reach
from bot.services.rounds.round_plans import Plan
from bot.services.rounds.rounds import BUSINESS, Round
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from bot.services.votes import paper, sheet_desk
from storage import runs

MOST_SHOWN = 12
"""Rounds on one screen: what waits, what is open, and the newest of the others."""

MOST_WAITING = 2
"""Rounds whose outcome has a button of its own on the team's menu; the others stand under “Rounds”."""

HINDERED: dict[Hindered, Text] = {
    "too late": _("The project ends before this round would be over. Please choose fewer days."),
    "in the way": _(
        "Another round asks some of these people for the same thing. One after the other is kinder: "
        "change who is asked, or wait until it is over."
    ),
    "changed": _("A priority has new words, or can no longer be voted on. Please look at it again."),
}
"""What is said of a round that does not open now; what is owed has a conversation of its own."""


@guarded("close_round")
async def _cannot_close(here: Step, talk: Talk) -> Text | None:
    if (why := await team_only.no_facilitator(here, talk)) is not None:
        return why
    context: ClosingContext = talk.context
    found = await rounds.find(here, context.number)
    if found is None or found.state(here.now) == "over":
        return None if found is not None else guiding.UNKNOWN
    return _("Round {number} has its outcome already.", number=context.number)


async def open_desk(here: Step) -> None:
    """Show the rounds of the project."""
    found = await rounds.every(here.house, here.tx, here.place.project_id)
    shown = [await _shown(here, each) for each in reversed(found)]
    rank = {"over": 0, "open": 1, "closed": 2}
    shown.sort(key=lambda each: rank[each.state])
    begun = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "open_round")
    plans = await round_planning.shown(here)
    await talking.begin(here, "rounds", RoundsContext(tuple(shown[:MOST_SHOWN]), begun is not None, plans))


async def _shown(here: Step, round_: Round) -> RoundShown:
    zone = (await contexts.project_of(here)).time_zone
    closes_at, state = round_.stored.closes_at, round_.state(here.now)
    when = time_left(here.now, closes_at, zone) if state == "open" else over_for(closes_at, here.now, zone)
    asked, answered = await rounds.taken_part(here.tx, round_)
    return RoundShown(
        number=round_.stored.number,
        kind=round_.kind,
        state=state,
        text=round_.ask.text,
        when=_("closed") if state == "closed" else when,
        asked=asked,
        answered=answered,
        outcome=round_.outcome,
        candidates=round_.ask.candidates,
        sheets=(await paper.by_role(here.tx, round_)).total() if round_.kind == "votes" else 0,
    )


@when_over("rounds")
async def _wished(here: Step, talk: Talk, wish: RoundWish) -> None:
    del talk
    if wish.deed in ("open", "resume"):
        anew = wish.deed == "open"
        if not await owing.hold_back(here, anew=anew):
            await _open(here, anew=anew)
    elif wish.deed == "change":
        await here.say(await round_planning.change(here, wish))
        await open_desk(here)
    elif wish.deed == "take_back":
        await here.say(await round_planning.take_back(here, wish.plan))
        await open_desk(here)
    elif wish.deed == "end":
        await _end(here, wish.number)
    elif wish.deed == "outcome":
        await _write_outcome(here, wish.number)
    elif wish.deed == "sheets":
        await _show_sheets(here, wish.number)
    elif wish.deed == "list":
        await open_desk(here)
    else:
        await teamwork.open_team(here)


@when_over("held_back")
async def _held_back(here: Step, talk: Talk, wish: HeldBack) -> None:
    context: HeldBackContext = talk.context
    if wish.reason:
        await _open(here, anew=context.anew, despite=wish.reason)
    elif not wish.answer or not await owing.answer(here, wish.answer):
        await open_desk(here)


async def _open(here: Step, *, anew: bool, despite: str = "") -> None:
    """Begin to open a round, or go on: what was answered stands, but with today's people and priorities."""
    given = await _begun(here)
    await _begin_opening(here, {} if anew else given, despite)


async def _begin_opening(
    here: Step, given: dict[str, Answer], despite: str = "", why: Text | None = None
) -> None:
    """Ask for what a round needs; ``given`` is answered already, and ``why`` says why it is asked again."""
    context = await _opening(here, despite)
    if context is None:
        await here.say(round_planning.TOO_LATE)
        await open_desk(here)
        return
    if why is not None:
        await here.say(why)
    await talking.begin(here, "open_round", context, given)


async def _opening(here: Step, despite: str) -> OpeningContext | None:
    """What the project knows now; None when it ends before a round could be over."""
    project = await contexts.project_of(here)
    lengths = lengths_until(here.now, project.ends_on, ZoneInfo(project.time_zone))
    if not lengths:
        return None
    candidates = await priorities.candidates(here.house, here.tx, here.place.project_id)
    enough = len(candidates) >= FEWEST_TO_VOTE_ON
    return OpeningContext(
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        kinds=tuple(kind for kind in KINDS if kind in BUSINESS and (kind != "votes" or enough)),
        people={kind: await _people(here, kind) for kind in BUSINESS},
        candidates=candidates,
        lengths=lengths,
        despite=despite,
    )


async def _people(here: Step, kind: RoundKind) -> dict[Role, People]:
    """How many people of each role can answer a round of this kind, and how many of them may be told."""
    reach = await round_opening.reach(here.tx, here.place.project_id, kind)
    found = {role: reach.get(role, Reach(0, 0)) for role in ROLES}
    return {role: People(each.asked, each.told, each.outside) for role, each in found.items()}


async def _begun(here: Step) -> dict[str, Answer]:
    """What was answered in the round that this facilitator is half way to opening. It is let go of."""
    given: dict[str, Answer] = {}
    while run := await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "open_round"):
        found = await runs.answers(here.tx, here.house.keys, run)
        given = given or {name: stored_answers.decode(answer) for name, answer in found.items()}
        await runs.becomes(here.tx, run.id, "dropped", here.now)
    return given


@when_over("open_round")
async def _opened(here: Step, talk: Talk, new: NewRound) -> None:
    project = await contexts.project_of(here)
    context: OpeningContext = talk.context
    ask = Ask(
        text=new.text,
        roles=new.roles,
        opened_by=here.place.number,
        method=new.method,
        candidates=tuple(each for each in context.candidates if each.number in new.priorities),
        dots=new.dots,
    )
    if new.opens_in:
        await _plan(here, talk, Plan(new.kind, ask, new.days, context.despite), new.opens_in)
        return
    closes_at = closing(here.now, new.days, ZoneInfo(project.time_zone))
    opened = await round_opening.open_round(
        here.house, here.tx, here.place.project_id, new.kind, ask, closes_at, despite=context.despite
    )
    if opened == "owed":
        await _put_aside(here, talk)
        await owing.hold_back(here, anew=False)
        return
    if not isinstance(opened, Round):
        again = {"changed": "priorities", "too late": "days"}.get(opened, "check")
        await _ask_again(here, talk, HINDERED[opened], "check", again)
        return
    await here.say(
        lines(_("Round {number} is open.", number=opened.stored.number), until(project, closes_at)),
        _("Those who have not answered are reminded once. When it is over, it waits for its outcome."),
    )
    await open_desk(here)


async def _plan(here: Step, talk: Talk, plan: Plan, opens_in: int) -> None:
    """Let it open on its day. Would it outlive the project, then what was answered can be changed."""
    if (why := await round_planning.plan(here, plan, opens_in)) is None:
        await open_desk(here)
        return
    why = lines(why, _("Please choose fewer days, or an earlier day."))
    await _ask_again(here, talk, why, "check", "opens")


async def _ask_again(here: Step, talk: Talk, why: Text, *names: str) -> None:
    """Say why, and go on with opening a round as it was answered, but for these questions."""
    context: OpeningContext = talk.context
    given = {name: answer for name, answer in talk.answers.items() if name not in names}
    await _begin_opening(here, given, context.despite, why)


async def _put_aside(here: Step, talk: Talk) -> None:
    """Keep what was answered for another day: only that it is opened has to be said anew."""
    run = await talking.prepare(here, "open_round", talk.context)
    kept = {name: stored_answers.encode(answer) for name, answer in talk.answers.items() if name != "check"}
    await runs.save(here.tx, here.house.keys, run, kept, frozenset(), here.now)
    await runs.becomes(here.tx, run.id, "waiting", here.now)


async def _show_sheets(here: Step, number: int) -> None:
    found = await rounds.find(here, number)
    if found is None or not await sheet_desk.show(here, found):
        await open_desk(here)


async def _end(here: Step, number: int) -> None:
    found = await rounds.find(here, number)
    if found is not None and await round_closing.end_now(here.house, here.tx, found, here.place.number):
        await here.say(_("Round {number} is over. Nobody can answer any more.", number=number))
    await open_desk(here)


async def _write_outcome(here: Step, number: int) -> None:
    found = await rounds.find(here, number)
    if found is None or found.state(here.now) != "over":
        await open_desk(here)
        return
    project = await contexts.project_of(here)
    asked, answered = await rounds.taken_part(here.tx, found)
    context = ClosingContext(
        number=number,
        text=found.ask.text,
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        taken_part=_(
            "{answered} of {asked} have taken part.",
            answered=sum(answered.values()),
            asked=sum(asked.values()),
        ),
        candidates=found.ask.candidates,
    )
    await talking.begin(here, "close_round", context)


@when_over("close_round")
async def _closed(here: Step, talk: Talk, outcome: Outcome) -> None:
    context: ClosingContext = talk.context
    found = await rounds.find(here, context.number)
    if found is not None and await round_closing.close(
        here.house, here.tx, found, outcome, here.place.number
    ):
        await here.say(
            _(
                "Round {number} is closed. Thank you. Those who were asked can read it now.",
                number=context.number,
            )
        )
    await open_desk(here)


async def _list_entry(here: Step) -> list[tuple[str, Text]]:
    del here
    return [("", _("Rounds"))]


async def _serve_list(here: Step, detail: str) -> None:
    del detail
    await (open_desk(here) if teamwork.is_facilitator(here) else teamwork.open_team(here))


async def _outcome_entries(here: Step) -> list[tuple[str, Text]]:
    return [
        (str(each.stored.number), _("Write the outcome of round {number}", number=each.stored.number))
        for each in (await round_words.waiting(here))[:MOST_WAITING]
    ]


async def _serve_outcome(here: Step, detail: str) -> None:
    await (_write_outcome(here, int(detail)) if teamwork.is_facilitator(here) else teamwork.open_team(here))


async def answer(here: Step, owed: Owed) -> None:
    """Whoever voted is answered by the outcome of their round."""
    await _write_outcome(here, owed.number)


contributions.WAYS["ballot"] = answer
menus.put("team", "rounds", _list_entry, _serve_list)
menus.put("team", "outcome", _outcome_entries, _serve_outcome)

"""The rounds of a project as its facilitators see them, and what can be done with each."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.rounds import Candidate, Outcome, Role, RoundKind, State
from bot.flows.asks import KIND_NAMES, PEOPLE, outcome_lines
from bot.flows.opening import how_long, opens_in
from bot.flows.questions import Choice, Confirm, Option
from bot.flows.sheets import how_many
from bot.i18n.texts import Day, Own, Text, _, lines, n_

Deed: TypeAlias = Literal["open", "resume", "end", "outcome", "sheets", "change", "take_back", "list", "back"]


class RoundShown(msgspec.Struct, frozen=True):
    """One round. ``when``: how long it is open or has been over; ``answered`` and ``asked`` are by role."""

    number: int
    kind: RoundKind
    state: State
    text: LocalText
    when: Text
    asked: dict[Role, int]
    answered: dict[Role, int]
    outcome: Outcome | None = None
    candidates: tuple[Candidate, ...] = ()
    sheets: int = 0
    """Voting sheets that are typed in from paper."""


class PlanShown(msgspec.Struct, frozen=True):
    """A round that opens on a day, for so many days. ``key`` tells it from others.

    ``too_long``: why it does not open as things stand. ``opens_in`` and ``lengths``: after how many days it
    can open instead, and for how many days it can be open, without outliving the project.
    """

    key: str
    kind: RoundKind
    text: LocalText
    roles: tuple[Role, ...]
    day: Day
    days: int
    too_long: Text | None = None
    opens_in: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()


class RoundsContext(msgspec.Struct, frozen=True):
    """The rounds, those that wait for something first. ``begun``: one is half way to being opened."""

    rounds: tuple[RoundShown, ...]
    begun: bool
    plans: tuple[PlanShown, ...] = ()


class RoundWish(msgspec.Struct, frozen=True):
    """What a facilitator wants to do, with which round."""

    deed: Deed
    number: int = 0
    plan: str = ""
    opens_in: int = 0
    """Days after which a plan opens; 0 leaves its day as it is."""
    days: int = 0
    """For how many days it is open then; 0 leaves that as it is."""


async def rounds(ctx: RoundsContext) -> RoundWish:
    """Return what the facilitator wants."""
    ways: list[Option] = [Option(str(each.number), _button(each)) for each in ctx.rounds]
    ways += [Option(each.key, _("Planned for {day}", day=each.day)) for each in ctx.plans]
    if ctx.begun:
        ways.append(Option("resume", _("Go on with the round you began")))
    ways.append(Option("open", _("Open a round")))
    ways.append(Option("back", _("Back to the team's menu")))
    chosen = await Choice(
        "round",
        lines(
            _("Rounds"),
            *(_line(each) for each in ctx.rounds),
            *(lines(_opens(each), each.too_long, gap=0) for each in ctx.plans),
        ),
        options=tuple(ways),
    )
    found = next((each for each in ctx.rounds if str(each.number) == chosen), None)
    if found is not None:
        return await _one(found)
    planned = next((each for each in ctx.plans if each.key == chosen), None)
    if planned is not None:
        return await _planned(planned)
    return RoundWish("open" if chosen == "open" else "resume" if chosen == "resume" else "back")


def _button(round_: RoundShown) -> Text:
    if round_.state == "over":
        return _("Round {number}: waits for its outcome", number=round_.number)
    return _("Round {number}", number=round_.number)


def _line(round_: RoundShown) -> Text:
    return _(
        "{number}: {what}, {when}. {answered} of {asked} have taken part.",
        number=round_.number,
        what=KIND_NAMES[round_.kind],
        when=round_.when,
        answered=sum(round_.answered.values()),
        asked=sum(round_.asked.values()),
    )


async def _one(round_: RoundShown) -> RoundWish:
    number = round_.number
    ways: list[Option] = []
    if round_.state == "open" and round_.kind == "votes":
        ways.append(Option("sheets", _("Voting sheets from paper")))
    if round_.state == "open":
        ways.append(Option("end", _("End it now")))
    if round_.state == "over":
        ways.append(Option("outcome", _("Write the outcome")))
    ways.append(Option("list", _("Back to the rounds")))
    do = await Choice(f"do.{number}", lines(*_details(round_)), options=tuple(ways))
    if do == "end":
        sure = await Confirm(
            f"sure.{number}",
            _("End round {number} now? From then on nobody can answer any more.", number=number),
            yes=_("Yes, end it"),
            no=_("No, leave it open"),
        )
        return RoundWish("end", number) if sure else RoundWish("list")
    if do in ("outcome", "sheets"):
        return RoundWish("outcome" if do == "outcome" else "sheets", number)
    return RoundWish("list")


def _opens(plan: PlanShown) -> Text:
    if plan.too_long is not None:
        return _("{what}: was planned, and does not open.", what=KIND_NAMES[plan.kind])
    return _("{what}: opens by itself on {day}.", day=plan.day, what=KIND_NAMES[plan.kind])


async def _planned(plan: PlanShown) -> RoundWish:
    lengths = tuple(days for days in plan.lengths if days != plan.days)
    ways = [Option("day", _("Open it on another day"))] if plan.opens_in else []
    ways += [Option("length", _("Change: how long"))] if lengths else []
    do = await Choice(
        f"do.{plan.key}",
        lines(
            _opens(plan),
            plan.too_long,
            Own(plan.text),
            lines(*(PEOPLE[role] for role in plan.roles), gap=0),
            n_("It is open for {n} day.", "It is open for {n} days.", plan.days),
        ),
        options=(
            *ways,
            Option("take_back", _("Take the plan back")),
            Option("list", _("Back to the rounds")),
        ),
    )
    if do == "day":
        return RoundWish("change", plan=plan.key, opens_in=await opens_in(f"day.{plan.key}", plan.opens_in))
    if do == "length":
        return RoundWish("change", plan=plan.key, days=await how_long(f"length.{plan.key}", lengths))
    return RoundWish("take_back", plan=plan.key) if do == "take_back" else RoundWish("list")


def _details(round_: RoundShown) -> list[Text]:
    found: list[Text] = [
        lines(
            _("Round {number}: {what}", number=round_.number, what=KIND_NAMES[round_.kind]),
            round_.when,
            gap=0,
        ),
        Own(round_.text),
        lines(
            _("Have taken part:"),
            *(
                _(
                    "{people}: {answered} of {asked}",
                    people=PEOPLE[role],
                    answered=round_.answered.get(role, 0),
                    asked=asked,
                )
                for role, asked in round_.asked.items()
            ),
            gap=0,
        ),
    ]
    if round_.sheets:
        found.append(how_many(round_.sheets))
    if round_.outcome is not None:
        found += outcome_lines(round_.outcome, round_.candidates)
    return found

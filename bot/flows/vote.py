"""Casting a vote: by dots, by agreeing, by an order or pair by pair; a reason if one likes; read back, cast.

Every person meets the candidates in an order of their own (:mod:`bot.codesign.order`), frozen in the context.
"""

from __future__ import annotations

from typing import cast

import msgspec

from bot.codesign.ballots import Approval, Ballot, Comparison, Dots, Method, Pairs, Ranking, Stance, Vote
from bot.codesign.project import LocalText
from bot.codesign.provenance import whole
from bot.codesign.rounds import Candidate
from bot.codesign.story import Kind, Part
from bot.flows.engine import ASIDES
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Asides, Choice, Option, Progress, ReadBack, Say, Words
from bot.flows.weighing import Rank, ShareOut
from bot.i18n.texts import Own, Text, _, lines, n_

STANCE_WORDS: dict[Stance, Text] = {
    "agree": _("I agree"),
    "disagree": _("I do not agree"),
    "pass": _("Pass: I cannot or do not want to say"),
}

LEFT, RIGHT, CANNOT, ENOUGH = "left", "right", "cannot", "enough"


class VoteContext(msgspec.Struct, frozen=True):
    """What is voted on, and how. ``candidates`` and ``pairs`` (of ids) stand as this person meets them.

    ``allowed`` are the kinds in which a reason may be given; none for whoever lets nothing be kept.
    """

    round: str
    number: int
    text: LocalText
    method: Method
    candidates: tuple[Candidate, ...]
    ends: Text
    allowed: tuple[Kind, ...]
    dots: int = 0
    pairs: tuple[tuple[str, str], ...] = ()


async def vote(ctx: VoteContext) -> Ballot:
    """Return the ballot as the person read it back and cast it, once they know that it is private."""
    await Say(
        lines(
            Own(ctx.text),
            _("Your vote is private. Nobody sees how you voted, not even the team."),
            _("You can change it until the vote ends, {time}.", time=ctx.ends),
        )
    )
    return await cast_ballot(ctx)


async def cast_ballot(ctx: VoteContext) -> Ballot:
    """Return the ballot as it was read back and cast."""
    if ctx.method in ("dots", "ranking"):
        await Say(_where_they_come_from(ctx.candidates))
    stages = stages_of(ctx)
    last = stages + (2 if ctx.allowed else 1)
    given = await fill_in(ctx, last)
    await Progress(stages + 1, last)
    reason = await _why(ctx)
    asides = await Asides()
    await Progress(last, last)
    await _read_back(ctx, given, reason, asides)
    return Ballot(given, (*reason, *asides))


def stages_of(ctx: VoteContext) -> int:
    """How many questions the vote itself asks."""
    return len(ctx.pairs) or (len(ctx.candidates) if ctx.method == "approval" else 1)


async def fill_in(ctx: VoteContext, last: int) -> Vote:
    """Return the vote alone, by its method; ``last`` is how many stages the conversation has in all."""
    return await _METHODS[ctx.method](ctx, last)


def candidate_words(candidate: Candidate) -> Text:
    """What a candidate says, in the words that were frozen for this vote."""
    return Own(candidate.words)


def with_origin(candidate: Candidate) -> Text:
    """The same, and where it comes from."""
    return lines(candidate_words(candidate), whole(candidate.origin, candidate.proposed_by), gap=0)


def _where_they_come_from(candidates: tuple[Candidate, ...]) -> Text:
    return lines(
        _("This is what you can vote for, and where it comes from:"),
        *(
            _("{number}. {option}", number=at, option=with_origin(each))
            for at, each in enumerate(candidates, 1)
        ),
    )


def _options(ctx: VoteContext) -> tuple[Option, ...]:
    return tuple(Option(each.id, candidate_words(each)) for each in ctx.candidates)


async def _dots(ctx: VoteContext, stages: int) -> Vote:
    await Progress(1, stages)
    given = await ShareOut(
        "dots",
        n_(
            "You have {n} dot. Give it to what matters most to you.",
            "You have {n} dots. Share them out: more dots for what matters more to you. "
            "One can have several. You can keep some back.",
            ctx.dots,
        ),
        options=_options(ctx),
        dots=ctx.dots,
    )
    return Dots(given)


async def _ranking(ctx: VoteContext, stages: int) -> Vote:
    await Progress(1, stages)
    order = await Rank(
        "order",
        _(
            "What matters most to you? Choose it first, then what comes next. "
            "Stop where you like, then press Done."
        ),
        options=_options(ctx),
    )
    return Ranking(order)


async def _approval(ctx: VoteContext, stages: int) -> Vote:
    stances: dict[str, Stance] = {}
    for at, each in enumerate(ctx.candidates, 1):
        await Progress(at, stages)
        chosen = await Choice(
            f"stance.{each.number}",
            lines(_("Should this be one of our priorities?"), with_origin(each)),
            options=tuple(Option(stance, words) for stance, words in STANCE_WORDS.items()),
        )
        stances[each.id] = cast(Stance, chosen)
    return Approval(stances)


async def _pairs(ctx: VoteContext, stages: int) -> Vote:
    known = {each.id: with_origin(each) for each in ctx.candidates}
    choices: list[Comparison] = []
    for at, (left, right) in enumerate(ctx.pairs, 1):
        await Progress(at, stages)
        chosen = await Choice(
            f"pair.{at}",
            lines(
                _("Which of these two matters more to you?"),
                _("First: {candidate}", candidate=known[left]),
                _("Second: {candidate}", candidate=known[right]),
                _to_go(len(ctx.pairs) - at),
            ),
            options=(
                Option(LEFT, _("The first")),
                Option(RIGHT, _("The second")),
                Option(CANNOT, _("I cannot choose")),
                *((Option(ENOUGH, _("That is enough. I stop choosing here")),) if at > 1 else ()),
            ),
        )
        if chosen == ENOUGH:
            break
        choices.append(Comparison(left, right, {LEFT: left, RIGHT: right}.get(chosen)))
    return Pairs(tuple(choices))


def _to_go(pairs: int) -> Text:
    if not pairs:
        return _("This is the last pair.")
    return n_("After this, {n} pair is left.", "After this, {n} pairs are left.", pairs)


_METHODS = {"dots": _dots, "approval": _approval, "ranking": _ranking, "pairs": _pairs}


async def _why(ctx: VoteContext) -> tuple[Part, ...]:
    if not ctx.allowed:
        return ()
    return await Words(
        "reason",
        lines(
            _("Would you like to say why? You can skip this."),
            _("The team can read or hear this when the vote is over, without your name or your vote."),
        ),
        allowed=frozenset(ctx.allowed),
    )


async def _read_back(
    ctx: VoteContext, given: Vote, reason: tuple[Part, ...], asides: tuple[Part, ...]
) -> None:
    told = (*reason, *asides)
    await ReadBack(
        "check",
        lines(
            _("Here is your vote. Is it right?"),
            lines(*vote_lines(ctx.candidates, given), gap=0),
            lines(_("Why:"), *(part_line(part) for part in told), gap=0) if told else None,
            _("It counts when you press “Cast my vote”."),
        ),
        options=(
            Option("cast", _("Cast my vote")),
            *changes(ctx, given),
            *((Option(CHANGE + "reason", _("Change: why")),) if ctx.allowed else ()),
            *((Option(CHANGE + ASIDES, _("Take away: what I also said")),) if asides else ()),
        ),
    )


def changes(ctx: VoteContext, given: Vote) -> list[Option]:
    """What can be changed in a vote that is read back."""
    match given:
        case Dots():
            return [Option(CHANGE + "dots", _("Change: my dots"))]
        case Ranking():
            return [Option(CHANGE + "order", _("Change: my order"))]
        case Approval():
            return [
                Option(f"{CHANGE}stance.{each.number}", _("Change: number {number}", number=at))
                for at, each in enumerate(ctx.candidates, 1)
            ]
        case Pairs(choices):
            return [
                Option(f"{CHANGE}pair.{at}", _("Change: pair {number}", number=at))
                for at in range(1, min(len(choices) + 1, len(ctx.pairs)) + 1)
            ]


def vote_lines(candidates: tuple[Candidate, ...], given: Vote) -> tuple[Text, ...]:
    """A vote in words, one line for each thing that it says."""
    known = {each.id: candidate_words(each) for each in candidates}
    match given:
        case Dots(dots):
            return tuple(
                n_("{n} dot: {candidate}", "{n} dots: {candidate}", dots[each], candidate=known[each])
                for each in known
                if each in dots
            )
        case Ranking(order):
            return tuple(
                _("Place {place}: {option}", place=place, option=known[each])
                for place, each in enumerate(order, 1)
            )
        case Approval(stances):
            return tuple(
                _(
                    "{number}. {stance}: {option}",
                    number=at,
                    option=known[each],
                    stance=STANCE_WORDS[stances[each]],
                )
                for at, each in enumerate((each for each in known if each in stances), 1)
            )
        case Pairs(choices):
            return tuple(_chosen(at, each, known) for at, each in enumerate(choices, 1))


def _chosen(number: int, choice: Comparison, known: dict[str, Text]) -> Text:
    if choice.chosen is None:
        return _(
            "{number}. You could not choose between {one} and {other}",
            number=number,
            one=known[choice.left],
            other=known[choice.right],
        )
    other = choice.right if choice.chosen == choice.left else choice.left
    return _(
        "{number}. {one}, rather than {other}", number=number, one=known[choice.chosen], other=known[other]
    )

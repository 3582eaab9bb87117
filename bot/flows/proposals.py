"""What the team does with a suggestion: take it up as it is, make it part of another, or decline it."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.flows.brief import TYPED, Brief, Languages, in_other_languages, written
from bot.flows.questions import Choice, Confirm, Option
from bot.i18n.texts import Day, Own, Quote, Text, _, lines, n_


class Listed(msgspec.Struct, frozen=True):
    """A candidate by its number and its words."""

    number: int
    words: LocalText


class ProposalContext(msgspec.Struct, frozen=True):
    """One suggestion that waits to be read. ``earlier`` are the words that new ones would replace.

    ``languages`` are those that the team may put it into; ``days`` is how long it has waited.
    """

    number: int
    proposer: Text
    words: str
    days: int
    hears_by: Day
    waiting: int
    languages: Languages
    others: tuple[Listed, ...]
    earlier: str = ""


class TakenUp(msgspec.Struct, frozen=True, tag="taken up"):
    """It becomes a candidate, or its new words stand. ``words`` are translations by the team."""

    words: LocalText


class PartOf(msgspec.Struct, frozen=True, tag="part of"):
    """It becomes part of the candidate with this number."""

    number: int


class Declined(msgspec.Struct, frozen=True, tag="declined"):
    """It is not taken up; the reason is told to its proposer."""

    reason: str


class Worried(msgspec.Struct, frozen=True, tag="worried"):
    """It waits; whoever reads it is worried about somebody's safety."""


class NextOne(msgspec.Struct, frozen=True, tag="next"):
    """It waits; the next one is shown."""


class Enough(msgspec.Struct, frozen=True, tag="enough"):
    """It waits; back to the team's menu."""


ReadProposal: TypeAlias = TakenUp | PartOf | Declined | Worried | NextOne | Enough


async def read_proposal(ctx: ProposalContext) -> ReadProposal:
    """Return what becomes of the suggestion."""
    do = await Choice("do", _shown(ctx), options=tuple(_ways(ctx)))
    if do == "take":
        return TakenUp(await in_other_languages("words", ctx.words, ctx.languages))
    if do == "part" and (number := await _part_of(ctx)) is not None:
        return PartOf(number)
    if do == "decline" and (reason := await _reason(ctx)) is not None:
        return Declined(reason)
    if do == "worry":
        return Worried()
    return NextOne() if do == "next" else Enough()


def _shown(ctx: ProposalContext) -> Text:
    return lines(
        _("Suggestion {number}, from {proposer}", number=ctx.number, proposer=ctx.proposer),
        Quote(ctx.words),
        lines(_("These are new words. The earlier ones, which stand until then:"), Quote(ctx.earlier), gap=0)
        if ctx.earlier
        else None,
        lines(
            n_("It has waited for {n} day.", "It has waited for {n} days.", ctx.days)
            if ctx.days
            else _("It came today."),
            _("They were told they hear back by {day}.", day=ctx.hears_by),
            n_("{n} suggestion waits in all.", "{n} suggestions wait in all.", ctx.waiting),
            gap=0,
        ),
        _("If it names somebody, or could tell who somebody is, decline it and say so."),
    )


def _ways(ctx: ProposalContext) -> list[Option]:
    ways = [Option("take", _("The new words can stand") if ctx.earlier else _("Take it up as a candidate"))]
    if ctx.others and not ctx.earlier:
        ways.append(Option("part", _("Make it part of another candidate")))
    decline = (
        _("Keep the earlier words, with a reason") if ctx.earlier else _("Do not take it up, with a reason")
    )
    ways.append(Option("decline", decline))
    if ctx.waiting > 1:
        ways.append(Option("next", _("Later. Show the next one")))
    ways.append(Option("worry", _("I am worried about somebody's safety")))
    return [*ways, Option("enough", _("Later. Back to the team"))]


async def _part_of(ctx: ProposalContext) -> int | None:
    chosen = await Choice(
        "into",
        _("Which candidate says the same? Its words stay as they are."),
        options=(
            *(
                Option(str(each.number), _("{number}: {words}", number=each.number, words=Own(each.words)))
                for each in ctx.others
            ),
            Option("none", _("None of them")),
        ),
    )
    return int(chosen) if chosen != "none" else None


async def _reason(ctx: ProposalContext) -> str | None:
    parts = await Brief(
        "reason",
        lines(
            _("Why? The person reads this. Please say it kindly, and say what they can do next."),
            _("Suggestion {number}, from {proposer}", number=ctx.number, proposer=ctx.proposer),
        ),
        allowed=TYPED,
        optional=False,
    )
    sure = await Confirm(
        "sure",
        lines(_("They will read this:"), Quote(written(parts))),
        yes=_("Send it"),
        no=_("Do not send it"),
    )
    return written(parts) if sure else None

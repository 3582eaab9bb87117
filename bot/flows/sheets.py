"""Voting sheets from paper: typed in one after the other, counted by role, and taken out by their number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgspec

from bot.codesign import paper_votes
from bot.codesign.ballots import Ballot, Method, Vote
from bot.codesign.rounds import Role
from bot.codesign.story import Part
from bot.flows.answers import Answer, Told
from bot.flows.asks import PEOPLE
from bot.flows.brief import TYPED, Brief, written
from bot.flows.joining import ROLE_NAMES
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Choice, Confirm, Option, Progress, ReadBack, Words
from bot.flows.vote import VoteContext, changes, fill_in, stages_of, vote_lines
from bot.i18n.texts import Text, _, lines, n_

Deed: TypeAlias = Literal["enter", "take_out", "list", "back"]

MOST_SHOWN = 5
"""Sheets that are listed, the newest; any of them can be taken out by its number."""

NO_LETTER, UNCOUNTED = "none", "uncounted"

EMPTY: dict[Method, Text | None] = {
    "dots": None,
    "ranking": None,
    "approval": _("Where a sheet has no cross, press “Pass”."),
    "pairs": _("Where a pair has no cross, press “I cannot choose”."),
}


class SheetShown(msgspec.Struct, frozen=True):
    """One sheet that is typed in: its number, its role, when, and by which facilitator (number)."""

    number: int
    role: Role
    when: Text
    by: int | None


class SheetsContext(msgspec.Struct, frozen=True):
    """The sheets of a vote that is open, by their numbers."""

    round: str
    number: int
    method: Method
    ends: Text
    sheets: tuple[SheetShown, ...]


class SheetsWish(msgspec.Struct, frozen=True):
    """What a facilitator wants to do, with which sheet."""

    deed: Deed
    number: int = 0


@dataclass(frozen=True)
class SheetNumber(Brief):
    """The number of a sheet that is typed in."""

    known: frozenset[int] = frozenset()

    def accepts(self, answer: Answer) -> bool:
        """A number that was given."""
        return super().accepts(answer) and number_of(self.value(answer)) in self.known

    def shown(self, draft: Answer | None) -> Text:
        """The question; after something that is no such number, that there is none."""
        if isinstance(draft, Told) and draft.done and draft.parts and not self.accepts(draft):
            return lines(_("There is no sheet with this number."), self.text)
        return self.text


def number_of(parts: tuple[Part, ...]) -> int | None:
    """The number that somebody wrote, in any digits; None where it is none."""
    words = written(parts)
    return int(words) if words.isdecimal() and len(words) < 10 else None


async def sheets(ctx: SheetsContext) -> SheetsWish:
    """Return what the facilitator wants."""
    do = await Choice(
        "do",
        lines(*_standing(ctx)),
        options=(
            Option("enter", _("Enter a voting sheet")),
            *((Option("take_out", _("Take out a sheet")),) if ctx.sheets else ()),
            Option("back", _("Back to the rounds")),
        ),
    )
    if do != "take_out":
        return SheetsWish("enter" if do == "enter" else "back")
    number = number_of(
        await SheetNumber(
            "number",
            _("Which number did you write on the sheet?"),
            allowed=TYPED,
            optional=False,
            known=frozenset(each.number for each in ctx.sheets),
        )
    )
    sheet = next(each for each in ctx.sheets if each.number == number)
    sure = await Confirm(
        "sure",
        lines(
            _("Take this sheet out? Its vote counts no more. To put it right, enter the sheet anew."),
            _line(sheet),
        ),
        yes=_("Yes, take it out"),
        no=_("No, leave it"),
    )
    return SheetsWish("take_out", sheet.number) if sure else SheetsWish("list")


def _standing(ctx: SheetsContext) -> list[Text | None]:
    roles = sorted({each.role for each in ctx.sheets}, key=tuple(PEOPLE).index)
    counted = [
        _("{people}: {n}", people=PEOPLE[role], n=sum(each.role == role for each in ctx.sheets))
        for role in roles
    ]
    return [
        _("Voting sheets of round {number}", number=ctx.number),
        lines(_("Sheets that are entered:"), *counted, gap=0) if counted else _("No sheet is entered yet."),
        lines(*(_line(each) for each in ctx.sheets[-MOST_SHOWN:]), gap=0) if counted else None,
        _(
            "They can be entered until the vote ends, {time}. Then everything is counted, and the sheets "
            "can be destroyed.",
            time=ctx.ends,
        ),
        _("Please leave out the sheet of anybody who has voted on a phone: each person votes once."),
        EMPTY[ctx.method],
    ]


def _line(sheet: SheetShown) -> Text:
    if sheet.by is None:
        return _(
            "Sheet {number}: {role}, {when}",
            number=sheet.number,
            role=ROLE_NAMES[sheet.role],
            when=sheet.when,
        )
    return _(
        "Sheet {number}: {role}, {when}, by facilitator {by}",
        number=sheet.number,
        role=ROLE_NAMES[sheet.role],
        when=sheet.when,
        by=sheet.by,
    )


class SheetContext(msgspec.Struct, frozen=True):
    """What is voted on, and by which roles; ``own.candidates`` stand by their numbers."""

    own: VoteContext
    roles: tuple[Role, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A sheet as it was typed in, and whether another one follows. Without ``ballot`` it is not kept."""

    more: bool
    role: Role | None = None
    ballot: Ballot | None = None


async def enter_sheet(ctx: SheetContext) -> Sheet:
    """Return what stands on a sheet, read back."""
    role = await _role(ctx)
    if role is None:
        return Sheet(await _not_counted())
    own = _as_printed(ctx.own, await _letter(ctx.own))
    last = stages_of(own) + 2
    given = await fill_in(own, last)
    await Progress(last - 1, last)
    reason = await Words(
        "reason",
        lines(
            _("Did they write why? Please type it as it stands, without names. If not, skip this."),
            _("The team can read it when the vote is over, apart from the votes."),
        ),
        allowed=TYPED,
    )
    await Progress(last, last)
    kept = await _read_back(own, role, given, reason)
    if kept == "drop":
        return Sheet(more=False)
    return Sheet(kept == "next", role, Ballot(given, reason))


async def _role(ctx: SheetContext) -> Role | None:
    chosen = await Choice(
        "role",
        _("Which role is ticked on the sheet?"),
        options=(
            *(Option(role, ROLE_NAMES[role]) for role in ctx.roles),
            Option(UNCOUNTED, _("None, or more than one; or the sheet is empty")),
        ),
    )
    return next((role for role in ctx.roles if role == chosen), None)


async def _not_counted() -> bool:
    chosen = await ReadBack(
        "uncounted",
        _("A sheet counts in one role, and with a vote on it. This one cannot be counted: put it aside."),
        options=(
            Option("next", _("Next sheet")),
            Option("done", _("That is all")),
            Option(f"{CHANGE}role", _("Ask me again")),
        ),
    )
    return chosen == "next"


async def _letter(own: VoteContext) -> str:
    printed = paper_votes.orders((each.id for each in own.candidates), own.round)
    return await Choice(
        "letter",
        _("Which letter stands at the top of the sheet? Then I ask in its order."),
        options=(
            *(Option(letter, _("Sheet {letter}", letter=letter)) for letter in printed),
            *(() if own.method == "pairs" else (Option(NO_LETTER, _("I cannot read it")),)),
        ),
    )


def _as_printed(own: VoteContext, letter: str) -> VoteContext:
    """The same vote with its candidates or pairs as they stand on the sheet with this letter."""
    if letter == NO_LETTER:
        return own
    known: Mapping[str, object] = {each.id: each for each in own.candidates}
    if own.method == "pairs":
        return msgspec.structs.replace(own, pairs=paper_votes.pairs(tuple(known), own.round, letter))
    order = paper_votes.orders(known, own.round)[letter]
    return msgspec.structs.replace(
        own, candidates=tuple(sorted(own.candidates, key=lambda each: order.index(each.id)))
    )


async def _read_back(own: VoteContext, role: Role, given: Vote, reason: tuple[Part, ...]) -> str:
    return await ReadBack(
        "check",
        lines(
            _("Is this what stands on the sheet?"),
            ROLE_NAMES[role],
            lines(*vote_lines(own.candidates, given), gap=0),
            lines(_("Why:"), *(part_line(part) for part in reason), gap=0) if reason else None,
        ),
        options=(
            Option("next", _("Keep it, next sheet")),
            Option("done", _("Keep it, that is all")),
            Option(f"{CHANGE}role", _("Change: the role")),
            *changes(own, given),
            Option(f"{CHANGE}reason", _("Change: why")),
            Option("drop", _("Do not keep this sheet")),
        ),
    )


def entered(number: int) -> Text:
    """What is said of a sheet that is kept."""
    return lines(
        _("Kept. This is sheet {number}.", number=number),
        _("Please write {number} on it, and put it with those that are entered.", number=number),
    )


def how_many(sheets: int) -> Text:
    """How many sheets of a vote are typed in."""
    return n_("{n} voting sheet is entered from paper.", "{n} voting sheets are entered from paper.", sheets)

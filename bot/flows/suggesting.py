"""Suggesting a priority in one's own words, and seeing what became of what one suggested."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.priorities import Status
from bot.codesign.project import LocalText
from bot.flows.brief import TYPED, Brief, written
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack
from bot.i18n.texts import Day, Own, Quote, Text, _, lines


class ProposeContext(msgspec.Struct, frozen=True):
    """The project that the suggestion is for."""

    title: LocalText


async def propose(ctx: ProposeContext) -> str | None:
    """Return a suggestion in the person's own words, read back to them and sent; None when they do not."""
    parts = await Brief(
        "words",
        lines(
            _("What should get better? Write it in one or two sentences."),
            _("If the team takes it up, others read it in your words. Please leave out names."),
        ),
        allowed=TYPED,
    )
    if not parts:
        return None
    do = await ReadBack(
        "check",
        lines(
            _("This is your suggestion for {title}:", title=Own(ctx.title)),
            Quote(written(parts)),
            _("Is it right?"),
        ),
        options=(
            Option("send", _("Send it to the team")),
            Option(f"{CHANGE}words", _("Change the words")),
            Option("drop", _("Do not send it")),
        ),
    )
    return written(parts) if do == "send" else None


class Suggestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that a person suggested. ``part_of`` are the words of what it is part of now."""

    number: int
    words: str
    standing: Status
    hears_by: Day
    can_change: bool
    reason: str = ""
    changed: str = ""
    part_of: LocalText | None = None


class SuggestionsContext(msgspec.Struct, frozen=True):
    """Everything that the person suggested, oldest first."""

    suggestions: tuple[Suggestion, ...]


class NewWords(msgspec.Struct, frozen=True, tag="new words"):
    """The person puts a suggestion in other words."""

    number: int
    words: str


class TakenBack(msgspec.Struct, frozen=True, tag="taken back"):
    """The person takes a suggestion back."""

    number: int


class NotMeant(msgspec.Struct, frozen=True, tag="not meant"):
    """The person says that what the team made of a suggestion is not what they meant."""

    number: int


class Looked(msgspec.Struct, frozen=True, tag="looked"):
    """The person only looked."""


SuggestionsWish: TypeAlias = NewWords | TakenBack | NotMeant | Looked


async def my_suggestions(ctx: SuggestionsContext) -> SuggestionsWish:
    """Return what the person wants done with one of their suggestions, if anything."""
    which = await Choice(
        "which",
        _("Which of your suggestions would you like to look at?"),
        options=(
            *(
                Option(str(each.number), _("{number}: {words}", number=each.number, words=_short(each.words)))
                for each in ctx.suggestions
            ),
            Option("none", _("Back to the menu")),
        ),
    )
    one = next((each for each in ctx.suggestions if str(each.number) == which), None)
    if one is None:
        return Looked()
    do = await Choice(f"do.{one.number}", _seen(one), options=tuple(_ways(one)))
    if do == "change":
        return await _new_words(one)
    if do == "back" and await _sure(one):
        return TakenBack(one.number)
    return NotMeant(one.number) if do == "object" else Looked()


def _ways(one: Suggestion) -> list[Option]:
    ways: list[Option] = []
    if one.can_change:
        ways += [Option("change", _("Change the words")), Option("back", _("Take it back"))]
    if one.standing != "proposed":
        ways.append(Option("object", _("This is not what I meant")))
    return [*ways, Option("none", _("Leave it as it is") if one.can_change else _("Go on"))]


def _short(words: str) -> Text:
    return Quote(words if len(words) <= 40 else f"{words[:40].rstrip()}…")


async def _new_words(one: Suggestion) -> NewWords:
    parts = await Brief(
        f"words.{one.number}",
        lines(
            _("Please write your suggestion anew."),
            _("Somebody of the team reads the new words before others see them."),
        ),
        allowed=TYPED,
        optional=False,
    )
    return NewWords(one.number, written(parts))


async def _sure(one: Suggestion) -> bool:
    return await Confirm(
        f"sure.{one.number}",
        lines(_("Your suggestion will be erased."), _("Would you like to take it back?")),
        yes=_("Yes, take it back"),
        no=_("No, keep it"),
    )


def _seen(one: Suggestion) -> Text:
    return lines(
        _("Your suggestion {number}:", number=one.number),
        Quote(one.words),
        _standing(one),
        lines(
            _("Your new words wait to be read by the team. Until then the earlier ones stand:"),
            Quote(one.changed),
            gap=0,
        )
        if one.changed
        else None,
    )


def _standing(one: Suggestion) -> Text:
    words: dict[Status, Text] = {
        "proposed": _("It waits to be read by the team. You hear back by {day}.", day=one.hears_by),
        "candidate": _("It is taken up. When there is a vote, people can vote on it."),
        "declined": _("The team did not take it up."),
        "merged": _("It is now part of another suggestion:"),
        "withdrawn": _("The team took it off the list."),
        "chosen": _("It was chosen. The project works on it."),
        "not_chosen": _("People voted on it, and it was not chosen this time."),
    }
    return lines(
        words[one.standing],
        Own(one.part_of) if one.part_of else None,
        _("They kept these words and not the newer ones.")
        if one.reason and one.standing == "candidate"
        else None,
        lines(_("Their reason:"), Quote(one.reason), gap=0) if one.reason else None,
        gap=0,
    )

"""A facilitator opens a round: for what, of whom, how long, in which words; how it will look; then open."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.project_texts import PARAGRAPH
from bot.codesign.rounds import (
    ENDS_AT,
    LENGTHS,
    METHODS,
    OPENS_AT,
    OPENS_IN,
    Candidate,
    Method,
    Role,
    RoundKind,
)
from bot.flows.asks import KIND_NAMES, PEOPLE, SOMETHING_NEW, announcement, numbered
from bot.flows.brief import TYPED, Brief, Languages, written
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Say, Several
from bot.i18n.texts import Own, Quote, Shown, Text, _, lines, n_

FEWEST_TO_VOTE_ON = 2
DOTS = (3, 5, 10)

METHOD_NAMES: dict[Method, Text] = {
    "dots": _("Dots: share out a few dots"),
    "approval": _("Agreeing: say yes, no or pass to each"),
    "ranking": _("Order: put them in order"),
    "pairs": _("Pairs: always two side by side"),
}


class People(msgspec.Struct, frozen=True):
    """How many people of a role can answer, and how many of them may be told things unasked.

    ``outside``: how many of them do not use this chat.
    """

    asked: int
    told: int
    outside: int = 0


class OpeningContext(msgspec.Struct, frozen=True):
    """What a round can ask for now, of whom, and in which languages it is put."""

    languages: Languages
    kinds: tuple[RoundKind, ...]
    people: dict[RoundKind, dict[Role, People]]
    candidates: tuple[Candidate, ...] = ()
    lengths: tuple[int, ...] = LENGTHS
    """For how many days it can be open, so that it is over before the project is."""
    despite: str = ""
    """Why it is asked although answers are overdue; nothing where none are."""


class NewRound(msgspec.Struct, frozen=True):
    """A round as a facilitator wants it. ``priorities`` are numbers of candidates.

    ``opens_in``: days after which it opens, 0 for at once.
    """

    kind: RoundKind
    roles: tuple[Role, ...]
    days: int
    text: LocalText
    method: Method | None = None
    dots: int = 0
    priorities: tuple[int, ...] = ()
    opens_in: int = 0


async def open_round(ctx: OpeningContext) -> NewRound:
    """Return the round as it was read back and opened, or planned."""
    await Say(
        _("A round asks some people for one thing, for a set time. Nothing goes out before you have seen it.")
    )
    kind = await _kind(ctx)
    method, dots, priorities = await _vote(ctx) if kind == "votes" else (None, 0, ())
    roles = await _roles(ctx.people[kind])
    days = await how_long("days", ctx.lengths)
    text = await in_every_language(
        "text",
        ctx.languages,
        _("What do you ask? One or two sentences are best. People read them on their menu."),
    )
    new = NewRound(kind, roles, days, text, method, dots, priorities)
    if await _preview(ctx, new) == "open":
        return new
    return msgspec.structs.replace(new, opens_in=await opens_in("opens", OPENS_IN))


async def opens_in(name: str, choices: tuple[int, ...]) -> int:
    """Return after how many days a round opens, out of these."""
    chosen = await Choice(
        name,
        _("When does it open? It opens at {time} in the morning.", time=f"{OPENS_AT:%H:%M}"),
        options=tuple(Option(str(days), _("Tomorrow") if days == 1 else _in_days(days)) for days in choices),
    )
    return int(chosen)


def _in_days(days: int) -> Text:
    if days % 7:
        return n_("In {n} day", "In {n} days", days)
    return n_("In {n} week", "In {n} weeks", days // 7)


async def _kind(ctx: OpeningContext) -> RoundKind:
    chosen = await Choice(
        "kind",
        lines(
            _("What do you ask for?"),
            None
            if "votes" in ctx.kinds
            else _("A vote needs at least two priorities that people can choose between."),
        ),
        options=tuple(Option(kind, KIND_NAMES[kind]) for kind in ctx.kinds),
    )
    return next(kind for kind in ctx.kinds if kind == chosen)


async def _vote(ctx: OpeningContext) -> tuple[Method, int, tuple[int, ...]]:
    chosen = await Choice(
        "method",
        _("How do people vote?"),
        options=tuple(Option(method, METHOD_NAMES[method]) for method in METHODS),
    )
    method = next(each for each in METHODS if each == chosen)
    dots = 0
    if method == "dots":
        shared = await Choice(
            "dots",
            _("How many dots does each person share out?"),
            options=tuple(Option(str(dots), n_("{n} dot", "{n} dots", dots)) for dots in DOTS),
        )
        dots = int(shared)
    picked = await Several(
        "priorities",
        lines(
            _("Which priorities do people vote on? Choose at least two, then press Done."),
            *numbered(ctx.candidates),
        ),
        options=tuple(
            Option(str(each.number), _("Priority {number}", number=each.number)) for each in ctx.candidates
        ),
        least=FEWEST_TO_VOTE_ON,
    )
    return method, dots, tuple(map(int, picked))


async def _roles(everybody: dict[Role, People]) -> tuple[Role, ...]:
    chosen = await Several(
        "roles",
        _("Whom do you ask? Choose one or more, then press Done."),
        options=tuple(
            Option(role, _("{people}: {number}", people=PEOPLE[role], number=people.asked))
            for role, people in everybody.items()
        ),
        least=1,
    )
    return tuple(role for role in everybody if role in chosen)


async def how_long(name: str, lengths: tuple[int, ...]) -> int:
    """Return for how many days a round is open, out of these."""
    chosen = await Choice(
        name,
        _("How long is it open? It ends at {time} in the evening of the last day.", time=f"{ENDS_AT:%H:%M}"),
        options=tuple(Option(str(days), _length(days)) for days in lengths),
    )
    return int(chosen)


def _length(days: int) -> Text:
    if days % 7:
        return n_("{n} day", "{n} days", days)
    return n_("{n} week", "{n} weeks", days // 7)


async def in_every_language(name: str, languages: Languages, ask: Text) -> LocalText:
    """Ask for the same words in each language. Only the first cannot be left out."""
    words: LocalText = {}
    first = languages[0][1]
    for code, called in languages:
        parts = await Brief(
            f"{name}.{code}",
            lines(
                ask,
                _("Please write it in this language: {language}", language=Quote(called))
                if called == first
                else _(
                    "Now in this language: {language}. If you skip it, people see it in this one: {first}",
                    language=Quote(called),
                    first=Quote(first),
                ),
            ),
            allowed=TYPED,
            optional=called != first,
            longest=PARAGRAPH,
        )
        if parts:
            words[code] = written(parts)
    return words


async def _preview(ctx: OpeningContext, new: NewRound) -> str:
    """Show it as people will see it; return "open", or "later"."""
    left = n_("{n} day left", "{n} days left", new.days)
    picked = [each for each in ctx.candidates if each.number in new.priorities]
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                lines(_("As a message:"), Shown(code, SOMETHING_NEW), gap=0),
                lines(
                    _("On their menu:"),
                    Shown(code, announcement(Own(new.text), left, answered=False)),
                    gap=0,
                ),
                lines(_("To vote on:"), *(Shown(code, each) for each in numbered(picked)), gap=0)
                if picked
                else None,
            )
        )
    return await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            *_summary(ctx, new),
            _("Once it is open, it can be ended early but not changed."),
        ),
        options=(
            Option("open", _("Open it now")),
            Option("later", _("Open it on a later day")),
            *_changes(ctx, new),
        ),
    )


def _summary(ctx: OpeningContext, new: NewRound) -> tuple[Text, ...]:
    asked = [ctx.people[new.kind][role] for role in new.roles]
    outside = sum(each.outside for each in asked)
    return (
        lines(
            KIND_NAMES[new.kind],
            METHOD_NAMES[new.method] if new.method else None,
            *(PEOPLE[role] for role in new.roles),
            _length(new.days),
            gap=0,
        ),
        n_("{n} person is asked.", "{n} people are asked.", sum(each.asked for each in asked)),
        *((_told(asked),) if sum(each.asked for each in asked) > outside or not outside else ()),
        *((_asked_outside(outside),) if outside else ()),
    )


def _told(asked: list[People]) -> Text:
    told = sum(each.told for each in asked)
    if not told:
        return _("None of them may be told that it is open. They find it on their menu.")
    return n_(
        "{n} of them may be told that it is open. The others find it on their menu.",
        "{n} of them may be told that it is open. The others find it on their menu.",
        told,
    )


def _asked_outside(people: int) -> Text:
    return n_(
        "{n} of them does not use this chat: you ask them, and enter what they say.",
        "{n} of them do not use this chat: you ask them, and enter what they say.",
        people,
    )


def _changes(ctx: OpeningContext, new: NewRound) -> tuple[Option, ...]:
    changes = [Option(CHANGE + "kind", _("Change: what is asked for"))]
    if new.kind == "votes":
        changes.append(Option(CHANGE + "method", _("Change: how people vote")))
        changes.append(Option(CHANGE + "priorities", _("Change: what they vote on")))
    changes.append(Option(CHANGE + "roles", _("Change: who is asked")))
    changes.append(Option(CHANGE + "days", _("Change: how long")))
    changes += [
        Option(CHANGE + f"text.{code}", _("Change the words: {language}", language=Quote(called)))
        for code, called in ctx.languages
    ]
    return tuple(changes)

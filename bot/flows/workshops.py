"""The workshops of a project as its facilitators see them: what was decided, and what came back."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.update_report import Report
from bot.codesign.updates import LONGEST, Status
from bot.codesign.workshops import Views, Workshop
from bot.flows.brief import Languages
from bot.flows.calling import Due, by
from bot.flows.letter import Paragraphs, in_paragraphs
from bot.flows.looking_after import TEXT
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack, Say, Show
from bot.flows.team import KeptFile
from bot.flows.update_words import Named
from bot.flows.workshop_words import answered_line, decision_lines, present_lines, view_lines
from bot.i18n.texts import Day, Own, Quote, Text, _, lines, n_

WorkshopDeed: TypeAlias = Literal[
    "tell", "resume", "now", "cancel", "correct", "answers", "reply", "look", "list", "back"
]


class WorkshopShown(msgspec.Struct, frozen=True):
    """One workshop. ``when``: when it goes, or went, to people. ``until``: the end of the time to answer.

    ``answered`` people who were not there said something, ``unseen`` of it nobody has seen; ``waiting`` of
    them have not heard what the team says to it. ``there`` people said that they were in the room.
    """

    number: int
    status: Status
    workshop: Workshop
    when: Due
    until: Due
    is_over: bool
    report: Report
    about: tuple[Named, ...] = ()
    views: Views | None = None
    answered: int = 0
    there: int = 0
    unseen: int = 0
    waiting: int = 0


class WorkshopsContext(msgspec.Struct, frozen=True):
    """The workshops, the newest first. ``begun``: one is half told."""

    workshops: tuple[WorkshopShown, ...]
    begun: bool


class WorkshopWish(msgspec.Struct, frozen=True):
    """What a facilitator wants to do, with which workshop."""

    deed: WorkshopDeed
    number: int = 0


async def workshops(ctx: WorkshopsContext) -> WorkshopWish:
    """Return what the facilitator wants."""
    ways = [Option(str(each.number), _button(each)) for each in ctx.workshops]
    if ctx.begun:
        ways.append(Option("resume", _("Go on with the workshop you began to tell")))
    ways.append(Option("tell", _("Tell what happened in the workshop")))
    ways.append(Option("back", _("Back to the team's menu")))
    chosen = await Choice(
        "workshop",
        lines(_("Workshops"), *(_line(each) for each in ctx.workshops))
        if ctx.workshops
        else lines(_("Workshops"), _("No workshop has been told yet.")),
        options=tuple(ways),
    )
    found = next((each for each in ctx.workshops if str(each.number) == chosen), None)
    if found is not None:
        return await _one(found)
    return WorkshopWish("tell" if chosen == "tell" else "resume" if chosen == "resume" else "back")


def _button(one: WorkshopShown) -> Text:
    if one.unseen:
        return n_(
            "Workshop {number}: {n} new answer",
            "Workshop {number}: {n} new answers",
            one.unseen,
            number=one.number,
        )
    return _("Workshop {number}", number=one.number)


def _line(one: WorkshopShown) -> Text:
    return _("{number}: {day}. {state}", number=one.number, day=Day(one.workshop.held_on), state=_state(one))


def _state(one: WorkshopShown) -> Text:
    if one.status == "cancelled":
        return _("It was taken back.")
    if one.status == "planned":
        return _("It goes to people by itself on {when}.", when=by(one.when))
    if one.is_over:
        return _("The time to answer is over.")
    return _("People can answer until {when}.", when=by(one.until))


async def _one(one: WorkshopShown) -> WorkshopWish:
    number, ways = one.number, list[Option]()
    if one.answered:
        ways.append(Option("answers", n_("Read {n} answer", "Read {n} answers", one.answered)))
    if one.waiting:
        ways.append(Option("reply", _("Tell those who answered what comes of it")))
    if one.status == "planned":
        ways.append(Option("now", _("Tell people now")))
        ways.append(Option("cancel", _("Take it back")))
    if one.status != "cancelled" and not one.is_over:
        ways.append(Option("correct", _("Correct the words")))
    if one.status in ("planned", "sending"):
        ways.append(Option("look", _("Look again how it stands")))
    ways.append(Option("list", _("Back to the workshops")))
    do = await Choice(f"do.{number}", lines(*_details(one)), options=tuple(ways))
    if do == "cancel":
        sure = await Confirm(
            f"sure.{number}",
            _("Take workshop {number} back? Nobody is told of it then.", number=number),
            yes=_("Yes, take it back"),
            no=_("No, let it go out"),
        )
        return WorkshopWish("cancel" if sure else "look", number)
    deeds: dict[str, WorkshopDeed] = {
        "answers": "answers",
        "reply": "reply",
        "now": "now",
        "correct": "correct",
        "look": "look",
    }
    return WorkshopWish(deeds.get(do, "list"), number)


def _details(one: WorkshopShown) -> tuple[Text | None, ...]:
    named = {each.subject: each for each in one.about}
    views = one.views.decisions if one.views else ()
    found: list[Text | None] = [
        _("Workshop {number}, {day}", number=one.number, day=Day(one.workshop.held_on)),
        present_lines(one.workshop),
    ]
    for at, each in enumerate(one.workshop.decisions, start=1):
        found.append(decision_lines(at, each, named.get(each.about) if each.about else None))
        if at <= len(views):
            found.append(view_lines(views[at - 1]))
    if one.status == "cancelled":
        return (*found, _state(one))
    return (
        *found,
        n_("It has {n} photo.", "It has {n} photos.", len(one.workshop.photos))
        if one.workshop.photos
        else None,
        _state(one),
        _(
            "{read} of {people} have read it.",
            read=one.report.opened,
            people=one.report.recipients,
        )
        if one.status != "planned"
        else None,
        n_("{n} person said that they were there.", "{n} people said that they were there.", one.there)
        if one.there
        else None,
        answered_line(one.views, one.answered) if one.status != "planned" else None,
    )


class WorkshopAnswerShown(msgspec.Struct, frozen=True):
    """What somebody said in words or by voice, apart from what they think of each decision."""

    teller: Text
    membership: str
    words: tuple[Text, ...]
    files: tuple[KeptFile, ...] = ()


class WorkshopAnswersContext(msgspec.Struct, frozen=True):
    """A page of what people said to one workshop, the newest first. ``silent`` said nothing in words."""

    number: int
    answers: tuple[WorkshopAnswerShown, ...]
    newer: int = 0
    older: bool = False
    silent: int = 0


async def workshop_answers(ctx: WorkshopAnswersContext) -> str:
    """Return "older" for the answers before these, or "back"."""
    for each in ctx.answers:
        for file in each.files:
            await Show(file.file, file.kind, each.membership, file.alternative)
    ways = [Option("older", _("Show what was before"))] if ctx.older else []
    return await Choice(
        "do",
        lines(
            _("From people who were not in workshop {number}, the newest first:", number=ctx.number),
            *(lines(_("{teller}:", teller=each.teller), *each.words, gap=0) for each in ctx.answers),
            n_(
                "{n} person said what they think without words.",
                "{n} people said what they think without words.",
                ctx.silent,
            )
            if ctx.silent
            else None,
        ),
        options=(*ways, Option("back", _("Back to the workshops"))),
    )


class WorkshopReplyContext(msgspec.Struct, frozen=True):
    """Those who said something to a workshop and have not heard what comes of it: how many."""

    number: int
    languages: Languages
    people: int


async def reply_to_workshop(ctx: WorkshopReplyContext) -> LocalText | None:
    """Return what the team says to them, or None."""
    await Say(_("Everybody who said something to workshop {number} gets this.", number=ctx.number))
    first = ctx.languages[0][1]
    words: LocalText = {}
    for code, called in ctx.languages:
        parts = await Paragraphs(
            f"text.{code}",
            lines(
                _("What comes of what they said, and why? Say also where nothing comes of it."),
                _("Please write it in this language: {language}", language=Quote(called))
                if called == first
                else _(
                    "Now in this language: {language}. If you skip it, people see it in this one: {first}",
                    language=Quote(called),
                    first=Quote(first),
                ),
            ),
            allowed=TEXT,
            optional=called != first,
            longest=LONGEST,
        )
        if parts:
            words[code] = in_paragraphs(parts)
    check = await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            Own(words),
            n_("It goes to {n} person.", "It goes to {n} people.", ctx.people),
        ),
        options=(
            Option("send", _("Send it")),
            *(
                Option(f"{CHANGE}text.{code}", _("Change the words: {language}", language=Quote(called)))
                for code, called in ctx.languages
            ),
            Option("drop", _("Do not send it")),
        ),
    )
    return words if check == "send" else None

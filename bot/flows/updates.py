"""The updates of a project as its facilitators see them: the report of each, and what can be done with it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.audience import Audience, Reach
from bot.codesign.project import LocalText
from bot.codesign.update_report import Report
from bot.codesign.updates import LONGEST, Status
from bot.flows.brief import Languages
from bot.flows.calling import Due, by
from bot.flows.letter import Paragraphs, in_paragraphs
from bot.flows.looking_after import TEXT
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack, Say, Show
from bot.flows.team import KeptFile
from bot.flows.translating import anew
from bot.flows.update_words import audience_lines, report_lines, told
from bot.i18n.texts import Own, Quote, Shown, Text, _, lines, n_

UpdateDeed: TypeAlias = Literal["write", "resume", "look", "correct", "cancel", "answers", "list", "back"]


class UpdateShown(msgspec.Struct, frozen=True):
    """One update. ``when``: when it goes out, or went out. ``unseen``: answers that nobody has seen.

    ``title``: what it is called where its words stand elsewhere, and are corrected there.
    """

    number: int
    status: Status
    text: LocalText
    when: Due
    audience: Audience
    report: Report
    place: LocalText | None = None
    about: tuple[Text, ...] = ()
    answers: int = 0
    unseen: int = 0
    title: Text | None = None


class UpdatesContext(msgspec.Struct, frozen=True):
    """The updates, the newest first. ``begun``: one is half written."""

    updates: tuple[UpdateShown, ...]
    begun: bool


class UpdateWish(msgspec.Struct, frozen=True):
    """What a facilitator wants to do, with which update."""

    deed: UpdateDeed
    number: int = 0


STANDS: dict[Status, Text] = {
    "planned": _("planned"),
    "sending": _("going out"),
    "sent": _("sent"),
    "cancelled": _("taken back"),
}


async def updates(ctx: UpdatesContext) -> UpdateWish:
    """Return what the facilitator wants."""
    ways = [Option(str(each.number), _button(each)) for each in ctx.updates]
    if ctx.begun:
        ways.append(Option("resume", _("Go on with the update you began")))
    ways.append(Option("write", _("Write an update")))
    ways.append(Option("back", _("Back to the team's menu")))
    chosen = await Choice(
        "update",
        lines(_("Updates"), *(_line(each) for each in ctx.updates))
        if ctx.updates
        else lines(_("Updates"), _("Nothing has been sent yet.")),
        options=tuple(ways),
    )
    found = next((each for each in ctx.updates if str(each.number) == chosen), None)
    if found is not None:
        return await _one(found)
    return UpdateWish("write" if chosen == "write" else "resume" if chosen == "resume" else "back")


def _button(update: UpdateShown) -> Text:
    if update.unseen:
        return n_(
            "Update {number}: {n} new answer",
            "Update {number}: {n} new answers",
            update.unseen,
            number=update.number,
        )
    return _("Update {number}", number=update.number)


def _line(update: UpdateShown) -> Text:
    return _(
        "{number}: {state}, {when}. {read} of {people} have read it.",
        number=update.number,
        state=STANDS[update.status],
        when=by(update.when),
        read=update.report.opened,
        people=update.report.recipients,
    )


async def _one(update: UpdateShown) -> UpdateWish:
    number = update.number
    ways: list[Option] = []
    if update.answers:
        ways.append(Option("answers", n_("Read {n} answer", "Read {n} answers", update.answers)))
    if update.status in ("planned", "sending"):
        ways.append(Option("look", _("Look again how it stands")))
    if update.status != "cancelled" and update.title is None:
        ways.append(Option("correct", _("Correct the words")))
    if update.status in ("planned", "sending") or (update.status == "sent" and update.report.to_come):
        ways.append(Option("cancel", _("Take it back")))
    ways.append(Option("list", _("Back to the updates")))
    do = await Choice(f"do.{number}", lines(*_details(update)), options=tuple(ways))
    if do == "cancel":
        sure = await Confirm(
            f"sure.{number}",
            lines(
                _("Take update {number} back? It goes to nobody else then.", number=number),
                *(() if update.status == "planned" else _so_far(update.report)),
            ),
            yes=_("Yes, take it back"),
            no=_("No, let it go out"),
        )
        return UpdateWish("cancel" if sure else "look", number)
    deeds: dict[str, UpdateDeed] = {"answers": "answers", "look": "look", "correct": "correct"}
    return UpdateWish(deeds.get(do, "list"), number)


def _so_far(report: Report) -> tuple[Text | None, ...]:
    """Who has an update that is to be taken back, and who does not yet."""
    return (
        n_("{n} person has it already.", "{n} people have it already.", report.delivered)
        if report.delivered
        else None,
        n_("{n} person does not have it yet.", "{n} people do not have it yet.", report.to_come)
        if report.to_come
        else None,
        _("Who has opened it keeps the words on the phone."),
    )


def _details(update: UpdateShown) -> tuple[Text | None, ...]:
    state = {
        "planned": _("Update {number} goes out on {when}.", number=update.number, when=by(update.when)),
        "sending": _("Update {number} is going out now.", number=update.number),
        "sent": _("Update {number} went out on {when}.", number=update.number, when=by(update.when)),
        "cancelled": _("Update {number} was taken back.", number=update.number),
    }[update.status]
    reach = Reach(update.report.recipients, update.report.recipients)
    return (
        state,
        update.title or Own(update.text),
        lines(_("It is about:"), *update.about, gap=0) if update.about else None,
        lines(_("It is for:"), audience_lines(update.audience, update.place, reach)[0], gap=0),
        lines(*report_lines(update.report), gap=0),
    )


class CorrectingContext(msgspec.Struct, frozen=True):
    """An update whose words are to be put right. ``opened``: how many read the old ones."""

    number: int
    text: LocalText
    languages: Languages
    about: tuple[Text, ...]
    opened: int
    version: str
    """Which state of it was read, so that two who correct it at once do not undo one another."""


async def correct_update(ctx: CorrectingContext) -> LocalText | None:
    """Return the words as they are to be, or None to leave them."""
    await Say(_("You correct update {number}. What you leave out stays as it is.", number=ctx.number))
    words: LocalText = {}
    for code, called in ctx.languages:
        now = ctx.text.get(code)
        parts = await Paragraphs(
            f"text.{code}",
            lines(
                anew(called, now),
            ),
            allowed=TEXT,
            longest=LONGEST,
        )
        if parts or now:
            words[code] = in_paragraphs(parts) if parts else (now or "")
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                Shown(code, told(words, ctx.about)),
            )
        )
    check = await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            n_(
                "It changes on the phone of {n} person who has read it.",
                "It changes on the phones of {n} people who have read it.",
                ctx.opened,
            )
            if ctx.opened
            else None,
            _("Whoever opens it from now on reads the new words."),
        ),
        options=(
            Option("correct", _("Yes, correct it")),
            *(
                Option(f"{CHANGE}text.{code}", _("Change the words: {language}", language=Quote(called)))
                for code, called in ctx.languages
            ),
            Option("leave", _("Leave it as it was")),
        ),
    )
    return words if check == "correct" else None


class AnswerShown(msgspec.Struct, frozen=True):
    """What somebody answered."""

    teller: Text
    membership: str
    words: tuple[Text, ...]
    files: tuple[KeptFile, ...] = ()


class RepliesContext(msgspec.Struct, frozen=True):
    """A page of the answers to one update, the newest first."""

    number: int
    answers: tuple[AnswerShown, ...]
    newer: int = 0
    older: bool = False


async def update_answers(ctx: RepliesContext) -> str:
    """Return "older" for the answers before these, or "back"."""
    for each in ctx.answers:
        for file in each.files:
            await Show(file.file, file.kind, each.membership, file.alternative)
    ways = [Option("older", _("Show what was before"))] if ctx.older else []
    return await Choice(
        "do",
        lines(
            _("Answers to update {number}, the newest first:", number=ctx.number),
            *(_answer_lines(each) for each in ctx.answers),
        ),
        options=(*ways, Option("back", _("Back to the updates"))),
    )


def _answer_lines(answer: AnswerShown) -> Text:
    return lines(
        _("{teller}:", teller=answer.teller),
        *answer.words,
        gap=0,
    )

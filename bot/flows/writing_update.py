"""A facilitator writes an update: for whom, the words, a picture, what it is about, how it looks, when."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from bot.codesign.audience import Audience, Group, Reach, reach, without_translation
from bot.codesign.project import LocalText
from bot.codesign.rounds import Role, RoundKind
from bot.codesign.updates import LONGEST, Subject, SubjectKind
from bot.flows.asks import KIND_NAMES, PEOPLE
from bot.flows.brief import Languages
from bot.flows.letter import SENT, Numbers, Paragraphs, Picture, in_paragraphs, numbers_in
from bot.flows.looking_after import TEXT
from bot.flows.opening import in_every_language
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Say, Several
from bot.flows.update_words import NEWS, READ_IT, Named, audience_lines, subject_line, told
from bot.i18n.texts import Day, Moment, Own, Quote, Shown, Text, _, lines, n_


class Place(msgspec.Struct, frozen=True):
    """A part of care that somebody has told or rated."""

    id: str
    name: LocalText


class AskedRound(msgspec.Struct, frozen=True):
    """A round that an audience can be chosen by."""

    number: int
    kind: RoundKind


class SendTime(msgspec.Struct, frozen=True):
    """A moment at which an update can go out, and the day it falls on where the project is."""

    at: datetime
    day: Day


class WritingContext(msgspec.Struct, frozen=True):
    """What an update can be about and for whom it can be, as the project stands; ``zone`` is the project's.

    ``quiet_until`` is set while nobody is messaged unasked: what is sent now goes out then.
    """

    languages: Languages
    groups: tuple[Group, ...]
    zone: str
    places: tuple[Place, ...] = ()
    rounds: tuple[AskedRound, ...] = ()
    subjects: tuple[Named, ...] = ()
    times: tuple[SendTime, ...] = ()
    quiet_until: Moment | None = None

    @property
    def people(self) -> dict[Role, int]:
        """How many people of each role there are."""
        found: dict[Role, int] = {}
        for role in PEOPLE:
            count = sum(each.people for each in self.groups if each.traits.role == role)
            if count:
                found[role] = count
        return found

    def named(self, kind: SubjectKind) -> tuple[Named, ...]:
        """Everything of one kind that an update can be about."""
        return tuple(each for each in self.subjects if each.subject.kind == kind)


class SentPicture(msgspec.Struct, frozen=True):
    """A picture or document that goes along, and in words what it shows; ``file``: the sender's file."""

    file: str
    kind: Literal["photo", "document"]
    shows: LocalText


class NewUpdate(msgspec.Struct, frozen=True):
    """An update as a facilitator wants it. ``at`` is None for now."""

    audience: Audience
    text: LocalText
    about: tuple[Subject, ...] = ()
    picture: SentPicture | None = None
    at: datetime | None = None


async def write_update(ctx: WritingContext) -> NewUpdate | None:
    """Return the update as it was read back and sent; None when there is nobody to send one to."""
    if not ctx.people:
        await Say(_("Nobody has joined yet who could read an update."))
        return None
    await Say(_("An update tells many people what has become of something. You see it before it goes out."))
    audience = await _audience(ctx)
    text = await _text(ctx, audience)
    picture = await _picture(ctx)
    about = await _about(ctx)
    new = NewUpdate(audience, text, about, picture)
    await _preview(ctx, new)
    return msgspec.structs.replace(new, at=await _when(ctx, reach(audience, ctx.groups)))


async def _audience(ctx: WritingContext) -> Audience:
    chosen = await Several(
        "roles",
        _("Who is it for? Choose one or more, then press Done."),
        options=tuple(
            Option(role, _("{people}: {number}", people=PEOPLE[role], number=number))
            for role, number in ctx.people.items()
        ),
        least=1,
    )
    roles = tuple(role for role in ctx.people if role in chosen)
    languages: tuple[str, ...] = ()
    if len(ctx.languages) > 1:
        languages = await Several(
            "languages",
            _("Only for people who read certain languages? Choose them, then press Done."),
            options=tuple(Option(code, Quote(called)) for code, called in ctx.languages),
            none=_("No, for all languages"),
        )
    audience = await _narrowed(ctx, Audience(roles, languages))
    found = reach(audience, ctx.groups)
    if not found.people:
        await ReadBack(
            "nobody",
            _("Nobody is in this choice. Please choose again."),
            options=(Option(f"{CHANGE}roles", _("Choose again who it is for")), *_narrowing(ctx)),
        )
    return audience


async def _narrowed(ctx: WritingContext, audience: Audience) -> Audience:
    ways = [Option("all", _("All of them"))]
    if ctx.places:
        ways.append(Option("place", _("Who told or rated one part of care")))
    if ctx.rounds:
        ways.append(Option("round", _("Who was asked in one round")))
    if len(ways) == 1:
        return audience
    way = await Choice(
        "narrow", lines(_("All of them, or only some?"), _count(audience, ctx)), options=tuple(ways)
    )
    if way == "place":
        place = await Choice(
            "narrow.place",
            _("Which part of care?"),
            options=tuple(Option(each.id, Own(each.name)) for each in ctx.places),
        )
        return msgspec.structs.replace(audience, touchpoint=place)
    if way == "round":
        return await _by_round(ctx, audience)
    return audience


async def _by_round(ctx: WritingContext, audience: Audience) -> Audience:
    number = await Choice(
        "narrow.round",
        _("Which round?"),
        options=tuple(
            Option(
                str(each.number),
                _("Round {number}: {what}", number=each.number, what=KIND_NAMES[each.kind]),
            )
            for each in ctx.rounds
        ),
    )
    answered = await Choice(
        "narrow.answered",
        _("Which of those who were asked?"),
        options=(
            Option("all", _("All of them")),
            Option("yes", _("Those who have taken part")),
            Option("no", _("Those who have not taken part")),
        ),
    )
    return msgspec.structs.replace(
        audience, round=int(number), answered=None if answered == "all" else answered == "yes"
    )


def _narrowing(ctx: WritingContext) -> tuple[Option, ...]:
    found = []
    if len(ctx.languages) > 1:
        found.append(Option(f"{CHANGE}languages", _("Change: which languages")))
    if ctx.places or ctx.rounds:
        found.append(Option(f"{CHANGE}narrow", _("Change: all of them or some")))
    return tuple(found)


def _count(audience: Audience, ctx: WritingContext) -> Text:
    return n_("It is {n} person.", "They are {n} people.", reach(audience, ctx.groups).people)


async def _text(ctx: WritingContext, audience: Audience) -> LocalText:
    """Ask for the words in each language, and say how many would read them in the first one instead."""
    first = ctx.languages[0][1]
    missing = without_translation(audience, ctx.groups, ())
    words: LocalText = {}
    for code, called in ctx.languages:
        optional = called != first
        question = (
            lines(
                _("Now in this language: {language}", language=Quote(called)),
                n_(
                    "If you skip it, {n} person who reads it sees it in this one: {first}",
                    "If you skip it, {n} people who read it see it in this one: {first}",
                    missing.get(code, 0),
                    first=Quote(first),
                ),
            )
            if optional
            else lines(
                _("What do you tell them? Plain and short is best. Do not name anybody."),
                _("Please write it in this language: {language}", language=Quote(called)),
            )
        )
        parts = await Paragraphs(f"text.{code}", question, allowed=TEXT, optional=optional, longest=LONGEST)
        if parts:
            words[code] = in_paragraphs(parts)
    return words


async def _picture(ctx: WritingContext) -> SentPicture | None:
    parts = await Picture(
        "picture",
        lines(
            _(
                "Would you like to send a picture or a document along? "
                "Send it now: a photo, a picture file, or a PDF."
            ),
            _("Of a PDF, only what is seen on its pages goes along. Links and fields do not work any more."),
        ),
        allowed=SENT,
    )
    if not parts:
        return None
    part = parts[0]
    assert part.file is not None
    shows = await in_every_language(
        "shows",
        ctx.languages,
        _("What does it show? Some people hear it read out instead of seeing it."),
    )
    return SentPicture(part.file, "photo" if part.kind == "photo" else "document", shows)


async def _about(ctx: WritingContext) -> tuple[Subject, ...]:
    found: list[Subject] = []
    stories = tuple(each.subject.number for each in ctx.named("story"))
    if stories:
        parts = await Numbers(
            "about.stories",
            lines(
                _("Which stories is it about? Write their numbers, such as 3, 12."),
                _("Their tellers see that it came of their story. Nobody else does."),
            ),
            allowed=TEXT,
            known=stories,
        )
        found += [Subject("story", number) for number in numbers_in(parts)]
    kinds: tuple[tuple[SubjectKind, Text], ...] = (
        ("priority", _("Which priorities is it about? Choose them, then press Done.")),
        ("action", _("Which actions is it about? Choose them, then press Done.")),
    )
    for kind, ask in kinds:
        named = ctx.named(kind)
        if named:
            picked = await Several(
                f"about.{kind}",
                ask,
                options=tuple(Option(str(each.subject.number), subject_line(each)) for each in named),
            )
            found += [Subject(kind, int(number)) for number in picked]
    return tuple(found)


async def _preview(ctx: WritingContext, new: NewUpdate) -> None:
    found = reach(new.audience, ctx.groups)
    about = [subject_line(each) for each in ctx.subjects if each.subject in new.about]
    public = [
        subject_line(each)
        for each in ctx.subjects
        if each.subject in new.about and each.subject.kind != "story"
    ]
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                lines(_("As a message:"), Shown(code, NEWS), Shown(code, READ_IT), gap=0),
                _("When they press the button:"),
                Shown(code, told(new.text, public)),
                _("Along with it: {shows}", shows=Shown(code, Own(new.picture.shows)))
                if new.picture
                else None,
            )
        )
    place = next((each.name for each in ctx.places if each.id == new.audience.touchpoint), None)
    await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            *audience_lines(new.audience, place, found),
            *_fallbacks(ctx, new),
            lines(_("It is about:"), *about, gap=0) if about else None,
            _("People can answer it. Their answers come to you."),
        ),
        options=(Option("right", _("Yes, go on")), *_changes(ctx)),
    )


def _fallbacks(ctx: WritingContext, new: NewUpdate) -> tuple[Text, ...]:
    """Who would read it in another language than their own."""
    names = dict(ctx.languages)
    missing = without_translation(new.audience, ctx.groups, new.text)
    first = next(iter(new.text))
    return tuple(
        n_(
            "{n} person reads {language} and sees it in {first}.",
            "{n} people read {language} and see it in {first}.",
            number,
            language=Quote(names.get(code, code)),
            first=Quote(names.get(first, first)),
        )
        for code, number in missing.items()
    )


def _changes(ctx: WritingContext) -> tuple[Option, ...]:
    return (
        Option(f"{CHANGE}roles", _("Change: who it is for")),
        *_narrowing(ctx),
        *(
            Option(f"{CHANGE}text.{code}", _("Change the words: {language}", language=Quote(called)))
            for code, called in ctx.languages
        ),
        Option(f"{CHANGE}picture", _("Change: the picture or document")),
        *((Option(f"{CHANGE}about", _("Change: what it is about")),) if len(ctx.subjects) else ()),
    )


async def _when(ctx: WritingContext, found: Reach) -> datetime | None:
    ways = [Option("now", _("Send it now"))]
    if ctx.times:
        ways.append(Option("later", _("Send it another time")))
    when = await Choice(
        "when",
        lines(
            _("When does it go out?"),
            n_("{n} person gets a message.", "{n} people get a message.", found.told),
            _("It is late. If you send it now, it goes out at {time}.", time=ctx.quiet_until)
            if ctx.quiet_until
            else None,
        ),
        options=tuple(ways),
    )
    if when == "now":
        return None
    days = {each.day.on.isoformat(): each.day for each in ctx.times}
    day = await Choice(
        "when.day", _("On which day?"), options=tuple(Option(key, each) for key, each in days.items())
    )
    times = [each for each in ctx.times if each.day.on.isoformat() == day]
    at = await Choice(
        f"when.time.{day}",
        _("At what time? Once you press it, the update is planned."),
        options=tuple(Option(each.at.isoformat(), Moment(each.at, ctx.zone)) for each in times),
    )
    return next(each.at for each in times if each.at.isoformat() == at)

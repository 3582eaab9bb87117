"""A facilitator tells what happened in a workshop: when, who was there, what was decided and why, photos."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import msgspec

from bot.codesign.audience import Reach
from bot.codesign.project import LocalText
from bot.codesign.project_texts import PARAGRAPH
from bot.codesign.rounds import ROLES, Role
from bot.codesign.story import Part
from bot.codesign.updates import Subject
from bot.codesign.workshops import (
    MOST_DECISIONS,
    MOST_PEOPLE,
    MOST_PHOTOS,
    Decision,
    Workshop,
)
from bot.flows.asks import PEOPLE
from bot.flows.brief import TYPED, Languages
from bot.flows.how_many import HowMany, number_in
from bot.flows.letter import Pictures
from bot.flows.questions import CHANGE, Choice, Confirm, Option, ReadBack, Say
from bot.flows.translating import Wanted, changes, in_first, in_others
from bot.flows.update_words import NEWS, READ_IT, Named, reach_line, subject_line
from bot.flows.workshop_words import present_lines, told
from bot.flows.writing_update import SendTime
from bot.i18n.texts import Day, Moment, Own, Quote, Shown, _, lines, n_

NOTHING = "nothing"
"""The key of the option that a decision belongs to nothing."""

SHOWS = Wanted(
    "shows",
    _("What can be seen on the photos? Some people hear it read out instead of seeing it."),
    _("Change: what the photos show"),
    longest=PARAGRAPH,
)


class TellingContext(msgspec.Struct, frozen=True):
    """What a workshop can be told with.

    ``days``: when it can have been, the newest first. ``lengths``: days for which people can answer, the
    usual one first. ``reach``: how many people it is for. The last of ``times`` is the latest moment within
    two days; with none it goes out now.
    """

    languages: Languages
    days: tuple[date, ...]
    lengths: tuple[int, ...]
    reach: Reach
    zone: str
    subjects: tuple[Named, ...] = ()
    times: tuple[SendTime, ...] = ()


class SentPhoto(msgspec.Struct, frozen=True):
    """A photo of a wall. ``file`` is the id of the sender's file."""

    file: str
    kind: Literal["photo", "document"]


class NewWorkshop(msgspec.Struct, frozen=True):
    """A workshop as it was read back.

    ``at``: when it goes to people, None for now. ``days``: for how long they can say what they think.
    """

    workshop: Workshop
    photos: tuple[SentPhoto, ...]
    days: int
    at: datetime | None


async def tell_workshop(ctx: TellingContext) -> NewWorkshop | None:
    """Return the workshop as it was read back, or None when it is not told after all."""
    if not ctx.reach.people:
        await Say(_("Nobody has joined yet who could be told of a workshop."))
        return None
    await Say(_("What was decided in the room goes back to those who were not there. You see it first."))
    held_on = await _day(ctx)
    present = {role: await _present(role) for role in ROLES}
    draft = _Draft()
    for at in range(1, MOST_DECISIONS + 1):
        await _decision(ctx, draft, at)
        if at == MOST_DECISIONS or not await _more(at):
            break
    photos = await _photos()
    if photos:
        await draft.ask((SHOWS,), ctx.languages)
    said = await in_others(draft.wanted, draft.said, ctx.languages)
    decisions = tuple(
        Decision(said[f"what{at}"], said[f"why{at}"], about) for at, about in draft.about.items()
    )
    workshop = Workshop(held_on, present, decisions, 0, shows=said.get(SHOWS.name, {}))
    days = await _days(ctx)
    if not await _checked(ctx, workshop, draft.wanted, photos):
        return None
    return NewWorkshop(workshop, photos, days, await _when(ctx))


@dataclass
class _Draft:
    """What has been written so far: the words that were asked for, and what each decision belongs to."""

    wanted: list[Wanted] = field(default_factory=list)
    said: dict[str, LocalText] = field(default_factory=dict)
    about: dict[int, Subject | None] = field(default_factory=dict)

    async def ask(self, wanted: tuple[Wanted, ...], languages: Languages) -> None:
        """Ask for these words in the first language."""
        self.wanted += wanted
        self.said |= await in_first(wanted, languages)


async def _day(ctx: TellingContext) -> date:
    on = await Choice(
        "on",
        _("On which day was the workshop?"),
        options=tuple(
            Option(day.isoformat(), _("Today, {day}", day=Day(day)) if at == 0 else Day(day))
            for at, day in enumerate(ctx.days)
        ),
    )
    return date.fromisoformat(on)


async def _present(role: Role) -> int:
    parts = await HowMany(
        f"present.{role}",
        lines(_("How many people of this group were in the room?"), PEOPLE[role], gap=0),
        allowed=TYPED,
        most=MOST_PEOPLE,
    )
    return number_in(parts, MOST_PEOPLE) or 0


async def _decision(ctx: TellingContext, draft: _Draft, at: int) -> None:
    what = Wanted(
        f"what{at}",
        _(
            "Decision {number}: what was decided? One or two sentences are best. Do not name anybody.",
            number=at,
        ),
        _("Change: what was decided ({number})", number=at),
    )
    why = Wanted(
        f"why{at}",
        _("Why was it decided so? Say also what spoke against it, if something did."),
        _("Change: why ({number})", number=at),
        longest=PARAGRAPH,
    )
    await draft.ask((what, why), ctx.languages)
    draft.about[at] = await _belongs(ctx, at) if ctx.subjects else None


async def _belongs(ctx: TellingContext, at: int) -> Subject | None:
    chosen = await Choice(
        f"about{at}",
        _("Does it belong to a priority or an action?"),
        options=(
            *(Option(_key(each), subject_line(each)) for each in ctx.subjects),
            Option(NOTHING, _("To none of these")),
        ),
    )
    return next((each.subject for each in ctx.subjects if _key(each) == chosen), None)


def _key(named: Named) -> str:
    return f"{named.subject.kind}:{named.subject.number}"


async def _more(at: int) -> bool:
    return await Confirm(
        f"more{at}",
        _("Was something else decided?"),
        yes=_("Yes, there is more"),
        no=_("No, that was all"),
    )


async def _photos() -> tuple[SentPhoto, ...]:
    """Ask for photos, and whether they can be shown: a face on one is somebody who came for their health."""
    parts = await Pictures(
        "photos",
        _("Would you like to show photos of the wall? Send up to {n}, then press Done.", n=MOST_PHOTOS),
    )
    photos = tuple(_sent(part) for part in parts[:MOST_PHOTOS] if part.file)
    if not photos:
        return ()
    who = await Choice(
        "photos.people",
        _("Can anybody be recognised on the photos: a face, a name, handwriting that people know?"),
        options=(
            Option("nobody", _("No, nobody can be recognised")),
            Option("agreed", _("Everybody who can be has agreed that all see it")),
            Option("leave", _("Leave the photos out")),
        ),
    )
    return () if who == "leave" else photos


def _sent(part: Part) -> SentPhoto:
    assert part.file is not None
    return SentPhoto(part.file, "photo" if part.kind == "photo" else "document")


async def _days(ctx: TellingContext) -> int:
    chosen = await Choice(
        "days",
        _("For how long can people say what they think? It begins when they are told."),
        options=tuple(
            Option(
                str(days),
                n_("{n} day", "{n} days", days) if days % 7 else n_("{n} week", "{n} weeks", days // 7),
            )
            for days in ctx.lengths
        ),
    )
    return int(chosen)


async def _checked(
    ctx: TellingContext, workshop: Workshop, wanted: list[Wanted], photos: tuple[SentPhoto, ...]
) -> bool:
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                lines(_("As a message:"), Shown(code, NEWS), Shown(code, READ_IT), gap=0),
                _("When they press the button:"),
                Shown(code, told(workshop, ctx.subjects, None)),
                n_(
                    "With {n} photo: {shows}",
                    "With {n} photos: {shows}",
                    len(photos),
                    shows=Shown(code, Own(workshop.shows)),
                )
                if photos
                else None,
            )
        )
    check = await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            present_lines(workshop),
            reach_line(ctx.reach),
            _("People who were not there can say what they think. It comes to you."),
        ),
        options=(
            Option("right", _("Yes, go on")),
            Option(f"{CHANGE}on", _("Change: the day")),
            *(
                Option(
                    f"{CHANGE}present.{role}", _("Change: how many were there, {people}", people=PEOPLE[role])
                )
                for role in ROLES
            ),
            *changes(wanted, ctx.languages),
            Option(f"{CHANGE}photos", _("Change: the photos")),
            Option(f"{CHANGE}days", _("Change: for how long they can answer")),
            Option("drop", _("Do not tell it")),
        ),
    )
    return check == "right"


async def _when(ctx: TellingContext) -> datetime | None:
    if not ctx.times:
        return None
    latest = ctx.times[-1]
    when = await Choice(
        "when",
        lines(
            _("When do people hear of it? It goes out by itself then. They hear within two days."),
            _("Until then you can look at it again, tell it sooner, or take it back."),
        ),
        options=(
            Option("now", _("Now")),
            *(
                Option(
                    each.at.isoformat(),
                    _("{day}, {time}, at the latest", day=each.day, time=Moment(each.at, ctx.zone))
                    if each is latest
                    else _("{day}, {time}", day=each.day, time=Moment(each.at, ctx.zone)),
                )
                for each in ctx.times
            ),
        ),
    )
    return next((each.at for each in ctx.times if each.at.isoformat() == when), None)

"""The facilitators' desk for workshops: telling what happened, how it stands, what came back, answering that.

Their right is checked at each step.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.audience import grouped, reach
from bot.codesign.project import LocalText, Project
from bot.codesign.rounds import lengths_until
from bot.codesign.updates import Occasion, Picture, Update, times_to_send
from bot.codesign.workshops import DAYS_BACK, WINDOWS, WITHIN
from bot.flows.answers import Answer, Chosen
from bot.flows.calling import Due
from bot.flows.correcting_workshop import Corrected, CorrectingWorkshopContext
from bot.flows.telling_workshop import NewWorkshop, TellingContext
from bot.flows.workshops import (
    WorkshopAnswersContext,
    WorkshopReplyContext,
    WorkshopsContext,
    WorkshopShown,
    WorkshopWish,
)
from bot.flows.writing_update import SendTime
from bot.i18n.texts import Moment, Text, _, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, contributions, menus, projects, resuming, talking, teamwork
from bot.services.contributions import Owed
from bot.services.resuming import NOTHING_LEFT, Left
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.updates import audiences, making, taking_back, updates
from bot.services.updates.updates import Broadcast
from bot.services.workshops import entering, pages, workshops
from bot.services.workshops.workshops import Told
from storage import runs, workshop_answers
from storage import workshops as stored_workshops

MOST_SHOWN = 10
"""Workshops on one screen, the newest first."""

PHOTO_NAME = "photo"
"""What the file of a photo is called on people's phones."""

NOBODY = _("Nobody takes part any more who could be told of it, so I have not kept it.")

CHANGED = _("This workshop has changed meanwhile, or is over. Please look at it again.")

TWIN = _("Somebody has told of this workshop already, so nothing was told a second time.")


async def open_desk(here: Step, number: int | None = None) -> None:
    """Show the workshops of the project; with ``number`` that one."""
    found = list(reversed(await workshops.every(here.house, here.tx, here.place.project_id)))
    unseen = await workshop_answers.unseen(here.tx, here.place.project_id)
    owed = await contributions.owed(here.tx, here.place.project_id)
    shown = []
    for each in found[:MOST_SHOWN]:
        waiting = sum(one.kind == "workshop" and one.number == each.number for one in owed)
        shown.append(await _shown(here, each, unseen.get(each.number, 0), waiting))
    given: dict[str, Answer] = {}
    if number is not None and any(each.number == number for each in shown):
        given["workshop"] = Chosen(str(number))
    begun = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "tell_workshop")
    await talking.begin(here, "workshops", WorkshopsContext(tuple(shown), begun is not None), given)


async def _shown(here: Step, told: Told, unseen: int, waiting: int) -> WorkshopShown:
    project, stored, update = await contexts.project_of(here), told.stored, told.broadcast.stored
    answers = await workshop_answers.of_workshop(here.tx, here.house.keys, stored.id)
    outside = sum(not each.was_there for each in answers)
    return WorkshopShown(
        number=told.number,
        status=told.broadcast.status,
        workshop=told.workshop,
        when=Due(projects.day_in(project, update.send_at), Moment(update.send_at, project.time_zone)),
        until=Due(projects.day_in(project, stored.closes_at), Moment(stored.closes_at, project.time_zone)),
        is_over=not told.is_open(here.now),
        report=await updates.report(here.tx, update.id),
        about=await workshops.belonging(here.house, here.tx, told),
        views=told.views,
        answered=outside,
        there=len(answers) - outside,
        unseen=unseen,
        waiting=waiting,
    )


@when_over("workshops")
async def _wished(here: Step, talk: Talk, wish: WorkshopWish) -> None:
    del talk
    if wish.deed == "tell":
        await resuming.let_go(here, "tell_workshop")
        await _tell(here)
    elif wish.deed == "resume":
        # What was answered stands, but with the people and the times of now.
        await _tell(here, await resuming.let_go(here, "tell_workshop"))
    elif wish.deed in ("list", "look"):
        await open_desk(here, wish.number if wish.deed == "look" else None)
    elif wish.deed == "back":
        await teamwork.open_team(here)
    else:
        await _with_one(here, wish)


async def _with_one(here: Step, wish: WorkshopWish) -> None:
    told = await workshops.numbered(here.house, here.tx, here.place.project_id, wish.number)
    if told is None:
        await open_desk(here)
    elif wish.deed == "now":
        sooner = await entering.sooner(here.house, here.tx, told)
        await here.say(
            _("People are being told of workshop {number}.", number=wish.number)
            if sooner
            else _("People have been told of workshop {number} already.", number=wish.number)
        )
        await open_desk(here, wish.number)
    elif wish.deed == "cancel":
        taken_back = await taking_back.take_back(here.house, here.tx, told.broadcast, here.place.number)
        await here.say(
            _("Workshop {number} is taken back.", number=wish.number)
            if taken_back
            else _("People have been told of workshop {number} already.", number=wish.number)
        )
        await open_desk(here, wish.number)
    elif wish.deed == "reply":
        await _begin_reply(here, told)
    elif wish.deed == "correct":
        await _begin_correcting(here, told)
    else:
        await workshop_answers.seen(here.tx, told.stored.id, here.now)
        await talking.begin(here, "workshop_answers", await pages.page(here, told, 0))


async def _tell(here: Step, left: Left = NOTHING_LEFT) -> None:
    """Ask for what happened, with what the project knows now; what was ``left`` is answered already."""
    project, project_id = await contexts.project_of(here), here.place.project_id
    zone = ZoneInfo(project.time_zone)
    today = here.now.astimezone(zone).date()
    everybody = await audiences.everybody(here.house, here.tx, project_id)
    possible = lengths_until(here.now, projects.last_day(project).on, zone)
    context = TellingContext(
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        days=tuple(today - timedelta(days=back) for back in range(DAYS_BACK)),
        lengths=tuple(each for each in WINDOWS if each in possible) or possible[-1:] or (1,),
        reach=reach(entering.EVERYBODY, grouped(traits for _member, traits in everybody)),
        zone=project.time_zone,
        subjects=await workshops.can_belong(here.house, here.tx, project_id),
        times=_times(here, project),
    )
    await resuming.begin(here, "tell_workshop", context, left)


def _times(here: Step, project: Project) -> tuple[SendTime, ...]:
    """When people can be told, within two days from now."""
    found = times_to_send(here.now, project.quiet_hours, ZoneInfo(project.time_zone), days=WITHIN.days + 1)
    return tuple(
        SendTime(each, projects.day_in(project, each)) for each in found if each <= here.now + WITHIN
    )


@when_over("tell_workshop")
async def _entered(here: Step, talk: Talk, new: NewWorkshop | None) -> None:
    del talk
    if new is None:
        await open_desk(here)
        return
    photos = tuple(
        Picture(each.kind, PHOTO_NAME, new.workshop.shows, each.file, here.place.membership_id)
        for each in new.photos
    )
    workshop = msgspec.structs.replace(new.workshop, told_by=here.place.number, photos=photos)
    made = await entering.enter(here.house, here.tx, here.place.project_id, workshop, new.at, new.days)
    if not isinstance(made, Told):
        await here.say(TWIN if made == "twin" else NOBODY)
        await open_desk(here)
        return
    await here.say(await _goes_out(here, made))
    await open_desk(here, made.number)


async def _goes_out(here: Step, told: Told) -> Text:
    project, send_at = await contexts.project_of(here), told.broadcast.stored.send_at
    if send_at <= here.house.clock.now():
        return _("I have kept workshop {number}. People are being told of it.", number=told.number)
    return _(
        "I have kept workshop {number}. It goes to people by itself on {day}, {time}.",
        number=told.number,
        day=projects.day_in(project, send_at),
        time=Moment(send_at, project.time_zone),
    )


@when_over("workshop_answers")
async def _read(here: Step, talk: Talk, wish: str) -> None:
    context: WorkshopAnswersContext = talk.context
    told = await workshops.numbered(here.house, here.tx, here.place.project_id, context.number)
    if wish == "older" and told is not None:
        newer = context.newer + pages.ON_A_PAGE
        await talking.begin(here, "workshop_answers", await pages.page(here, told, newer))
    else:
        await open_desk(here, context.number)


async def _begin_correcting(here: Step, told: Told) -> None:
    project = await contexts.project_of(here)
    context = CorrectingWorkshopContext(
        number=told.number,
        decisions=told.workshop.decisions,
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        opened=(await updates.report(here.tx, told.broadcast.stored.id)).opened,
        answered=len(await workshops.from_outside(here.house, here.tx, told)),
    )
    await talking.begin(here, "correct_workshop", context)


@when_over("correct_workshop")
async def _corrected(here: Step, talk: Talk, corrected: Corrected | None) -> None:
    """Put it right, unless somebody else has meanwhile, or people can answer it no more."""
    context: CorrectingWorkshopContext = talk.context
    told = await workshops.numbered(here.house, here.tx, here.place.project_id, context.number)
    if told is not None and corrected is not None:
        await stored_workshops.hold(here.tx, told.stored.id)
        told = await workshops.numbered(here.house, here.tx, here.place.project_id, context.number)
        assert told is not None
        decisions = list(context.decisions)
        decisions[corrected.position - 1] = corrected.decision
        if told.workshop.decisions != context.decisions or not told.is_open(here.now):
            await here.say(CHANGED)
        elif tuple(decisions) != context.decisions:
            await entering.correct(here.house, here.tx, told, tuple(decisions), here.place.number)
            await here.say(_("Workshop {number} is corrected.", number=context.number))
    await open_desk(here, context.number)


async def _waiting(here: Step, number: int) -> set[str]:
    """The memberships of those who said something to a workshop and have not heard what comes of it."""
    owed = await contributions.owed(here.tx, here.place.project_id)
    return {each.membership_id for each in owed if (each.kind, each.number) == ("workshop", number)}


async def _begin_reply(here: Step, told: Told) -> None:
    project, waiting = await contexts.project_of(here), await _waiting(here, told.number)
    if not waiting:
        await open_desk(here, told.number)
        return
    languages = tuple((code, LANGUAGE_NAMES[code]) for code in project.languages)
    context = WorkshopReplyContext(told.number, languages, len(waiting))
    await talking.begin(here, "reply_to_workshop", context)


@when_over("reply_to_workshop")
async def _replied(here: Step, talk: Talk, text: LocalText | None) -> None:
    context: WorkshopReplyContext = talk.context
    waiting = await _waiting(here, context.number)
    if text is not None and waiting:
        place = here.place
        occasion = Occasion("workshop_reply", context.number)
        update = Update(text, entering.EVERYBODY, place.number, occasion=occasion)
        made = await making.make(here.house, here.tx, place.project_id, update, None, waiting)
        if isinstance(made, Broadcast):
            await contributions.all_answered(
                here.tx, place.project_id, "workshop", context.number, "reply", here.now
            )
            await here.say(_("Your answer is on its way."))
    await open_desk(here, context.number)


async def _owed(here: Step, owed: Owed) -> None:
    await open_desk(here, owed.number)


contributions.WAYS["workshop"] = _owed


async def _entry(here: Step) -> list[tuple[str, Text]]:
    new = sum((await workshop_answers.unseen(here.tx, here.place.project_id)).values())
    if new:
        return [("", n_("Workshops: {n} new answer", "Workshops: {n} new answers", new))]
    return [("", _("Workshops"))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    await (open_desk(here) if teamwork.is_facilitator(here) else teamwork.open_team(here))


menus.put("team", "workshops", _entry, _serve)

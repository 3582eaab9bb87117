"""The facilitators' desk for updates: what there is, how it stands, writing, correcting, taking back.

Their right is checked at each step. So is where an update stands: it may have gone out meanwhile.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.codesign.audience import grouped
from bot.codesign.project import LocalText, Project
from bot.codesign.quiet_hours import next_allowed
from bot.codesign.updates import Picture, Update, times_to_send
from bot.flows.answers import Answer, Chosen
from bot.flows.update_words import subject_line, taken_back
from bot.flows.updates import (
    CorrectingContext,
    RepliesContext,
    UpdatesContext,
    UpdateWish,
)
from bot.flows.writing_update import AskedRound, NewUpdate, Place, SendTime, WritingContext
from bot.i18n.texts import Moment, Text, _, n_
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import contexts, menus, projects, resuming, talking, teamwork
from bot.services.resuming import NOTHING_LEFT, Left
from bot.services.rounds import rounds
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.updates import (
    audiences,
    making,
    pictures,
    replying,
    showing,
    subjects,
    taking_back,
    updates,
)
from bot.services.updates.updates import Broadcast
from storage import runs, update_replies

MOST_SHOWN = 10
"""Updates on one screen, the newest first."""

TWIN = _("The same words went to the same people not long ago, so nothing was sent a second time.")

NOBODY = _("Nobody is in this choice any more. Please choose again.")

CHANGED = _("Somebody else has changed this update meanwhile. Please look at it again.")


async def open_desk(here: Step, number: int | None = None) -> None:
    """Show the updates of the project; with ``number`` that one."""
    found = list(reversed(await updates.every(here.house, here.tx, here.place.project_id)))[:MOST_SHOWN]
    unseen = await update_replies.unseen(here.tx, here.place.project_id)
    project = await contexts.project_of(here)
    shown = [
        await showing.shown(here.house, here.tx, project, each, unseen.get(each.stored.id, 0))
        for each in found
    ]
    begun = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "write_update")
    given: dict[str, Answer] = {}
    if number is not None and any(each.number == number for each in shown):
        given["update"] = Chosen(str(number))
    await talking.begin(here, "updates", UpdatesContext(tuple(shown), begun is not None), given)


@when_over("updates")
async def _wished(here: Step, talk: Talk, wish: UpdateWish) -> None:
    del talk
    if wish.deed == "write":
        await resuming.let_go(here, "write_update")
        await _write(here)
    elif wish.deed == "resume":
        # What was answered stands, but with the people and the times of now.
        await _write(here, await resuming.let_go(here, "write_update"))
    elif wish.deed in ("list", "look"):
        await open_desk(here, wish.number if wish.deed == "look" else None)
    elif wish.deed == "back":
        await teamwork.open_team(here)
    else:
        await _with_one(here, wish)


async def _with_one(here: Step, wish: UpdateWish) -> None:
    broadcast = await updates.numbered(here.house, here.tx, here.place.project_id, wish.number)
    if broadcast is None:
        await open_desk(here)
    elif wish.deed == "correct" and broadcast.update.text:
        await _begin_correcting(here, broadcast)
    elif wish.deed == "cancel":
        taken = await taking_back.take_back(here.house, here.tx, broadcast, here.place.number)
        await here.say(taken_back(wish.number, taken.gone_out, taken.spared) if taken else _out(wish.number))
        await open_desk(here)
    elif wish.deed == "correct":
        await open_desk(here, wish.number)
    else:
        await update_replies.seen(here.tx, broadcast.stored.id, here.now)
        await talking.begin(here, "update_answers", await replying.page(here, broadcast, 0))


def _out(number: int) -> Text:
    return _("Update {number} has gone out to everybody already.", number=number)


async def _write(here: Step, left: Left = NOTHING_LEFT) -> None:
    """Ask for what an update needs, with what the project knows now; ``left`` is answered already."""
    project, project_id = await contexts.project_of(here), here.place.project_id
    everybody = await audiences.everybody(here.house, here.tx, project_id)
    known = {place for _member, traits in everybody for place in traits.touchpoints}
    context = WritingContext(
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        groups=grouped(traits for _member, traits in everybody),
        zone=project.time_zone,
        places=tuple(Place(each.id, each.name) for each in project.touchpoints if each.id in known),
        rounds=tuple(
            AskedRound(each.stored.number, each.kind)
            for each in await rounds.every(here.house, here.tx, project_id)
        ),
        subjects=await subjects.every(here.house, here.tx, project_id),
        times=_times(here, project),
        quiet_until=_quiet_until(here, project),
    )
    answers = {name: answer for name, answer in left.answers.items() if not name.startswith("when")}
    await resuming.begin(here, "write_update", context, Left(answers, left.runs))


def _times(here: Step, project: Project) -> tuple[SendTime, ...]:
    found = times_to_send(here.now, project.quiet_hours, ZoneInfo(project.time_zone))
    return tuple(
        SendTime(each, day) for each in found if (day := projects.day_in(project, each)).on <= project.ends_on
    )


def _quiet_until(here: Step, project: Project) -> Moment | None:
    allowed = next_allowed(here.now, project.quiet_hours, ZoneInfo(project.time_zone))
    return Moment(allowed, project.time_zone) if allowed > here.now else None


@when_over("write_update")
async def _written(here: Step, talk: Talk, new: NewUpdate | None) -> None:
    if new is None:
        await open_desk(here)
        return
    update = Update(new.text, new.audience, here.place.number, new.about, _picture(here, new))
    made = await making.make(here.house, here.tx, here.place.project_id, update, new.at)
    if not isinstance(made, Broadcast):
        await here.say(TWIN if made == "twin" else NOBODY)
        if made == "twin":
            await open_desk(here)
            return
        again = ("roles", "check")
        await _write(here, Left({name: each for name, each in talk.answers.items() if name not in again}))
        return
    project, number = await contexts.project_of(here), made.stored.number
    day = projects.day_in(project, made.stored.send_at)
    time = Moment(made.stored.send_at, project.time_zone)
    await here.say(
        _("Update {number} is going out.", number=number)
        if made.stored.send_at <= here.house.clock.now()
        else _("Update {number} goes out on {day}, {time}.", number=number, day=day, time=time)
    )
    await open_desk(here, number)


def _picture(here: Step, new: NewUpdate) -> Picture | None:
    if new.picture is None:
        return None
    holder = here.place.membership_id
    return Picture(new.picture.kind, pictures.PICTURE_NAME, new.picture.shows, new.picture.file, holder)


async def _begin_correcting(here: Step, broadcast: Broadcast) -> None:
    project, stored = await contexts.project_of(here), broadcast.stored
    about = await subjects.named(here.house, here.tx, stored.project_id, broadcast.update.about)
    context = CorrectingContext(
        number=stored.number,
        text=broadcast.update.text,
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        about=tuple(subject_line(each) for each in about if each.subject.kind != "story"),
        opened=(await updates.report(here.tx, stored.id)).opened,
        version=stored.changed_at.isoformat(),
    )
    await talking.begin(here, "correct_update", context)


@when_over("correct_update")
async def _corrected(here: Step, talk: Talk, text: LocalText | None) -> None:
    context: CorrectingContext = talk.context
    broadcast = await updates.numbered(here.house, here.tx, here.place.project_id, context.number)
    if text is None or broadcast is None or text == broadcast.update.text:
        await open_desk(here, context.number)
        return
    same = broadcast.stored.changed_at.isoformat() == context.version
    if same and await making.correct(here.house, here.tx, broadcast, text, here.place.number):
        await here.say(_("Update {number} is corrected.", number=context.number))
    else:
        await here.say(CHANGED)
    await open_desk(here, context.number)


@when_over("update_answers")
async def _read(here: Step, talk: Talk, wish: str) -> None:
    context: RepliesContext = talk.context
    broadcast = await updates.numbered(here.house, here.tx, here.place.project_id, context.number)
    if wish == "older" and broadcast is not None:
        newer = context.newer + replying.ON_A_PAGE
        await talking.begin(here, "update_answers", await replying.page(here, broadcast, newer))
    else:
        await open_desk(here, context.number)


async def _entry(here: Step) -> list[tuple[str, Text]]:
    new = sum((await update_replies.unseen(here.tx, here.place.project_id)).values())
    if new:
        return [("", n_("Updates: {n} new answer", "Updates: {n} new answers", new))]
    return [("", _("Updates"))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    await (open_desk(here) if teamwork.is_facilitator(here) else teamwork.open_team(here))


menus.put("team", "updates", _entry, _serve)

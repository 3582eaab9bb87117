"""What people read of a workshop, and what they say to it: from the button of a notice, or from the menu."""

from __future__ import annotations

import msgspec

from bot.codesign import debt
from bot.codesign.consent import kinds_on_offer
from bot.codesign.project import Project
from bot.codesign.story import Kind
from bot.codesign.workshops import Said
from bot.flows.reading_workshop import ReadingWorkshopContext, WorkshopAnswer
from bot.flows.story import SPOKEN
from bot.flows.workshop_words import told as in_words
from bot.i18n.texts import Own, Text, _, lines
from bot.services import contexts, contributions, guiding, projects, talking
from bot.services.house import House
from bot.services.messages import Attach
from bot.services.projects import NOT_ASKED
from bot.services.questions import objecting
from bot.services.safety import team_notices
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from bot.services.updates import occasions
from bot.services.updates.updates import Broadcast
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import media, workshop_answers
from storage import workshops as stored_workshops
from storage.database import Transaction

OVER = _("The time to say something to this is over, so I have not sent it. You can still ask the team.")

TAKEN_BACK = _("The team has taken this back, so I have not sent it.")


async def _words(house: House, tx: Transaction, project: Project, broadcast: Broadcast) -> Text:
    told = await workshops.of_update(house, tx, broadcast.stored.id)
    assert told is not None
    until = projects.day_in(project, told.stored.closes_at) if told.is_open(house.clock.now()) else None
    corrected = told.workshop.corrected_at
    return in_words(
        told.workshop,
        await workshops.belonging(house, tx, told),
        until,
        projects.day_in(project, corrected) if corrected else None,
    )


async def _shown(here: Step, broadcast: Broadcast) -> None:
    """Show the photos, and ask what somebody thinks."""
    told = await workshops.of_update(here.house, here.tx, broadcast.stored.id)
    assert told is not None
    kept = await stored_workshops.photos(here.tx, told.stored.id)
    for photo, picture in zip(kept, told.workshop.photos, strict=True):
        if photo.kept:
            shows = Own(told.workshop.shows) if told.workshop.shows else _("A photo of the wall")
            await here.queue(
                Attach(photo.blob, told.stored.project_id, "", picture.kind, picture.name, shows)
            )
    await talking.begin(here, "read_workshop", await _context(here, told))


async def _context(here: Step, told: Told) -> ReadingWorkshopContext:
    project, place = await contexts.project_of(here), here.place
    mine = await workshop_answers.of(here.tx, here.house.keys, told.stored.id, place.membership_id)
    can_answer = told.is_open(here.now) and place.role not in NOT_ASKED
    return ReadingWorkshopContext(
        update=told.broadcast.stored.id,
        number=told.number,
        decisions=tuple(each.what for each in told.workshop.decisions),
        until=projects.day_in(project, told.stored.closes_at) if can_answer else None,
        allowed=await _allowed(here),
        answered=mine is not None,
        was_there=mine is not None and mine.was_there,
    )


async def _allowed(here: Step) -> tuple[Kind, ...]:
    """The kinds of words that may be kept of this person now."""
    return tuple(kind for kind in kinds_on_offer(await contexts.agreed(here)) if kind in SPOKEN)


@when_over("read_workshop")
async def _said(here: Step, talk: Talk, said: WorkshopAnswer) -> None:
    context: ReadingWorkshopContext = talk.context
    told = await workshops.of_update(here.house, here.tx, context.update)
    if told is None:
        await guiding.go_on(here)
        return
    if said.deed == "objection":
        await objecting.begin(here, "update", told.broadcast.stored.number)
        return
    if said.deed in ("answer", "there"):
        # Whoever closes it at this moment waits, or is waited for.
        await stored_workshops.hold(here.tx, told.stored.id)
        told = await workshops.of_update(here.house, here.tx, context.update)
        assert told is not None
        if told.broadcast.status == "cancelled":
            await here.say(TAKEN_BACK)
        elif not told.is_open(here.now):
            await here.say(OVER)
        else:
            await _store(here, talk, told, said)
    elif said.parts:
        await talking.keep_only(here, talk.run, ())
    await guiding.go_on(here)


async def _store(here: Step, talk: Talk, told: Told, said: WorkshopAnswer) -> None:
    """Keep what somebody says, in the place of what they said before."""
    place, keys, there = here.place, here.house.keys, said.deed == "there"
    before = await workshop_answers.of(here.tx, keys, told.stored.id, place.membership_id)
    first = not (await workshop_answers.unseen(here.tx, place.project_id)).get(told.number)
    answer_id = await workshop_answers.put(
        here.tx,
        keys,
        project_id=place.project_id,
        workshop_id=told.stored.id,
        membership_id=place.membership_id,
        was_there=there,
        content=msgspec.json.encode(Said(said.stances, said.parts)),
        now=here.now,
    )
    if before is not None:
        now_kept = {part.file for part in said.parts}
        for part in workshops.said(before).parts:
            if part.file is not None and part.file not in now_kept:
                await media.forget(here.tx, part.file)
    if there:
        await contributions.taken_back(here.tx, "workshop", answer_id)
        await here.say(_("Thank you. I have written down that you were there."))
        return
    await _owe(here, told, answer_id, first=first)


async def _owe(here: Step, told: Told, answer_id: str, *, first: bool) -> None:
    """Somebody of the team owes an answer to it now, and the team hears of the first that nobody has seen."""
    place, project = here.place, await contexts.project_of(here)
    hears_by = debt.due(told.stored.closes_at, project.reply_days)
    await contributions.made(
        here.house,
        here.tx,
        place.project_id,
        place.membership_id,
        "workshop",
        answer_id,
        told.number,
        hears_by,
    )
    if first:
        note = _(
            "Somebody who was not in workshop {number} says what they think. Press /team to read it.",
            number=told.number,
        )
        await team_notices.tell(here.house, here.tx, project, place.project_id, note, roles=("facilitator",))
    await here.say(
        _("Thank you. It stands beside what was decided in the room."),
        lines(
            _("You can say it anew until {day}.", day=projects.day_in(project, told.stored.closes_at)),
            _("You hear what comes of it by {day}.", day=projects.day_in(project, hears_by)),
            gap=0,
        ),
    )


async def _reply_words(house: House, tx: Transaction, project: Project, broadcast: Broadcast) -> Text:
    del house, tx, project
    occasion = broadcast.update.occasion
    assert occasion is not None
    return lines(
        _("You said what you think of workshop {number}. The team answers:", number=occasion.number),
        Own(broadcast.update.text),
    )


occasions.WORDS["workshop"] = _words
occasions.WORDS["workshop_reply"] = _reply_words
occasions.SHOWN["workshop"] = _shown
occasions.READING.add("read_workshop")

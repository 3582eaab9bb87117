"""What becomes of a told story: stored with its number and its due date, and changed while it can be."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.codesign import debt
from bot.codesign.project import Project
from bot.codesign.story import Story
from bot.i18n.texts import Moment, Own, _, lines
from bot.services import contexts, contributions, guiding, talking
from bot.services.moderation import queueing
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import projects, runs, stories

TIME_TO_EDIT = timedelta(minutes=30)
"""How long a sent story can be changed; Care Opinion gives its tellers as long."""


@when_over("story")
async def _told(here: Step, talk: Talk, story: Story) -> None:
    content = msgspec.json.encode(story)
    known = await stories.of_run(here.tx, here.house.keys, talk.run.id)
    if known is not None:
        await stories.change(here.tx, here.house.keys, known, content, here.now)
        await talking.keep_only(here, talk.run, story.every_part())
        await queueing.changed(here.tx, await contexts.project_of(here), known.id, story)
        await here.say(_("Your story {number} is changed and with the team.", number=known.number))
    else:
        await _send(here, talk, story)
    await guiding.go_on(here)


async def _send(here: Step, talk: Talk, story: Story) -> None:
    until = here.now + TIME_TO_EDIT
    sent = await keep(here, talk.run.id, story, until)
    await _receipt(here, await contexts.project_of(here), sent.number, until, sent.reply_due_at)


class Sent(msgspec.Struct, frozen=True):
    """A story that has just been sent: its id and number, and by when its teller hears back."""

    id: str
    number: int
    reply_due_at: datetime


async def keep(here: Step, run_id: str, story: Story, editable_until: datetime) -> Sent:
    """Keep a story of the step's person; the team has it to read, and owes an answer to it."""
    project = await contexts.project_of(here)
    place, due = here.place, debt.due(here.now, project.reply_days)
    number = await projects.next_story_number(here.tx, place.project_id)
    story_id = await stories.add(
        here.tx,
        here.house.keys,
        project_id=place.project_id,
        membership_id=place.membership_id,
        run_id=run_id,
        number=number,
        content=msgspec.json.encode(story),
        now=here.now,
        editable_until=editable_until,
        reply_due_at=due,
    )
    await queueing.place(here.tx, project, story_id, story)
    await contributions.made(
        here.house, here.tx, place.project_id, place.membership_id, "story", story_id, number, due
    )
    return Sent(story_id, number, due)


async def _receipt(here: Step, project: Project, number: int, until: datetime, due: datetime) -> None:
    await here.say(
        _("Thank you. Your story has been sent. Its number is {number}.", number=number),
        lines(
            _("Who reads it:"),
            Own(project.responsible.readers),
            _("You hear back by {day}.", day=day_in(project, due)),
        ),
        _(
            "You can change it until {time}: from the menu, or by editing your message in this chat.",
            time=Moment(until, project.time_zone),
        ),
    )


async def change_story(here: Step) -> None:
    """Open the last story again at its reading back, if there is still time."""
    last = await stories.last_told(here.tx, here.place.membership_id)
    if last is None or here.now > last.editable_until:
        await here.say(_("The time to change that story is over. You can tell a new one at any time."))
        await guiding.menu(here)
        return
    run = await runs.by_id(here.tx, here.house.keys, last.run_id)
    assert run is not None
    await runs.save(here.tx, here.house.keys, run, {}, frozenset({"check"}), here.now)
    await runs.take_turn(here.tx, run, here.now)
    await guiding.go_on(here)

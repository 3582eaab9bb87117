"""What becomes of a told story: stored with its number and its due date, and changed while it can be."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.codesign.consent import may_keep
from bot.codesign.project import Project
from bot.codesign.story import Story
from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.flows.engine import Finished
from bot.flows.questions import ReadBack
from bot.i18n.texts import Moment, Own, _, lines
from bot.services import contexts, guiding, talking
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.projects import day_in
from bot.services.step import Step, step
from bot.services.talking import Talk, when_over
from storage import projects, runs, stories
from storage.runs import Run, Source

TIME_TO_EDIT = timedelta(minutes=30)
"""How long a sent story can be changed; Care Opinion gives its tellers as long."""


@when_over("story")
async def _told(here: Step, talk: Talk, story: Story) -> None:
    content = msgspec.json.encode(story)
    known = await stories.of_run(here.tx, here.house.keys, talk.run.id)
    if known is not None:
        await stories.change(here.tx, here.house.keys, known, content, here.now)
        await here.say(_("Your story {number} is changed and with the team.", number=known.number))
    else:
        await _send(here, talk, content)
    await guiding.go_on(here)


async def _send(here: Step, talk: Talk, content: bytes) -> None:
    project = await contexts.project_of(here)
    number = await projects.next_story_number(here.tx, here.place.project_id)
    until, due = here.now + TIME_TO_EDIT, here.now + timedelta(days=project.reply_days)
    await stories.add(
        here.tx,
        here.house.keys,
        project_id=here.place.project_id,
        membership_id=here.place.membership_id,
        run_id=talk.run.id,
        number=number,
        content=content,
        now=here.now,
        editable_until=until,
        reply_due_at=due,
    )
    await _receipt(here, project, number, until, due)


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


async def reword(house: House, arrival: Arrival, message: str, words: str) -> None:
    """The person edited one of their messages in the chat: the part that it became changes with it.

    Nothing changes once the story was sent and the time to edit is over, nor for anybody who has left.
    """
    async with step(house, arrival) as here:
        place = here.participant.place
        if place is None or place.left or not place.joined:
            return
        source = await runs.source_of(here.tx, here.house.keys, here.participant.address_id, message)
        run = await runs.by_id(here.tx, here.house.keys, source.run_id) if source else None
        if source is None or run is None or run.membership_id != place.membership_id:
            await here.say(
                _(
                    "I have seen that you changed a message. "
                    "It was not part of a story, so nothing else changes."
                )
            )
            return
        await _reword(here, run, source, words)


async def _reword(here: Step, run: Run, source: Source, words: str) -> None:
    sent = await stories.of_run(here.tx, here.house.keys, run.id)
    if sent is not None and here.now > sent.editable_until:
        await here.say(
            _(
                "Story {number} was sent, and the half hour to change it is over. It stays as it was.",
                number=sent.number,
            ),
            _("If something is wrong in it, tell a new story and say so."),
        )
        return
    if not may_keep("text", await contexts.agreed(here)):
        await here.say(_("I have not kept the new words, because you have not agreed to words being kept."))
        return
    try:
        saved = await _save_words(here, run, source, words)
    except msgspec.MsgspecError:
        await talking.replayed(here, run)  # which says that this conversation cannot go on
        return
    if not saved:
        await here.say(_("That part is no longer in your story, so nothing changes."))
        return
    await _after_rewording(here, run, sent)


async def _save_words(here: Step, run: Run, source: Source, words: str) -> bool:
    stored = (await runs.answers(here.tx, here.house.keys, run)).get(source.name)
    answer = stored_answers.decode(stored) if stored else None
    if not isinstance(answer, Told) or source.part not in {part.id for part in answer.parts}:
        return False
    parts = tuple(
        msgspec.structs.replace(part, words=words) if part.id == source.part else part
        for part in answer.parts
    )
    put = {source.name: stored_answers.encode(Told(parts, answer.done))}
    await runs.save(here.tx, here.house.keys, run, put, frozenset(), here.now)
    return True


async def _after_rewording(here: Step, run: Run, sent: stories.StoredStory | None) -> None:
    await here.say(_("I have changed it."))
    if sent is None and run.status in ("finished", "dropped"):
        return  # a menu that is over: the words wait for a story to hold them
    talk = await talking.replayed(here, run)
    if talk is None:
        return
    if sent is not None and isinstance(talk.scene, Finished):
        content = msgspec.json.encode(talk.scene.value)
        await stories.change(here.tx, here.house.keys, sent, content, here.now)
    elif await _read_back_now(here, talk):
        # What was read back has changed, so it is read back again.
        await talking.ask(here, talk)


async def _read_back_now(here: Step, talk: Talk) -> bool:
    """Whether the reading back is the question that the person is at, with no other one over it."""
    if isinstance(talk.scene, Finished) or not isinstance(talk.asking.question, ReadBack):
        return False
    now = await runs.current(here.tx, here.house.keys, here.participant.id)
    return now is not None and now.id == talk.run.id

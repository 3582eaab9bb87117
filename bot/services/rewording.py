"""Editing a message in the chat edits the part that it became: its words, and the file it carries."""

from __future__ import annotations

import uuid

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.flows.engine import ASIDES, Finished
from bot.flows.moves import Unwelcome
from bot.flows.questions import ReadBack, Words
from bot.flows.registry import FLOWS
from bot.flows.story import SPOKEN
from bot.i18n.texts import _
from bot.services import contexts, conversation, talking
from bot.services.arrivals import Arrival, Heard
from bot.services.house import House
from bot.services.moderation import queueing
from bot.services.projects import NOT_ASKED
from bot.services.step import Step, step
from bot.services.talking import Talk
from storage import media, runs, stories
from storage.runs import Run, Source

NO_WORDS = _("I have not kept the new words, because you have not agreed to words being kept.")


async def reword(house: House, arrival: Arrival, message: Heard) -> None:
    """The person edited one of their messages in the chat: the part that it became changes with it.

    Nothing changes once the story was sent and the time to edit is over, nor for anybody who has left.
    """
    async with step(house, arrival) as here:
        place = here.participant.place
        if place is None or place.left or not place.joined:
            return
        source = await runs.source_of(here.tx, here.house.keys, here.participant.address_id, message.message)
        run = await runs.by_id(here.tx, here.house.keys, source.run_id) if source else None
        if run is not None and _is_for_somebody_else(here, run):
            await here.say(
                _(
                    "What you enter for somebody does not change with your messages. "
                    "Please change it at the reading back."
                )
            )
            return
        if source is None or run is None or run.membership_id != place.membership_id:
            await here.say(
                _(
                    "I have seen that you changed a message. "
                    "It was not part of a story, so nothing else changes."
                )
            )
            return
        await _reword(here, run, source, message)


def _is_for_somebody_else(here: Step, run: Run) -> bool:
    """Whether this is what a facilitator enters for somebody who does not use the chat."""
    return run.participant_id == here.participant.id and run.flow.startswith("assisting_")


async def _reword(here: Step, run: Run, source: Source, message: Heard) -> None:
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
    if await _stays(here, run):
        return
    if message.file is None and "text" not in await _allowed(here):
        await here.say(NO_WORDS)
        return
    try:
        told = await _told(here, run, source)
    except msgspec.MsgspecError:
        await talking.replayed(here, run)  # which says that this conversation cannot go on
        return
    part = next((part for part in told.parts if part.id == source.part), None)
    if part is None:
        await here.say(_("That part is no longer in your story, so nothing changes."))
        return
    changed = await _changed(here, run, source, part, message)
    if changed is not None:
        parts = tuple(changed if each.id == part.id else each for each in told.parts)
        put = {source.name: stored_answers.encode(Told(parts, told.done))}
        await runs.save(here.tx, here.house.keys, run, put, frozenset(), here.now)
        await _after_rewording(here, run, source, sent)


async def _stays(here: Step, run: Run) -> bool:
    """Whether what this belonged to takes no change in the chat any more, which the person is told."""
    flow = FLOWS.get(run.flow)
    if flow is None or run.flow == "story" or not (flow.reopens or here.place.role in NOT_ASKED):
        return False
    if run.status not in ("open", "waiting"):
        await here.say(_("You have sent this already, so it stays as it was."))
        return True
    talk = await talking.replayed(here, run)
    why = None if talk is None else await talking.hindrance(here, talk)
    if why is not None:
        await here.say(why)
    return talk is None or why is not None


async def _allowed(here: Step) -> frozenset[Kind]:
    """The kinds that may be kept; of the team what it writes, in a conversation that it has not ended."""
    return frozenset({"text"}) if here.place.role in NOT_ASKED else await conversation.allowed(here)


async def _told(here: Step, run: Run, source: Source) -> Told:
    stored = (await runs.answers(here.tx, here.house.keys, run)).get(source.name)
    answer = stored_answers.decode(stored) if stored else None
    return answer if isinstance(answer, Told) else Told()


async def _changed(here: Step, run: Run, source: Source, part: Part, message: Heard) -> Part | None:
    """The part as it is now; None when it stays as it was, which the person is told."""
    allowed = await _allowed(here)
    if await _carries_another_file(here, run, part, message):
        if not await _may_be_taken(here, source, message):
            return None
        words = message.words if "text" in allowed else ""
        file = await _exchange_file(here, run, part, message)
        return msgspec.structs.replace(part, kind=message.kind, words=words, file=file)
    if "text" not in allowed:
        await here.say(NO_WORDS)
        return None
    return msgspec.structs.replace(part, words=message.words)


async def _carries_another_file(here: Step, run: Run, part: Part, message: Heard) -> bool:
    if message.file is None:
        return False
    if part.file is None:
        return True
    known = await media.origin(here.tx, here.house.keys, run.project_id, run.membership_id, part.file)
    return known not in ("", message.file.origin)


async def _may_be_taken(here: Step, source: Source, message: Heard) -> bool:
    if message.kind not in await conversation.allowed(here):
        await here.say(conversation.REFUSALS[Unwelcome.NOT_ALLOWED])
    elif message.kind not in SPOKEN and source.name not in ("tell", ASIDES):
        await here.say(conversation.REFUSALS[Unwelcome.NOT_HERE])
    elif await conversation.is_too_large(here, message):
        await here.say(*conversation.TOO_LARGE)
    else:
        return True
    return False


async def _exchange_file(here: Step, run: Run, part: Part, message: Heard) -> str:
    """Fetch the new file, forget the one before it, and return the new one's id."""
    file = str(uuid.uuid4())
    if part.file is not None:
        await media.forget(here.tx, part.file)
    await conversation.wait_for_file(
        here, run, msgspec.structs.replace(part, kind=message.kind, file=file), message
    )
    return file


async def _after_rewording(here: Step, run: Run, source: Source, sent: stories.StoredStory | None) -> None:
    await here.say(_("I have changed it."))
    if sent is None and run.status in ("finished", "dropped"):
        return  # a menu that is over: the words wait for a story to hold them
    talk = await talking.replayed(here, run)
    if talk is None:
        return
    if sent is not None and isinstance(talk.scene, Finished):
        content = msgspec.json.encode(talk.scene.value)
        await stories.change(here.tx, here.house.keys, sent, content, here.now)
        await queueing.changed(here.tx, await contexts.project_of(here), sent.id, talk.scene.value)
    elif await _concerns_the_screen(here, talk, source):
        # What was read back has changed, or is no answer any more: so it is read back, or asked, again.
        await talking.go_on(here, talk)


async def _concerns_the_screen(here: Step, talk: Talk, source: Source) -> bool:
    """Whether the person is at the reading back, or at these words again, with no other question over it."""
    if isinstance(talk.scene, Finished):
        return False
    question = talk.asking.question
    again = isinstance(question, Words) and question.name == source.name
    if not again and not isinstance(question, ReadBack):
        return False
    now = await runs.current(here.tx, here.house.keys, here.participant.id)
    return now is not None and now.id == talk.run.id

"""What a person does in the chat: press, write, speak, send, edit, and the commands."""

from __future__ import annotations

import uuid

from bot.codesign.consent import kinds_on_offer
from bot.codesign.story import Kind, Part
from bot.flows.answers import Told
from bot.flows.engine import ASIDES
from bot.flows.moves import Aid, Answered, Aside, Back, Change, Move, Unwelcome, heard, pressed
from bot.flows.questions import Gather, Several
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, talking
from bot.services.arrivals import Arrival, Heard, Pressed
from bot.services.house import House
from bot.services.messages import Redraw
from bot.services.step import Step, step
from bot.services.talking import Talk
from storage import media, runs
from storage.runs import Source

CLOSED = _("This question is closed. The newest one is at the bottom.")

REFUSALS: dict[Unwelcome, Text] = {
    Unwelcome.STALE: CLOSED,
    Unwelcome.TOO_MANY: _("That is as much as one answer can hold. What you told so far is kept."),
    Unwelcome.NOT_ALLOWED: _(
        "I have not kept this, because you have not agreed to it being kept. "
        "Your choices stand in “My data”. Please use one of the buttons above."
    ),
    Unwelcome.NOT_HERE: _(
        "I cannot take this as an answer here. Please write it, or say it in a voice message."
    ),
}


async def press(house: House, arrival: Arrival, button: Pressed) -> None:
    """A button was pressed. Its data counts only with the mark of the question this person is at now."""
    async with step(house, arrival) as here:
        kind, _colon, rest = button.data.partition(":")
        mark, _colon, action = rest.partition(":")
        talk = await talking.current(here)
        if talk is None or kind != talking.QUESTION or not mark or mark != talk.run.mark:
            await talking.acknowledge(here, button.press, CLOSED)
            return
        await answer(here, talk, pressed(talk.asking, action), button.press)


async def hear(house: House, arrival: Arrival, message: Heard) -> None:
    """Something was written, spoken or sent: an answer, part of one, or an aside."""
    async with step(house, arrival) as here:
        talk = await talking.current(here) or await guiding.unseen_menu(here)
        if talk is None:
            await guiding.at_rest(here)
            return
        part = Part(
            str(uuid.uuid4()),
            message.kind,
            message.order,
            message.words,
            str(uuid.uuid4()) if message.file else None,
            message.album,
        )
        move = heard(talk.asking, part, here.rendered, await _allowed(here))
        if isinstance(move, Answered | Aside) and _keeps(move, part):
            await _remember(here, talk, move, part, message)
        await answer(here, talk, move, None)


async def _allowed(here: Step) -> frozenset[Kind]:
    place = here.participant.place
    if place is None or not place.joined:
        return frozenset()
    return frozenset(kinds_on_offer(await contexts.agreed(here)))


def _keeps(move: Answered | Aside, part: Part) -> bool:
    if isinstance(move, Aside):
        return True
    return isinstance(move.answer, Told) and part in move.answer.parts


async def _remember(here: Step, talk: Talk, move: Answered | Aside, part: Part, message: Heard) -> None:
    """Note which message became this part, and that its file is still to be fetched."""
    name = talk.asking.question.name if isinstance(move, Answered) else ASIDES
    source = Source(talk.run.id, name, part.id)
    address = here.participant.address_id
    await runs.remember_source(here.tx, here.house.keys, address, message.message, source)
    if part.file is not None and message.file is not None:
        await media.wait_for(
            here.tx,
            here.house.keys,
            media_id=part.file,
            project_id=talk.run.project_id,
            membership_id=talk.run.membership_id,
            run_id=talk.run.id,
            part=part.id,
            kind=part.kind,
            file=message.file,
            now=here.now,
        )
        here.tx.after_commit(here.house.bells.media.ring)


async def answer(here: Step, talk: Talk, move: Move, press_id: str | None) -> None:
    """Do what a move asks for; ``press_id`` is the press that made it, if a button did."""
    match move:
        case Unwelcome():
            if press_id is not None:
                await talking.acknowledge(here, press_id, REFUSALS[move])
            else:
                await here.say(REFUSALS[move])
        case Aid.HELP:
            await talking.acknowledge(here, press_id)
            await guiding.show_help(here)
            await talking.ask(here, talk)
        case Aid.STOP:
            await talking.acknowledge(here, press_id)
            await guiding.pause(here, await talking.settle(here, talk))
        case Aside():
            moved = await talking.take(here, talk, move)
            await here.say(_("I have kept what you sent. First, please answer this:"))
            await talking.ask(here, moved)
        case Back() | Change():
            await talking.acknowledge(here, press_id)
            moved = await talking.take(here, await talking.settle(here, talk), move)
            await talking.go_on(here, moved)
        case Answered(given):
            await talking.acknowledge(here, press_id)
            if talk.asking.question.accepts(given):
                await _settled(here, talk, move)
            else:
                await _more(here, talk, move)


async def _settled(here: Step, talk: Talk, move: Answered) -> None:
    choice = talk.asking.question.settled(move.answer)
    left = await talking.settle(here, talk, choice)
    await talking.go_on(here, await talking.take(here, left, move))


async def _more(here: Step, talk: Talk, move: Answered) -> None:
    """An answer that is not done yet: another option ticked, another part told or taken away."""
    moved = await talking.take(here, talk, move)
    if moved.answers == talk.answers:
        return
    await _forget_taken_away(here, talk, move)
    if talk.run.asked and talk.run.mark and _stays_in_place(talk, move):
        await here.queue(Redraw(talk.run.asked, talking.message_of(moved, talk.run.mark)))
    else:
        await talking.ask(here, moved)


async def _forget_taken_away(here: Step, talk: Talk, move: Answered) -> None:
    before = talk.asking.draft.parts if isinstance(talk.asking.draft, Told) else ()
    now = move.answer.parts if isinstance(move.answer, Told) else ()
    for part in set(before) - set(now):
        if part.file is not None:
            await media.forget(here.tx, part.file)


def _stays_in_place(talk: Talk, move: Answered) -> bool:
    """Ticks and removals change the message in place; so does the next picture of one album."""
    question, draft = talk.asking.question, talk.asking.draft
    if isinstance(question, Several):
        return True
    if not isinstance(question, Gather) or not isinstance(move.answer, Told) or not isinstance(draft, Told):
        return False
    if len(move.answer.parts) < len(draft.parts):
        return True
    albums = {part.album for part in draft.parts if part.album}
    added = set(move.answer.parts) - set(draft.parts)
    return any(part.album in albums for part in added)

"""What a person does in the chat: press, write, speak, send, edit, and the commands."""

from __future__ import annotations

import uuid

import msgspec

from bot.codesign.consent import kinds_on_offer
from bot.codesign.story import Kind, Part
from bot.flows.actions import HELP
from bot.flows.answers import Told
from bot.flows.engine import ASIDES
from bot.flows.letter import Picture, Pictures
from bot.flows.moves import Aid, Answered, Aside, Back, Change, Move, Unwelcome, heard, pressed
from bot.flows.questions import Telling
from bot.flows.recognising import recognised
from bot.flows.signing import Spoken
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, projects, refusing, standing, talking
from bot.services.arrivals import Arrival, Heard, Pressed
from bot.services.house import House
from bot.services.messages import Redraw
from bot.services.safety import reaching
from bot.services.step import Step, step
from bot.services.talking import Talk
from storage import media, memberships, runs
from storage.runs import Run, Source

CLOSED = _("This question is closed. The newest one is at the bottom.")

LARGEST_BYTES = 20 * 1024 * 1024
"""Telegram lets a bot fetch files up to 20 MB (getFile, Bot API)."""

TOO_LARGE = (
    _("This file is too large for me: I can take 20 MB, which is about two minutes of video."),
    _("Please send it in shorter pieces, one after another. They belong together all the same."),
)

NOT_YET = _("I keep nothing that you write until you have agreed. Please use one of the buttons above.")

FACILITATORS_DO_NOT_TELL = _(
    "I keep nothing that facilitators write here. Please use one of the buttons above."
)

SPONSORS_DO_NOT_TELL = _("I keep nothing that sponsors write here. Please use one of the buttons above.")

PLEASE_WRITE = _("I can take only written words here, because others read them as they are.")

REFUSALS: dict[Unwelcome, Text] = {
    Unwelcome.STALE: CLOSED,
    Unwelcome.TOO_MANY: _("That is as much as one answer can hold. What you told so far is kept."),
    Unwelcome.NOT_ALLOWED: _(
        "I have not kept this, because you have not agreed to it being kept. "
        "Your choices stand in “My data”. Please use one of the buttons above."
    ),
    Unwelcome.NO_DOTS: _("You have no dots left. Take one back first, then give it to another one."),
    Unwelcome.NOT_HERE: _(
        "I cannot take this as an answer here. Please write it, or say it in a voice message."
    ),
}


async def press(house: House, arrival: Arrival, button: Pressed) -> None:
    """A button was pressed. Its data counts only with the mark of the question this person is at now."""
    async with step(house, arrival) as here:
        if await standing.pressed(here, button.data, button.press):
            return
        kind, _colon, rest = button.data.partition(":")
        mark, _colon, action = rest.partition(":")
        talk = await talking.current(here)
        if talk is None or kind != talking.QUESTION or not mark or mark != talk.run.mark:
            await talking.acknowledge(here, button.press, CLOSED)
            return
        if action != HELP and await _hindered(here, talk, button.press):
            return
        await answer(here, talk, pressed(talk.asking, action), button.press)


async def hear(house: House, arrival: Arrival, message: Heard) -> None:
    """Something was written, spoken or sent: an answer, part of one, or an aside."""
    async with step(house, arrival) as here:
        place = here.participant.place
        if message.is_paper and not await _takes_papers(here):
            await refusing.say_no(here, "document")
            return
        if place is not None and place.left:
            await _after_leaving(here)
            return
        talk = await _heard_at(here, message)
        if talk is None:
            await guiding.at_rest(here)
            return
        if await _hindered(here, talk, None):
            return
        if await is_too_large(here, message):
            await _too_large(here, talk, message)
        else:
            await _take_in(here, talk, message)


async def _takes_papers(here: Step) -> bool:
    """Whether they are asked for what goes along with an update."""
    talk = await talking.current(here)
    return talk is not None and isinstance(talk.asking.question, Picture)


async def _heard_at(here: Step, message: Heard) -> Talk | None:
    """The conversation a message belongs to: what is no answer to an offer of help, to the one under it."""
    talk = await talking.current(here)
    if talk is not None and talk.flow.name == reaching.HELP:
        words = message.words if message.kind == "text" else ""
        if recognised(talk.asking, words, here.rendered) is None:
            talk = await reaching.leave_help(here, talk)
    return talk or await guiding.unseen_menu(here)


async def _hindered(here: Step, talk: Talk, press_id: str | None) -> bool:
    """Whether this conversation cannot go on any more, which the person is told; it ends then."""
    why = await talking.hindrance(here, talk)
    if why is None:
        return False
    await talking.acknowledge(here, press_id)
    await talking.settle(here, talk)
    await runs.becomes(here.tx, talk.run.id, "dropped", here.now)
    await here.say(why)
    await guiding.go_on(here)
    return True


async def _after_leaving(here: Step) -> None:
    """Nothing is kept of whoever has left, also while they look at their data."""
    await here.say(_("I have not kept what you just sent."))
    talk = await talking.current(here)
    await guiding.at_rest(here)
    if talk is not None:
        await talking.ask(here, talk)


async def _take_in(here: Step, talk: Talk, message: Heard, *, typed: bool = True) -> None:
    kinds = await allowed(here)
    part = Part(
        str(uuid.uuid4()),
        message.kind,
        message.order,
        message.words if "text" in kinds or message.file is None else "",
        str(uuid.uuid4()) if message.file else None,
        message.album,
    )
    move = heard(talk.asking, part, here.rendered, kinds, typed=typed)
    if isinstance(move, Answered | Aside) and _keeps(move, part):
        await _remember(here, talk, move, part, message)
    await answer(here, talk, move, None)


async def is_too_large(here: Step, message: Heard) -> bool:
    """Whether only its size stands against a file: nobody is asked for shorter pieces that we do not take."""
    if message.file is None or message.file.size <= LARGEST_BYTES:
        return False
    return message.kind in await allowed(here)


async def _too_large(here: Step, talk: Talk, message: Heard) -> None:
    """Say how to send it in pieces. What was written with it is kept, where words may be."""
    await here.say(*TOO_LARGE)
    if message.words and "text" in await allowed(here):
        await here.say(_("I keep the words that you wrote with it."))
        await _take_in(
            here, talk, msgspec.structs.replace(message, kind="text", file=None, album=None), typed=False
        )
    else:
        await talking.ask(here, talk)


async def allowed(here: Step) -> frozenset[Kind]:
    """The kinds of parts that may be kept of this person now."""
    place = here.participant.place
    if place is None or not place.joined:
        return frozenset()
    if place.role in projects.NOT_ASKED:
        # What the team writes in its own conversations; elsewhere nothing of theirs is taken in.
        talk = await talking.current(here)
        question = talk.asking.question if talk is not None else None
        if talk is not None and talk.run.membership_id != place.membership_id:
            # Entered for somebody else: what that person lets the project keep.
            theirs = await memberships.agreed(here.tx, talk.run.membership_id)
            return frozenset(kinds_on_offer(theirs)) if isinstance(question, Telling) else frozenset()
        if isinstance(question, Picture | Pictures | Spoken):
            return question.allowed | {"text"}
        return frozenset({"text"}) if isinstance(question, Telling) else frozenset()
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
    await wait_for_file(here, talk.run, part, message)


async def wait_for_file(here: Step, run: Run, part: Part, message: Heard) -> None:
    """The file of a part, if it has one, is still to be fetched."""
    if part.file is None or message.file is None:
        return
    await media.wait_for(
        here.tx,
        here.house.keys,
        media_id=part.file,
        project_id=run.project_id,
        membership_id=run.membership_id,
        run_id=run.id,
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
                await here.say(_refusal(here, talk, move))
        case Aid.HELP:
            await talking.acknowledge(here, press_id)
            await reaching.show_help(here)
        case Aid.STOP:
            await talking.acknowledge(here, press_id)
            await guiding.pause(here, await talking.settle(here, talk))
        case Aside():
            moved = await talking.take(here, talk, move)
            await here.say(talk.asking.question.aside)
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
                await _more(here, talk, move, press_id)


def _refusal(here: Step, talk: Talk, move: Unwelcome) -> Text:
    question, place = talk.asking.question, here.participant.place
    if move is Unwelcome.NOT_HERE and isinstance(question, Telling) and question.allowed == {"text"}:
        return PLEASE_WRITE
    if move is not Unwelcome.NOT_ALLOWED or place is None:
        return REFUSALS[move]
    if not place.joined:
        return NOT_YET
    if place.role == projects.SPONSOR:
        return SPONSORS_DO_NOT_TELL
    return FACILITATORS_DO_NOT_TELL if place.role in projects.TEAM else REFUSALS[move]


async def _settled(here: Step, talk: Talk, move: Answered) -> None:
    choice = talk.asking.question.settled(move.answer)
    left = await talking.settle(here, talk, choice)
    await talking.go_on(here, await talking.take(here, left, move))


async def _more(here: Step, talk: Talk, move: Answered, press_id: str | None) -> None:
    """An answer that is not done yet: another option ticked, another part told or taken away.

    Where a button was pressed the message changes in place, and so it does for the next picture of one
    album. What was typed stands below the question, so there the question is asked again under it.
    """
    moved = await talking.take(here, talk, move)
    if press_id is not None and moved.answers == talk.answers:
        return
    if talk.run.asked and talk.run.mark and (press_id is not None or _of_one_album(talk, move)):
        await here.queue(Redraw(talk.run.asked, talking.message_of(moved, talk.run.mark)))
    else:
        await talking.ask(here, moved)


def _of_one_album(talk: Talk, move: Answered) -> bool:
    draft = talk.asking.draft
    if not isinstance(move.answer, Told) or not isinstance(draft, Told):
        return False
    albums = {part.album for part in draft.parts if part.album}
    return any(part.album in albums for part in set(move.answer.parts) - set(draft.parts))

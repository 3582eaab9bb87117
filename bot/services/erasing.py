"""Erasing: a whole place in a project, or the kinds of parts that are no longer agreed to.

What is erased goes in one transaction: the rows, the key that sealed them, and the word to the sweep
that the files can go. After a kill -9 the files may lie a little longer, sealed by a key that is gone.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.ballots import Ballot
from bot.codesign.consent import KINDS, kinds_on_offer, may_keep
from bot.codesign.difference import Difference
from bot.codesign.exchange import Exchange, Turn
from bot.codesign.rating import Ratings
from bot.codesign.story import Kind, Part, Story
from bot.codesign.updates import Said
from bot.codesign.workshops import Said as SaidToWorkshop
from bot.flows import answers as stored_answers
from bot.flows.answers import Answer, Told
from bot.services import contexts, ledger, outbox
from bot.services.house import House
from bot.services.moderation import queueing
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from bot.services.step import Step
from storage import (
    action_asks,
    ballots,
    calls,
    contributions,
    erasing,
    excerpts,
    exchanges,
    media,
    participants,
    priorities,
    ratings,
    runs,
    stories,
    update_replies,
    wordings,
    workshop_answers,
)
from storage.database import Transaction


async def erase_place(here: Step, what: str) -> str:
    """Erase everything about the person in the project they look at; returns the receipt's number."""
    place = here.place
    receipt = await erase_membership(
        here.house, here.tx, here.participant.id, place.project_id, place.membership_id, what
    )
    await here.reload()
    return receipt


async def erase_membership(
    house: House, tx: Transaction, participant_id: str, project_id: str, membership_id: str, what: str
) -> str:
    """Erase a place in a project, as part of a transaction; returns the receipt's number.

    The receipt that stays holds counts and a time, nothing that leads back to the person.
    """
    counts = {
        "stories": len(await stories.of_membership(tx, house.keys, membership_id)),
        "files": len(await media.of_membership(tx, house.keys, project_id, membership_id)),
    }
    now = house.clock.now()
    # What a facilitator has open for somebody else is not theirs to go on with.
    await runs.set_aside(tx, membership_id)
    await outbox.withdraw(house, tx, membership_id)
    await close_readings(tx, project_id, now)
    await _calls_taken_back(house, tx, project_id, membership_id)
    await ledger.remember(house, tx, "erased", membership_id)
    await erasing.discard_files(tx, membership_id, now)
    next_place = await erasing.remove_membership(tx, participant_id, membership_id)
    await house.keys.destroy_membership_key(tx, membership_id)
    await participants.goes_to(tx, participant_id, next_place)
    tx.after_commit(house.bells.media.ring)
    receipt = await erasing.receipt(tx, project_id, what, counts, now)
    return receipt.split("-", maxsplit=1)[0]


async def _calls_taken_back(house: House, tx: Transaction, project_id: str, membership_id: str) -> None:
    """Record that open calls went with their caller, so that nobody of the team looks for them."""
    for call in await calls.of_membership(tx, house.keys, membership_id):
        if call.done_at is None:
            now = house.clock.now()
            await auditing.record(house, tx, project_id, "call_erased", Deed(about=call.number), now)


HOLDING = (
    "read_story",
    "read_comment",
    "moderate",
    "see_answer",
    "answer_call",
    "code_story",
    "themes",
    "proposals",
    "priorities",
    "vote_result",
    "actions",
    "action_answers",
    "answer_question",
    "update_answers",
    "workshop_answers",
    "assisting_person",
    "assisting_told",
)
"""Conversations of the team that know what people told."""

MADE_OF_WORDS = ("moderate", "assisting")
"""Conversations whose answers are made of what somebody told, or lead to them, also once they are over."""


async def close_readings(tx: Transaction, project_id: str, now: datetime) -> None:
    """Take what people told from facilitators who have it open: what is erased must not live on there."""
    for flow in HOLDING:
        for run_id, asked in await runs.open_of_team(tx, project_id, flow):
            await runs.becomes(tx, run_id, "dropped", now)
            if asked is not None:
                await erasing.take_back(tx, asked, now)
    for flow in MADE_OF_WORDS:
        await erasing.forget_team_answers(tx, project_id, flow)


async def erase_unagreed(here: Step) -> int:
    """Erase every part of a kind that the person no longer agrees to; returns how many parts went.

    An answer that cannot be read may hold anything: it stays only while every kind may be kept.
    """
    agreed = await contexts.agreed(here)
    gone = 0
    for run in await runs.of_membership(here.tx, here.house.keys, here.place.membership_id):
        kept = await runs.answers(here.tx, here.house.keys, run)
        put: dict[str, bytes] = {}
        drop: set[str] = set()
        for name, stored in kept.items():
            answer = _read(stored)
            if answer is None and len(kinds_on_offer(agreed)) < len(KINDS):
                gone += 1
                drop.add(name)
            if isinstance(answer, Told) and (left := _agreed_parts(answer.parts, agreed)) != answer.parts:
                gone += len(answer.parts) - len(left)
                put[name] = stored_answers.encode(Told(left, answer.done))
        await runs.save(here.tx, here.house.keys, run, put, frozenset(drop), here.now)
    await _forget_files(here, agreed)
    called = await _erase_in_calls(here, agreed)
    said = await _erase_in_exchanges(here, agreed)
    replied = await _erase_in_replies(here, agreed)
    thought = await _erase_in_workshops(here, agreed)
    words = 0 if may_keep("text", agreed) else await _erase_words(here)
    reasons = await _erase_reasons(here, agreed)
    answers = await _erase_in_differences(here, agreed)
    rated = await _erase_in_ratings(here, agreed)
    told = await _erase_in_stories(here, agreed)
    if any((told, called, words, reasons, answers, said, replied, thought, rated)):
        await close_readings(here.tx, here.place.project_id, here.now)
    return gone + words


def _read(stored: bytes) -> Answer | None:
    try:
        return stored_answers.decode(stored)
    except msgspec.MsgspecError:
        return None


def _agreed_parts(parts: tuple[Part, ...], agreed: frozenset[str]) -> tuple[Part, ...]:
    """The parts that may stay; the words beside a file go where words may not be kept."""
    left = tuple(part for part in parts if may_keep(part.kind, agreed))
    if may_keep("text", agreed):
        return left
    return tuple(msgspec.structs.replace(part, words="") for part in left)


async def _forget_files(here: Step, agreed: frozenset[str]) -> None:
    """Forget every file of a kind that may not be kept, also of parts that cannot be read."""
    place = here.place
    for file in await media.of_membership(here.tx, here.house.keys, place.project_id, place.membership_id):
        if not may_keep(_kind(file.kind), agreed):
            await media.forget(here.tx, file.id)


async def _erase_words(here: Step) -> int:
    """Erase excerpts of what the person told, and suggestions that are theirs; returns how many."""
    membership_id = here.place.membership_id
    excerpted = await excerpts.remove_of_teller(here.tx, membership_id)
    await contributions.kind_gone(here.tx, membership_id, "suggestion")
    for story in await stories.of_membership(here.tx, here.house.keys, membership_id):
        await wordings.remove(here.tx, story.id)
    return excerpted + await priorities.remove_owned(here.tx, membership_id)


def _kind(stored: str) -> Kind:
    return next(kind for kind in KINDS if kind == stored)


async def _erase_in_stories(here: Step, agreed: frozenset[str]) -> bool:
    """Whether there was anything to erase in the stories that were sent."""
    changed = False
    for stored in await stories.of_membership(here.tx, here.house.keys, here.place.membership_id):
        story = contexts.read_story(stored.content)
        left = _without(story, agreed)
        if left != story:
            content = msgspec.json.encode(left)
            await stories.change(here.tx, here.house.keys, stored, content, here.now)
            await queueing.changed(here.tx, await contexts.project_of(here), stored.id, left)
            changed = True
    return changed


async def _erase_in_calls(here: Step, agreed: frozenset[str]) -> bool:
    """Whether anything went. The call itself stays, so that somebody still gets back to them."""
    gone = False
    for call in await calls.of_membership(here.tx, here.house.keys, here.place.membership_id):
        if call.content is not None:
            said = msgspec.json.decode(call.content, type=Turn)
            left = msgspec.structs.replace(said, parts=_agreed_parts(said.parts, agreed))
            if left != said:
                await calls.says(here.tx, here.house.keys, call, msgspec.json.encode(left))
                gone = True
    return gone


async def _erase_in_exchanges(here: Step, agreed: frozenset[str]) -> bool:
    """Whether anything went; the exchanges stay, so that somebody answers. A first name is words, too."""
    membership_id = here.place.membership_id
    await exchanges.hold(here.tx, here.place.project_id)
    gone = not may_keep("text", agreed) and await exchanges.forget_name(here.tx, membership_id)
    for stored in await exchanges.of_membership(here.tx, here.house.keys, membership_id):
        exchange = msgspec.json.decode(stored.content, type=Exchange)
        left = msgspec.structs.replace(
            exchange,
            turns=tuple(
                msgspec.structs.replace(turn, parts=_agreed_parts(turn.parts, agreed))
                for turn in exchange.turns
            ),
        )
        if left != exchange and stored.kind == "for_workshop" and not any(left.every_part()):
            # There is nothing left to be read out, so nobody has to hear what became of it.
            await contributions.gone(here.tx, "for_workshop", f"{stored.id}/1")
            await exchanges.remove(here.tx, stored)
            gone = True
        elif left != exchange:
            content = msgspec.json.encode(left)
            await exchanges.change(here.tx, here.house.keys, stored, content, stored.state)
            gone = True
    return gone


async def _erase_in_replies(here: Step, agreed: frozenset[str]) -> bool:
    """Take what may not be kept out of answers to updates; that somebody objected stays. Whether any went."""
    gone = False
    for reply in await update_replies.of_membership(here.tx, here.house.keys, here.place.membership_id):
        said = msgspec.json.decode(reply.content, type=Said)
        left = _agreed_parts(said.parts, agreed)
        if left != said.parts:
            content = msgspec.json.encode(Said(left))
            await update_replies.reword(here.tx, here.house.keys, reply, content)
            gone = True
    return gone


async def _erase_in_workshops(here: Step, agreed: frozenset[str]) -> bool:
    """Take what may not be kept out of what was said to workshops; the presses stay. Whether any went."""
    gone = False
    for answer in await workshop_answers.of_membership(here.tx, here.house.keys, here.place.membership_id):
        said = msgspec.json.decode(answer.content, type=SaidToWorkshop)
        left = msgspec.structs.replace(said, parts=_agreed_parts(said.parts, agreed))
        if left != said:
            await workshop_answers.reword(here.tx, here.house.keys, answer, msgspec.json.encode(left))
            gone = True
    return gone


def _without(story: Story, agreed: frozenset[str]) -> Story:
    return msgspec.structs.replace(
        story,
        **{
            name: _agreed_parts(getattr(story, name), agreed)
            for name in ("parts", "mattered", "better", "good", "asides")
        },
    )


async def _erase_in_ratings(here: Step, agreed: frozenset[str]) -> bool:
    """Take what may not be kept out of every version that was sent; how it felt stays. Whether any was."""
    changed = False
    for stored in await ratings.of_membership(here.tx, here.house.keys, here.place.membership_id):
        given = msgspec.json.decode(stored.content, type=Ratings)
        left = Ratings(
            tuple(
                msgspec.structs.replace(each, why=_agreed_parts(each.why, agreed)) for each in given.ratings
            ),
            _agreed_parts(given.asides, agreed),
        )
        if left != given:
            await ratings.reword(here.tx, here.house.keys, stored, msgspec.json.encode(left))
            changed = True
    return changed


async def _erase_reasons(here: Step, agreed: frozenset[str]) -> bool:
    """Take what may not be kept out of the reasons given with votes; the votes stay. Whether any was."""
    changed = False
    for stored in await ballots.of_membership(here.tx, here.house.keys, here.place.membership_id):
        ballot = msgspec.json.decode(stored.content, type=Ballot)
        left = msgspec.structs.replace(ballot, reason=_agreed_parts(ballot.reason, agreed))
        if left != ballot:
            await ballots.reword(here.tx, here.house.keys, stored, msgspec.json.encode(left))
            changed = True
    return changed


async def _erase_in_differences(here: Step, agreed: frozenset[str]) -> bool:
    """Take what may not be kept out of answers about changes; how it felt stays. Whether there was any."""
    changed = False
    for stored in await action_asks.of_membership(here.tx, here.house.keys, here.place.membership_id):
        given = msgspec.json.decode(stored.content, type=Difference)
        left = msgspec.structs.replace(
            given, why=_agreed_parts(given.why, agreed), asides=_agreed_parts(given.asides, agreed)
        )
        if left != given:
            await action_asks.reword(here.tx, here.house.keys, stored, msgspec.json.encode(left))
            changed = True
    return changed

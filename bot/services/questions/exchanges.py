"""What holds of every exchange, whoever is at work on it: begun, said more in, answered, taken back."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign import debt
from bot.codesign import exchange as rules
from bot.codesign.exchange import Answer, Exchange, Kind
from bot.codesign.story import Part
from bot.flows.signing import Signed
from bot.services import contexts, contributions, ledger
from bot.services.questions import voices
from bot.services.step import Step
from storage import exchanges as stored
from storage import media, spoken_answers
from storage.exchanges import State, StoredExchange

KINDS: tuple[Kind, ...] = ("question", "story_reply", "objection", "for_workshop")


def kind_of(exchange: StoredExchange) -> Kind:
    """What an exchange is."""
    return next(each for each in KINDS if each == exchange.kind)


def read(exchange: StoredExchange) -> Exchange:
    """All that was said in it."""
    return msgspec.json.decode(exchange.content, type=Exchange)


async def to_change(here: Step, number: int) -> StoredExchange | None:
    """The exchange with this number as it stands, which nobody else changes until this step is over."""
    await stored.hold(here.tx, here.place.project_id)
    return await stored.numbered(here.tx, here.house.keys, here.place.project_id, number)


async def due(here: Step) -> datetime:
    """By when somebody hears back who says something to the team now."""
    return debt.due(here.now, (await contexts.project_of(here)).reply_days)


def owed_as(exchange: StoredExchange) -> tuple[debt.Kind, str]:
    """As what the newest turn of an exchange is owed an answer: each turn is owed one of its own."""
    return _owed(kind_of(exchange), exchange.id, read(exchange))


def _owed(kind: Kind, exchange_id: str, exchange: Exchange) -> tuple[debt.Kind, str]:
    owed: debt.Kind = kind if kind in ("objection", "for_workshop") else "question"
    return (owed, f"{exchange_id}/{len(exchange.turns)}")


async def begin(
    here: Step,
    kind: Kind,
    parts: tuple[Part, ...],
    *,
    about: tuple[str, int] | None = None,
    named: bool = False,
) -> tuple[int, datetime]:
    """Store what somebody says to the team; returns its number, and by when they hear back."""
    due_at = await due(here)
    number = await store(
        here, kind, rules.said(Exchange(), parts, here.now), due_at, about=about, named=named
    )
    return number, due_at


async def store(
    here: Step,
    kind: Kind,
    exchange: Exchange,
    due_at: datetime,
    *,
    about: tuple[str, int] | None = None,
    named: bool = False,
) -> int:
    """Store what somebody said first, of which they hear by ``due_at``; returns its number."""
    place = here.place
    exchange_id, number = await stored.add(
        here.tx,
        here.house.keys,
        place.project_id,
        place.membership_id,
        kind=kind,
        about=about,
        named=named,
        content=msgspec.json.encode(exchange),
        state=State(waits_since=here.now, due_at=due_at),
        now=here.now,
    )
    await _made(here, _owed(kind, exchange_id, exchange), number, due_at)
    return number


async def _made(here: Step, owed: tuple[debt.Kind, str], number: int, due_at: datetime) -> None:
    place = here.place
    await contributions.made(
        here.house, here.tx, place.project_id, place.membership_id, *owed, number, due_at
    )


async def says_more(here: Step, one: StoredExchange, parts: tuple[Part, ...]) -> datetime:
    """Its person says more; returns by when they hear back. ``one`` is from :func:`to_change`.

    What waits already keeps its day: nobody waits longer for having said more.
    """
    state, waits = one.state, one.state.waits_since is not None
    since, due_at = state.waits_since or here.now, state.due_at or await due(here)
    exchange = rules.said(read(one), parts, here.now)
    more = State(since, due_at, state.answered_at, None)
    await stored.change(here.tx, here.house.keys, one, msgspec.json.encode(exchange), more)
    if not waits:
        await _made(here, _owed(kind_of(one), one.id, exchange), one.number, due_at)
    return due_at


async def answer(here: Step, one: StoredExchange, signed: Signed) -> bool:
    """A facilitator answers, in words or by voice; False when it has changed since they read it."""
    given = _given(here, signed)
    if not await settle(here, one, given, "reply"):
        return False
    await _bring(here, one.id, given, signed)
    return True


async def settle(here: Step, one: StoredExchange, given: Answer, how: debt.Answer) -> bool:
    """Its person hears what became of it; False when it has changed since it was read."""
    content = msgspec.json.encode(rules.answered(read(one), given))
    if not await stored.change(here.tx, here.house.keys, one, content, State(answered_at=here.now)):
        return False
    await contributions.answered(here.tx, *owed_as(one), how, here.now)
    return True


async def write_to(here: Step, membership_id: str, about: tuple[str, int], signed: Signed) -> int:
    """A facilitator writes, or speaks, to the teller of a story first; returns the number of the exchange."""
    given = _given(here, signed)
    exchange_id, number = await stored.add(
        here.tx,
        here.house.keys,
        here.place.project_id,
        membership_id,
        kind="story_reply",
        about=about,
        named=False,
        content=msgspec.json.encode(rules.answered(Exchange(), given)),
        state=State(answered_at=here.now),
        now=here.now,
    )
    await _bring(here, exchange_id, given, signed)
    return number


def _given(here: Step, signed: Signed) -> Answer:
    file = spoken_answers.new_id() if signed.voice else None
    return Answer(here.place.role, here.place.number, signed.words, here.now, signed.name, file)


async def _bring(here: Step, exchange_id: str, given: Answer, signed: Signed) -> None:
    if given.file is not None and signed.voice is not None:
        await voices.expect(here, given.file, exchange_id, signed.voice)


async def nothing_to_answer(here: Step, one: StoredExchange) -> bool:
    """A facilitator has read what was said after an answer, such as a thank you: no answer is owed to it."""
    return await _owes_nothing(here, one, State(answered_at=one.state.answered_at))


async def close(here: Step, one: StoredExchange) -> bool:
    """Its person says that this is all."""
    return await _owes_nothing(here, one, State(answered_at=one.state.answered_at, closed_at=here.now))


async def _owes_nothing(here: Step, one: StoredExchange, state: State) -> bool:
    if not await stored.change(here.tx, here.house.keys, one, one.content, state):
        return False
    if one.state.waits_since is not None:
        await contributions.taken_back(here.tx, *owed_as(one))
    return True


async def say_instead(here: Step, one: StoredExchange, exchange: Exchange) -> bool:
    """Its person says it anew, before anything came of it: recordings of before go. False when it changed."""
    new = {part.file for part in exchange.every_part()}
    for part in read(one).every_part():
        if part.file is not None and part.file not in new:
            await media.forget(here.tx, part.file)
    return await stored.change(here.tx, here.house.keys, one, msgspec.json.encode(exchange), one.state)


async def take_back(here: Step, exchange: StoredExchange) -> None:
    """Erase an exchange with all that was said in it, recordings too."""
    for part in read(exchange).every_part():
        if part.file is not None:
            await media.forget(here.tx, part.file)
    if exchange.state.waits_since is not None:
        await contributions.taken_back(here.tx, *owed_as(exchange))
    await stored.remove(here.tx, exchange)
    await ledger.remember(here.house, here.tx, "exchange", exchange.id)

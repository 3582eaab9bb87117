"""What holds of every exchange, whoever is at work on it: begun, said more in, answered, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.codesign import exchange as rules
from bot.codesign.exchange import Answer, Exchange, Kind
from bot.codesign.story import Part
from bot.services import contexts
from bot.services.step import Step
from storage import exchanges as stored
from storage import media
from storage.exchanges import State, StoredExchange

KINDS: tuple[Kind, ...] = ("question", "story_reply", "objection")


def kind_of(exchange: StoredExchange) -> Kind:
    """What an exchange is."""
    return next(each for each in KINDS if each == exchange.kind)


def read(exchange: StoredExchange) -> Exchange:
    """All that was said in it."""
    return msgspec.json.decode(exchange.content, type=Exchange)


async def due(here: Step) -> datetime:
    """By when somebody hears back who says something to the team now."""
    return here.now + timedelta(days=(await contexts.project_of(here)).reply_days)


async def begin(
    here: Step,
    kind: Kind,
    parts: tuple[Part, ...],
    *,
    about: tuple[str, int] | None = None,
    named: bool = False,
) -> tuple[int, datetime]:
    """Store what somebody says to the team; returns its number, and by when they hear back."""
    place, due_at = here.place, await due(here)
    _id, number = await stored.add(
        here.tx,
        here.house.keys,
        place.project_id,
        place.membership_id,
        kind=kind,
        about=about,
        named=named,
        content=msgspec.json.encode(rules.said(Exchange(), parts, here.now)),
        state=State(waits_since=here.now, due_at=due_at),
        now=here.now,
    )
    return number, due_at


async def says_more(here: Step, exchange: StoredExchange, parts: tuple[Part, ...]) -> datetime | None:
    """Its person says more; returns by when they hear back, None when it has changed meanwhile.

    What waits already keeps its day: nobody waits longer for having said more.
    """
    state = exchange.state
    since, due_at = state.waits_since or here.now, state.due_at or await due(here)
    more = State(since, due_at, state.answered_at, None)
    content = msgspec.json.encode(rules.said(read(exchange), parts, here.now))
    return due_at if await stored.change(here.tx, here.house.keys, exchange, content, more) else None


async def answer(here: Step, exchange: StoredExchange, words: str, name: str) -> bool:
    """A facilitator answers; False when it has changed since they read it."""
    place = here.place
    given = Answer(place.role, place.number, words, here.now, name)
    content = msgspec.json.encode(rules.answered(read(exchange), given))
    return await stored.change(here.tx, here.house.keys, exchange, content, State(answered_at=here.now))


async def nothing_to_answer(here: Step, exchange: StoredExchange) -> bool:
    """A facilitator has read what was said after an answer, and nothing is left to answer."""
    state = State(answered_at=exchange.state.answered_at)
    return await stored.change(here.tx, here.house.keys, exchange, exchange.content, state)


async def close(here: Step, exchange: StoredExchange) -> bool:
    """Its person says that this is all."""
    state = State(answered_at=exchange.state.answered_at, closed_at=here.now)
    return await stored.change(here.tx, here.house.keys, exchange, exchange.content, state)


async def take_back(here: Step, exchange: StoredExchange) -> None:
    """Erase an exchange with all that was said in it, recordings too."""
    for part in read(exchange).every_part():
        if part.file is not None:
            await media.forget(here.tx, part.file)
    await stored.remove(here.tx, exchange)

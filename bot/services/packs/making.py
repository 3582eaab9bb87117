"""A pack in the making: gathered in one snapshot, then recorded, and only then given to anybody.

A kill -9 between recording and giving leaves a pack on the list that nobody has. That is the safe side: the
list may name paper that does not exist, and never misses any that does.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

import msgspec

from bot.codesign.packs import Kind, destroy_by
from bot.codesign.project import Project
from bot.services import collecting, projects
from bot.services.collecting import Collected
from bot.services.house import House
from bot.services.packs.cards import Card, cards, left_out
from bot.services.packs.clips import Clip, clips
from bot.services.packs.messages import Message, to_read_out
from storage import packs as stored
from storage.packs import Piece, StoredPack

RECORDED_AT_ONCE = 200
"""Pieces of a pack in one transaction. Whoever waits for an answer waits no longer than for these."""


class Pack(msgspec.Struct, frozen=True):
    """What a pack is made of. ``exact`` holds all that people told: None in a pack to share.

    Pages of a pack to share are made of what stands here beside it, and of nothing else.
    """

    stored: StoredPack
    project_id: str
    project: Project
    cards: tuple[Card, ...]
    clips: tuple[Clip, ...]
    quotes_left_out: int
    exact: Collected | None
    messages: tuple[Message, ...] = ()
    """What is to be read out for people who cannot come; none in a pack to share."""

    @property
    def kind(self) -> Kind:
        """For whom it is."""
        return "team" if self.exact is not None else "share"

    @property
    def made_on(self) -> date:
        """The day on which it was made, in the project's time zone."""
        return projects.day_in(self.project, self.stored.made_at).on


async def make(
    house: House,
    project_id: str,
    kind: Kind,
    language: str,
    *,
    made_by: str | None = None,
    pack_id: str | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Pack:
    """Gather a pack and record it. ``made_by`` is a facilitator's membership; None: by command.

    A pack that is made once more under its ``pack_id`` (after a kill -9) takes the place of the first.
    ``progress`` is told how many people are read, of how many. Raises KeyError for no project.
    """
    collected = await collecting.collect(house, project_id, progress)
    async with house.database.snapshot() as tx:
        used = await stored.codes(tx, house.keys, project_id, kind)
        messages = await to_read_out(house, tx, collected, kind)
    # Both go through every story.
    chosen = await asyncio.to_thread(cards, collected, kind, language, used)
    taken = used | {card.code for card in chosen}
    played = await asyncio.to_thread(clips, collected, kind, taken)
    pack_id = pack_id or str(uuid.uuid4())
    made_on = projects.day_in(collected.project, collected.at).on
    pieces = _pieces(collected, kind, chosen, played, messages)
    async with house.database.transaction() as tx:
        await stored.remove(tx, pack_id)
        record = await stored.add(
            tx,
            house.keys,
            pack_id,
            project_id,
            kind=kind,
            language=language,
            made_by=made_by,
            made_at=collected.at,
            destroy_by=destroy_by(made_on, projects.last_day(collected.project).on),
            pieces=islice(pieces, RECORDED_AT_ONCE),
        )
    while more := list(islice(pieces, RECORDED_AT_ONCE)):
        async with house.database.transaction() as tx:
            await stored.add_pieces(tx, house.keys, project_id, pack_id, more)
    exact = collected if kind == "team" else None
    missing = left_out(collected, chosen)
    return Pack(record, project_id, collected.project, chosen, played, missing, exact, messages)


def _pieces(
    collected: Collected,
    kind: Kind,
    chosen: tuple[Card, ...],
    played: tuple[Clip, ...],
    messages: tuple[Message, ...],
) -> Iterator[Piece]:
    if kind == "team":
        for person in collected.people:
            yield Piece(person.membership_id, "person", None, f"{person.role} {person.number}")
    for card in chosen:
        yield Piece(card.membership_id, "quote", card.excerpt_id, card.code)
    for clip in played:
        yield Piece(clip.membership_id, "clip", clip.media_id, clip.code)
    for message in messages:
        for part in message.parts:
            yield Piece(message.membership_id, "message", part.id, message.code)


async def unmake(house: House, pack: Pack) -> None:
    """It could not be written after all, so nobody has it."""
    async with house.database.transaction() as tx:
        await stored.remove(tx, pack.stored.id)

"""The order in which the team reads what was said beside ratings, and what of it is next.

Whether something was said, and whether it comes first, is noted when it is sent. Where that is not known it
is found out before the team looks: of what was sent to an earlier version, of what was reworded, and once the
project's list of words for distress was changed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec
import structlog

from bot.codesign.distress import suggests_distress, words_in_use
from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.services import contexts
from bot.services.house import House
from bot.services.step import Step
from storage import comments as stored
from storage.comments import COMES_FIRST, NOTHING, TO_READ, Said, Unread, Unreadable
from storage.database import Transaction

log = structlog.get_logger()


class Comment(msgspec.Struct, frozen=True):
    """What one person said beside their ratings in one round."""

    said: Said
    given: Ratings


def place(project: Project, given: Ratings) -> int:
    """Whether there is anything to read in these ratings, and whether it comes first."""
    return _place(words_in_use(project.distress_words, project.languages), given)


def _place(words: Mapping[str, tuple[str, ...]], given: Ratings) -> int:
    if not given.every_part():
        return NOTHING
    return COMES_FIRST if suggests_distress(given, words) else TO_READ


async def _look(here: Step) -> None:
    """Note of everything that was not looked at yet whether it is to be read, and when."""
    found = await stored.unplaced(here.tx, here.house.keys, here.place.project_id)
    if not found:
        return
    project = await contexts.project_of(here)
    words = words_in_use(project.distress_words, project.languages)
    for each in found:
        if (given := _given(each.said)) is not None:
            await stored.place(here.tx, each.said.id, _place(words, given))


def _given(said: Said | Unreadable) -> Ratings | None:
    """What was sent; what cannot be read stops nothing, and is logged."""
    try:
        if isinstance(said, Said):
            return msgspec.json.decode(said.ratings.content, type=Ratings)
    except msgspec.DecodeError:
        pass
    log.error("rating.unreadable", rating=said.id)
    return None


async def new(here: Step) -> int:
    """How many the step's facilitator has not read."""
    await _look(here)
    return await stored.new(here.tx, here.place.project_id, here.place.membership_id)


async def following(here: Step) -> Comment | None:
    """The one that the step's facilitator reads next; None when they have read all."""
    await _look(here)
    place = here.place
    return await _readable(
        here, lambda: stored.following(here.tx, here.house.keys, place.project_id, place.membership_id)
    )


async def numbered(here: Step, at: int) -> Comment | None:
    """The one at a place from nought among all, oldest first, read or not; None past the last."""
    await _look(here)
    return await _readable(here, lambda: stored.numbered(here.tx, here.house.keys, here.place.project_id, at))


async def _readable(here: Step, ask: Callable[[], Awaitable[Said | Unreadable | None]]) -> Comment | None:
    """What is asked for, once nothing is in the way that cannot be read or holds nothing to read."""
    while (said := await ask()) is not None:
        given = _given(said)
        if given is not None and given.every_part() and isinstance(said, Said):
            return Comment(said, given)
        await stored.place(here.tx, said.id, None if given is None else NOTHING)
    return None


async def unread(house: House, tx: Transaction, project_id: str, project: Project) -> list[Unread]:
    """What nobody of the team has read, in the order of reading. Changes nothing."""
    words = words_in_use(project.distress_words, project.languages)
    found = await stored.unread(tx, project_id)
    for each in await stored.unplaced(tx, house.keys, project_id):
        given, said = _given(each.said), each.said
        if each.read_by_any or given is None or not isinstance(said, Said):
            continue
        if standing := _place(words, given):
            row, first = said.ratings, standing == COMES_FIRST
            found.append(Unread(row.id, said.role, said.number, row.round_number, row.sent_at, first))
    return sorted(found, key=lambda each: (not each.comes_first, each.sent_at, each.id))

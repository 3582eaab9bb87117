"""The themes of a project as they stand: those that were merged lead to the one that they are part of now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.codesign.priorities import last_of
from bot.codesign.provenance import Source
from bot.i18n.texts import Text
from bot.services import contexts, contributions
from bot.services.house import House
from bot.services.step import Step
from bot.services.thread.news import noticing
from storage import memberships
from storage import themes as stored
from storage.database import Transaction
from storage.themes import StoredTheme, TaggedStory


async def standing(house: House, tx: Transaction, project_id: str) -> list[StoredTheme]:
    """The themes that are part of no other, by number."""
    return [each for each in await stored.of_project(tx, house.keys, project_id) if each.merged_into is None]


async def numbered(house: House, tx: Transaction, project_id: str, number: int) -> StoredTheme | None:
    """What the theme with this number stands for now: itself, or what it was made part of. None: no such."""
    found = await stored.of_project(tx, house.keys, project_id)
    one = next((each for each in found if each.number == number), None)
    if one is None:
        return None
    last = last_of({each.id: each.merged_into for each in found}, one.id)
    return next(each for each in found if each.id == last)


def called(found: Sequence[StoredTheme], name: str) -> StoredTheme | None:
    """The theme with this name, however it was written, or None."""
    return next((each for each in found if each.name.casefold() == name.casefold()), None)


async def add(house: House, tx: Transaction, project_id: str, name: str) -> StoredTheme | None:
    """Add a theme of this name; None when there is one already, however it was written."""
    if called(await standing(house, tx, project_id), name) is not None:
        return None
    return await stored.add(tx, house.keys, project_id, name, house.clock.now())


async def join(tx: Transaction, one: StoredTheme, into: StoredTheme) -> bool:
    """Make a theme part of another one; False when they are the same already.

    Both are the last ones on their ways (:func:`numbered`), so merging them makes no circle.
    """
    if into.id == one.id:
        return False
    await stored.merge(tx, one.id, into.id)
    return True


async def put_under(
    house: House, tx: Transaction, project_id: str, story: TaggedStory, chosen: Collection[str]
) -> None:
    """Put a story under exactly these themes (their ids): its teller can see what became of it."""
    async with noticing(house, tx, project_id):
        await stored.tag(tx, story.id, chosen)
    if chosen:
        await contributions.answered(tx, "story", story.id, "theme", house.clock.now())


def sources(found: Iterable[TaggedStory]) -> tuple[Source, ...]:
    """Stories as an origin counts them."""
    return tuple(Source(each.role, each.teller_id) for each in found)


async def tellers(here: Step) -> dict[str, Text]:
    """Everybody of the project as the team knows them: by membership, a role and a number."""
    people = await memberships.members(here.tx, here.place.project_id)
    return {each.id: contexts.pseudonym(each.role, each.number) for each in people}

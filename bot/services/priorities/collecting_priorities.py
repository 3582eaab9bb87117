"""Gathers what the team made of the stories, within the consents of today: themes, quotes, priorities."""

from __future__ import annotations

import msgspec

from bot.codesign.provenance import exact
from bot.services.house import House
from bot.services.priorities import priorities, quoting, themes
from bot.services.priorities.priorities import Priority
from bot.services.priorities.quoting import Quote
from storage import priorities as stored
from storage import themes as stored_themes
from storage.database import Transaction
from storage.themes import StoredTheme


class ListedTheme(msgspec.Struct, frozen=True):
    """A theme with the numbers of its stories and where they come from."""

    theme: StoredTheme
    stories: tuple[int, ...]
    origin: dict[str, int]


class CodedStory(msgspec.Struct, frozen=True):
    """The parts of care and the numbers of the themes that the team found in a story."""

    number: int
    touchpoints: tuple[str, ...]
    themes: tuple[int, ...]


class ListedPriority(msgspec.Struct, frozen=True):
    """A priority with the numbers of its themes, and of what it is part of now (None: itself)."""

    priority: Priority
    themes: tuple[int, ...]
    part_of: int | None

    @property
    def stories(self) -> tuple[int, ...]:
        """The numbers of the stories behind it, each once."""
        return tuple(dict.fromkeys(link.story_number for link in self.priority.links))


class ListedQuote(msgspec.Struct, frozen=True):
    """A quote that may be shown today; ``theme`` is the number of what it stands for, if anything."""

    quote: Quote
    theme: int | None


class Prioritised(msgspec.Struct, frozen=True):
    """What the team made of the stories of a project, as far as it may leave the vault."""

    themes: tuple[ListedTheme, ...] = ()
    stories: tuple[CodedStory, ...] = ()
    quotes: tuple[ListedQuote, ...] = ()
    priorities: tuple[ListedPriority, ...] = ()


async def prioritised(house: House, tx: Transaction, project_id: str) -> Prioritised:
    """All of it, at one moment."""
    standing = await list_themes(house, tx, project_id)
    numbers = {each.theme.id: each.theme.number for each in standing}
    quotes = await quoting.of_project(house, tx, project_id)
    return Prioritised(
        tuple(standing),
        tuple(await _coded(house, tx, project_id, standing)),
        tuple(ListedQuote(each, numbers.get(each.stored.theme_id or "")) for each in quotes),
        tuple(await list_priorities(house, tx, project_id)),
    )


async def list_themes(house: House, tx: Transaction, project_id: str) -> list[ListedTheme]:
    """The themes of a project that are part of no other."""
    tagged = await stored_themes.stories_by_theme(tx, project_id)
    return [
        ListedTheme(
            each,
            tuple(story.number for story in tagged.get(each.id, [])),
            exact(themes.sources(tagged.get(each.id, []))),
        )
        for each in await themes.standing(house, tx, project_id)
    ]


async def _coded(
    house: House, tx: Transaction, project_id: str, standing: list[ListedTheme]
) -> list[CodedStory]:
    coded = []
    read = await stored_themes.read_stories(tx, project_id)
    touchpoints = await stored_themes.touchpoints_by_story(tx, house.keys, project_id, read)
    members = [(each.theme.number, frozenset(each.stories)) for each in standing]
    for story in read:
        points = touchpoints.get(story.id, ())
        under = tuple(number for number, of_it in members if story.number in of_it)
        if points or under:
            coded.append(CodedStory(story.number, points, under))
    return coded


async def list_priorities(house: House, tx: Transaction, project_id: str) -> list[ListedPriority]:
    """Every priority of a project, whatever became of it."""
    found = {each.stored.id: each for each in await priorities.every(house, tx, project_id)}
    numbers = {each.id: each.number for each in await stored_themes.of_project(tx, house.keys, project_id)}
    under: dict[str, list[int]] = {}
    for priority_id, theme_id in await stored.theme_links(tx, project_id):
        under.setdefault(priority_id, []).append(numbers[theme_id])
    parts = priorities.parts(found)
    return [
        ListedPriority(
            one, tuple(sorted(under.get(key, ()))), parts[key].stored.number if key in parts else None
        )
        for key, one in found.items()
    ]

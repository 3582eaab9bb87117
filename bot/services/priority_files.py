"""Themes and priorities by command: listed as the team sees them, and a candidate added from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.codesign.priorities import Wording, in_one_line
from bot.codesign.priority_file import PriorityFile, priority_problems
from bot.codesign.project_rules import stopping
from bot.codesign.provenance import exact
from bot.services import priorities, projects, themes
from bot.services.house import House
from bot.services.priorities import Priority
from bot.services.toml_files import BadFile, Found, load, placed
from storage import priorities as stored
from storage import themes as stored_themes
from storage.themes import StoredTheme


@dataclass(frozen=True)
class ListedTheme:
    """A theme with the numbers of its stories and where they come from."""

    theme: StoredTheme
    stories: tuple[int, ...]
    origin: dict[str, int]


@dataclass(frozen=True)
class ListedPriority:
    """A priority with the numbers of its themes, and of what it is part of now (None: itself)."""

    priority: Priority
    themes: tuple[int, ...]
    part_of: int | None

    @property
    def stories(self) -> tuple[int, ...]:
        """The numbers of the stories behind it, each once."""
        return tuple(dict.fromkeys(link.story_number for link in self.priority.links))


async def list_themes(house: House, key: str) -> list[ListedTheme]:
    """The themes of a project that are part of no other."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        tagged = await stored_themes.stories_by_theme(tx, project.id)
        return [
            ListedTheme(
                each,
                tuple(story.number for story in tagged.get(each.id, [])),
                exact(themes.sources(tagged.get(each.id, []))),
            )
            for each in await themes.standing(house, tx, project.id)
        ]


async def list_priorities(house: House, key: str) -> list[ListedPriority]:
    """Every priority of a project, whatever became of it."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        found = {each.stored.id: each for each in await priorities.every(house, tx, project.id)}
        numbers = {
            each.id: each.number for each in await stored_themes.of_project(tx, house.keys, project.id)
        }
        linked = await stored.theme_links(tx, project.id)
        listed = []
        for one in found.values():
            into = priorities.standing_for(one, found)
            own = sorted(numbers[theme] for priority, theme in linked if priority == one.stored.id)
            listed.append(ListedPriority(one, tuple(own), None if into is one else into.stored.number))
        return listed


async def add(house: House, key: str, path: Path) -> tuple[int, tuple[Found, ...]]:
    """Add the candidate in a file; returns its number, and what in the file should be looked at.

    Raises BadFile with all that is wrong, and Refused without such a project.
    """
    file, misfitting, lines = load(path, PriorityFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.transaction() as tx:
        found = await projects.find(house, tx, key)
        project = projects.read(found)
        standing = await themes.standing(house, tx, found.id)
        read = {each.number: each.id for each in await stored_themes.read_stories(tx, found.id)}
        problems = list(priority_problems(file, project, [each.name for each in standing], read))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        words = {code: in_one_line(file.words[code]) for code in project.languages if file.words.get(code)}
        added = await stored.add(
            tx,
            house.keys,
            found.id,
            owner_id=None,
            status="candidate",
            content=msgspec.json.encode(Wording({code: text for code, text in words.items() if text})),
            now=house.clock.now(),
        )
        theme = themes.called(standing, file.theme) if file.theme is not None else None
        await stored.link(tx, added, [read[n] for n in file.stories], [theme.id] if theme else [])
    return added.number, placed(problems, lines)

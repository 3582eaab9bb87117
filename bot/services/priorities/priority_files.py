"""Themes and priorities by command: listed as the team sees them, and a candidate added from a file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.codesign.priorities import Wording, in_one_line
from bot.codesign.priority_file import PriorityFile, priority_problems
from bot.codesign.project_rules import stopping
from bot.services import projects
from bot.services.files.toml_files import BadFile, Found, load, placed
from bot.services.house import House
from bot.services.priorities import collecting_priorities, themes
from bot.services.priorities.collecting_priorities import ListedPriority, ListedTheme
from storage import priorities as stored
from storage import themes as stored_themes


async def list_themes(house: House, key: str) -> list[ListedTheme]:
    """The themes of a project that are part of no other. Raises Refused without such a project."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        return await collecting_priorities.list_themes(house, tx, project.id)


async def list_priorities(house: House, key: str) -> list[ListedPriority]:
    """Every priority of a project, whatever became of it. Raises Refused without such a project."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        return await collecting_priorities.list_priorities(house, tx, project.id)


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

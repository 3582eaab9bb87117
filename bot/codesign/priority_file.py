"""A candidate priority in a file: its words in each language, the theme and the stories it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from bot.codesign.priorities import LONGEST
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import Problem, text_problems
from bot.codesign.project_texts import LocalWords


class PriorityFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says. ``theme`` is a name, ``stories`` are numbers."""

    words: LocalText
    theme: str | None = None
    stories: tuple[int, ...] = ()


def priority_problems(
    file: PriorityFile, project: Project, themes: Collection[str], stories: Collection[int]
) -> Iterator[Problem]:
    """Give everything that stops a candidate from being added.

    ``themes`` are the names that the project has; ``stories`` are the numbers of those that have been read.
    """
    words = LocalWords("words", file.words, LONGEST, one_line=True)
    yield from text_problems(words, project.languages)
    if file.theme is not None and file.theme.casefold() not in {each.casefold() for each in themes}:
        wanted = f"one of: {', '.join(themes)}" if themes else "no theme: the project has none yet"
        yield Problem("theme", f"there is no theme “{file.theme}”", wanted)
    for at, number in enumerate(file.stories, 1):
        if number not in stories:
            wanted = "the number of a story that the team has read"
            yield Problem(f"stories[{at}]", f"there is no story {number} to link", wanted)

"""Reads a project file, and says in plain words, with the line, everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bot.codesign.project import Project
from bot.codesign.project_rules import problems, stopping
from bot.codesign.project_texts import first_language_first
from bot.i18n.translator import SHIPPED_LANGUAGES
from bot.services.files.toml_files import BadFile, Found, load, placed


class BadProjectFile(BadFile):
    """A file that no project can be opened from."""


def read(path: Path, shipped_languages: Collection[str] = SHIPPED_LANGUAGES) -> Project:
    """Return the project in a file. Raises BadProjectFile with everything that stops it from opening."""
    project, found = check(path, shipped_languages)
    if project is None:
        raise BadProjectFile(path, found)
    return project


def check(
    path: Path, shipped_languages: Collection[str] = SHIPPED_LANGUAGES
) -> tuple[Project | None, tuple[Found, ...]]:
    """Return the project in a file, or None where it may not open, with all that was found."""
    read_as, misfitting, lines = load(path, Project)
    if read_as is None:
        return None, misfitting
    found = problems(read_as, shipped_languages)
    return None if stopping(found) else first_language_first(read_as), placed(found, lines)

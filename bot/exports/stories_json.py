"""Stories as JSON: the exact words, with no apostrophe added, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from bot.exports.names import media_path
from bot.exports.rows import View, parts_of
from bot.services.collecting import Told


def stories_json(view: View) -> Iterator[bytes]:
    """The content of ``stories.json``, story by story. Times are UTC."""
    project = view.collected.project
    content = {
        "project": project.key,
        "title": project.title,
        "exported_at": view.collected.at,
        "touchpoints": [{"id": point.id, "name": point.name} for point in project.touchpoints],
    }
    yield msgspec.json.encode(content)[:-1] + b',"stories":['
    for at, told in enumerate(view.collected.stories):
        yield (b",\n" if at else b"\n") + msgspec.json.encode(_story(view, told))
    yield b"\n]}\n"


def _story(view: View, told: Told) -> dict[str, Any]:
    return {
        "story": told.number,
        "person": view.names.person(told.person),
        "role": told.person.role,
        "touchpoint": told.story.touchpoint,
        "feelings": told.story.feelings,
        "parts": _parts(view, told),
        "parts_left_out": told.parts_left_out,
        "quote_workshop": "quote_workshop" in told.uses,
        "quote_publication": "quote_publication" in told.uses,
        "told_at": told.submitted_at,
        "entered_from": None if told.entry is None else told.entry.how,
        "taken_on": None if told.entry is None else told.entry.taken_on,
        "version": told.version,
        "reply_due": told.reply_due_at,
    }


def _parts(view: View, told: Told) -> list[dict[str, Any]]:
    described = []
    for position, (section, part) in enumerate(parts_of(told), start=1):
        medium = view.collected.files.get(part.file) if part.file else None
        kept = medium.file if medium else None
        described.append(
            {
                "part": position,
                "section": section,
                "kind": part.kind,
                "words": part.words,
                "file": media_path(told.number, position, kept.mime) if kept else None,
            }
        )
    return described

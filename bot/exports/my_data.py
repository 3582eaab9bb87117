"""One person's own data, to read and to take along: a page, the same as JSON, and their files."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from bot.exports.archive import Archive, fits
from bot.exports.contents import File
from bot.exports.my_page import my_page
from bot.exports.names import Names, ending
from bot.services import collecting
from bot.services.collecting_mine import Mine
from bot.services.house import House


async def my_data_archive(house: House, mine: Mine, language: str) -> bytes:
    """Everything one person told, what they agreed to and their files, as a zip file.

    Their files are left out, and the page says so, where they would not fit into a chat. Raises TooLarge
    where the texts alone do not.
    """
    archive = Archive(mine.at)
    paths: dict[str, str] = {}
    if fits(sum(medium.file.size for medium in mine.files if medium.file)):
        for number, medium in enumerate(mine.files, start=1):
            membership = mine.person.membership_id
            content = await collecting.content(house, mine.project_id, membership, medium.id)
            if medium.file is not None and content is not None:
                paths[medium.id] = f"files/{number}-{medium.kind}.{ending(medium.file.mime)}"
                archive.add(File(paths[medium.id], content))
    archive.add(File("my-data.html", my_page(mine, Names(house.translator, language), paths)))
    archive.add(File("my-data.json", my_json(mine, paths)))
    return archive.finished()


def my_json(mine: Mine, paths: dict[str, str]) -> bytes:
    """The content of ``my-data.json``; ``paths`` say where each file stands. Times are UTC."""
    content = {
        "project": mine.project.title,
        "made_at": mine.at,
        "you": {
            "role": mine.person.role,
            "number": mine.person.number,
            "language": mine.person.language,
            "needs": mine.person.needs,
            "first_name": mine.first_name,
            "joined_at": mine.person.joined_at,
            "stopped_at": mine.person.left_at,
        },
        "consents": mine.consents,
        "stories": [
            {
                "number": stored.number,
                "version": stored.version,
                "sent_at": stored.submitted_at,
                "reply_due": stored.reply_due_at,
                "story": _located(msgspec.to_builtins(story), paths),
            }
            for stored, story in mine.stories
        ],
        "ratings": [
            {
                "round": stored.round_number,
                "version": stored.version,
                "sent_at": stored.sent_at,
                "ratings": _located(msgspec.to_builtins(given), paths),
            }
            for stored, given in mine.ratings
        ],
        "entered_for_me": [
            {
                "what": each.kind,
                "how": each.how,
                "taken_on": each.taken_on,
                "entered_at": each.entered_at,
            }
            for each in mine.entered.entries
        ],
        "votes": [
            {
                "round": vote.round_number,
                "cast_at": vote.cast_at,
                "changed_at": vote.changed_at,
                "candidates": {each.id: each.words for each in vote.candidates},
                "ballot": _located(msgspec.to_builtins(vote.ballot), paths),
            }
            for vote in mine.votes
        ],
        "shared_wordings": [
            {
                "story": each.story_number,
                "state": each.status,
                "offered_at": each.offered_at,
                "answered_at": each.answered_at,
                "wording": _located(json.loads(each.content), paths),
            }
            for each in mine.wordings
        ],
        "calls": [
            {
                "number": each.number,
                "kind": each.kind,
                "made_at": each.made_at,
                "done_at": each.done_at,
                "said": None if each.content is None else _located(json.loads(each.content), paths),
            }
            for each in mine.calls
        ],
        "differences": [
            {
                "action": each.stored.action_number,
                "turn": each.stored.turn,
                "asked_at": each.stored.asked_at,
                "answered_at": each.stored.answered_at,
                "answer": _located(msgspec.to_builtins(each.given), paths),
            }
            for each in mine.differences
        ],
        "actions_that_you_look_after": [each.number for each in mine.looked_after],
        "exchanges": [
            {
                "number": each.number,
                "kind": each.kind,
                "about": each.about,
                "made_at": each.made_at,
                "answered_at": each.state.answered_at,
                "said": _located(json.loads(each.content), paths),
            }
            for each in mine.exchanges
        ],
        "updates": [
            {"number": each.number, "opened_at": each.opened_at, "reaction": each.reaction}
            for each in mine.updates
        ],
        "answers_to_updates": [
            {
                "update": each.update_number,
                "sent_at": each.made_at,
                "said": _located(json.loads(each.content), paths),
            }
            for each in mine.replies
        ],
        "workshops": [
            {
                "workshop": each.workshop_number,
                "was_there": each.was_there,
                "said_at": each.changed_at,
                "said": _located(json.loads(each.content), paths),
            }
            for each in mine.workshops
        ],
        "suggestions": [
            {
                "number": each.number,
                "state": each.state,
                "words": each.wording.words,
                "new_words": each.wording.changed,
                "reason": each.wording.reason,
                "sent_at": each.sent_at,
            }
            for each in mine.suggestions
        ],
        "marked_as_quotes": [
            {
                "story": quote.story_number,
                "words": quote.words,
                "translations": quote.translations,
                "marked_at": quote.created_at,
            }
            for quote in mine.quotes
        ],
        "what_became_of_it": [
            {
                "what": each.kind,
                "number": each.number,
                "detail": each.detail,
                "happened_at": each.happened_at,
                "seen": each.seen,
            }
            for each in mine.news
        ],
        "messages": mine.messaging,
        "begun": [
            {
                "conversation": run.flow,
                "answers": {
                    name: _located(json.loads(answer), paths) for name, answer in run.answers.items()
                },
            }
            for run in mine.unfinished
        ],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _located(value: Any, paths: dict[str, str]) -> Any:
    """The same with the place of each file in the archive instead of its id."""
    if isinstance(value, dict):
        return {
            name: paths.get(each) if name == "file" and isinstance(each, str) else _located(each, paths)
            for name, each in value.items()
        }
    return [_located(each, paths) for each in value] if isinstance(value, list | tuple) else value

"""What waits for the team of a project, for scripts: numbers, roles and times, no word of anybody."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.codesign.debt import overdue
from bot.services import projects
from bot.services.house import House
from bot.services.ratings import comment_queue
from storage import calls, concerns, exchanges, stories, wordings
from storage.exchanges import StoredExchange


class Waiting(msgspec.Struct, frozen=True):
    """One thing: what it is, its number, whose (role and number), since when, and how it stands."""

    what: str
    number: int
    who: str
    since: datetime
    state: str


async def of_project(house: House, key: str) -> list[Waiting]:
    """Everything that waits: concerns, calls by their due time, stories and then what was said beside ratings
    in the order of reading, the rest.

    Raises Refused when there is no such project.
    """
    now = house.clock.now()
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        worries = await concerns.still_open(tx, house.keys, project.id)
        called = await calls.still_open(tx, house.keys, project.id)
        unread = await stories.unread(tx, project.id)
        asked = await exchanges.waiting(tx, house.keys, project.id)
        answered = await wordings.of_project(tx, house.keys, project.id)
        said = await comment_queue.unread(house, tx, project.id, projects.read(project))
    return [
        *(
            Waiting(
                "concern",
                each.number,
                f"facilitator {each.facilitator}" if each.facilitator else "",
                each.raised_at,
                "seen" if each.seen_at else "not seen yet",
            )
            for each in worries
        ),
        *(
            Waiting(
                "call",
                each.number,
                f"{each.caller.role} {each.caller.number}",
                each.made_at,
                "overdue" if each.due_at < now else f"due {each.due_at:%Y-%m-%d %H:%M} UTC",
            )
            for each in called
        ),
        *(
            Waiting(
                "story",
                each.number,
                f"{each.role} {each.teller_number}",
                each.submitted_at,
                "comes first" if each.comes_first else "to read",
            )
            for each in unread
        ),
        *(
            Waiting(
                "comment",
                each.round_number,
                f"{each.role} {each.number}",
                each.sent_at,
                "comes first" if each.comes_first else "to read",
            )
            for each in said
        ),
        *(
            Waiting(
                "answer",
                each.story_number,
                f"{each.role} {each.teller_number}",
                each.answered_at or each.offered_at,
                each.status,
            )
            for each in answered
            if each.status in ("changed", "disputed") and not each.outdated
        ),
        *(
            Waiting(
                NAMES[each.kind],
                each.number,
                f"{each.asker.role} {each.asker.number}",
                each.state.waits_since or each.made_at,
                _due(each, now),
            )
            for each in asked
        ),
    ]


NAMES = {
    "question": "question",
    "story_reply": "answer back",
    "objection": "objection",
    "for_workshop": "for workshop",
}
"""How an exchange is called on the command line."""


def _due(each: StoredExchange, now: datetime) -> str:
    due_at = each.state.due_at
    if due_at is None or overdue(due_at, now):
        return "overdue"
    return f"due {due_at:%Y-%m-%d %H:%M} UTC"

"""What the team decides about suggestions, candidates and themes by command, as it does in the chat.

Each is one transaction, and raises Refused with one sentence when it cannot be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from bot.codesign.priorities import LONGEST, Wording, in_one_line, team_may_write, words_can_change
from bot.codesign.project import Project
from bot.codesign.project_texts import LABEL
from bot.services import projects
from bot.services.house import House
from bot.services.priorities import deciding, priorities, themes
from bot.services.priorities.priorities import Priority
from bot.services.projects import Refused
from storage import themes as stored_themes
from storage.database import Transaction
from storage.themes import StoredTheme


class Suggested(msgspec.Struct, frozen=True):
    """A suggestion that waits to be read, or a candidate whose proposer wrote new words.

    ``who``: the role and number of its proposer, empty for somebody who has left.
    """

    number: int
    state: Literal["to read", "overdue", "new words"]
    who: str
    since: datetime
    words: str


async def list_waiting(house: House, key: str) -> list[Suggested]:
    """What waits to be read in a project, that which waits longest first."""
    async with house.database.snapshot() as tx:
        found = await projects.find(house, tx, key)
        days = projects.read(found).reply_days
        return [
            await _suggested(house, tx, days, each) for each in await deciding.waiting(house, tx, found.id)
        ]


async def _suggested(house: House, tx: Transaction, reply_days: int, one: Priority) -> Suggested:
    (words,) = deciding.to_read(one).values()
    proposer = await deciding.proposer(tx, one)
    state: Literal["to read", "overdue", "new words"] = "to read"
    if deciding.has_new_words(one):
        state = "new words"
    elif deciding.is_overdue(one, reply_days, house.clock.now()):
        state = "overdue"
    who = f"{proposer.role} {proposer.number}" if proposer else ""
    return Suggested(one.stored.number, state, who, deciding.since(one), words)


async def take_up(
    house: House, key: str, number: int, translations: dict[str, str], says: str | None = None
) -> str:
    """Make a suggestion a candidate; returns the words in which it stands now.

    ``translations``: what it means in other languages of the project. ``says``: its words as somebody has
    read them; when they are others by now, nothing is done.
    """
    async with house.database.transaction() as tx:
        project, one = await _waiting(house, tx, key, number)
        (words,) = deciding.to_read(one).values()
        if says is not None and in_one_line(says) != words:
            raise Refused(f"suggestion {number} has other words by now; read it again")
        await deciding.take_up(house, tx, one, _translated(project, one, translations))
    return words


def _translated(project: Project, one: Priority, translations: dict[str, str]) -> dict[str, str]:
    (language,) = deciding.to_read(one)
    allowed = team_may_write(Wording({}, language=language), project.languages)
    for code in translations:
        if code not in allowed:
            others = ", ".join(allowed) or "no other language"
            raise Refused(f"the team cannot write it in {code!r}; it can in: {others}")
    return {code: written(f"the words in {code!r}", words) for code, words in translations.items()}


async def decline(house: House, key: str, number: int, reason: str) -> None:
    """Do not take up a suggestion, or keep a candidate's earlier words; its proposer reads the reason."""
    reason = written("the reason", reason)
    async with house.database.transaction() as tx:
        _project, one = await _waiting(house, tx, key, number)
        await deciding.decline(house, tx, one, reason)


async def merge_suggestion(house: House, key: str, number: int, into: int) -> None:
    """Make a suggestion part of a candidate that says the same."""
    async with house.database.transaction() as tx:
        _project, one = await _waiting(house, tx, key, number)
        if deciding.has_new_words(one):
            raise Refused(
                f"{number} is a candidate already; take up or decline its new words, "
                "or use “in-the-room priority merge”"
            )
        await _merge(house, tx, one, into)


async def merge_candidate(house: House, key: str, number: int, into: int) -> None:
    """Make a candidate part of another one."""
    async with house.database.transaction() as tx:
        await _merge(house, tx, await _candidate(house, tx, key, number), into)


async def _merge(house: House, tx: Transaction, one: Priority, into: int) -> None:
    target = await priorities.find(house, tx, one.stored.project_id, into)
    if not await deciding.merge(house, tx, one, target):
        raise Refused(
            f"{one.stored.number} cannot be part of {into}: it must be another one, a candidate, "
            "and neither may have been in a vote"
        )


async def take_off(house: House, key: str, number: int, reason: str) -> None:
    """Take a candidate off the list; whoever proposed it reads the reason."""
    reason = written("the reason", reason)
    async with house.database.transaction() as tx:
        await deciding.take_off(house, tx, await _candidate(house, tx, key, number), reason)


async def _waiting(house: House, tx: Transaction, key: str, number: int) -> tuple[Project, Priority]:
    found = await projects.find(house, tx, key)
    for each in await deciding.waiting(house, tx, found.id):
        if each.stored.number == number:
            return projects.read(found), each
    raise Refused(
        f"no suggestion {number} waits in project {key!r}; “in-the-room suggestions {key}” lists them"
    )


async def _candidate(house: House, tx: Transaction, key: str, number: int) -> Priority:
    project = await projects.find(house, tx, key)
    one = await priorities.find(house, tx, project.id, number)
    if one is None or one.status != "candidate":
        raise Refused(f"project {key!r} has no candidate {number}; “in-the-room priorities {key}” lists them")
    if not words_can_change(one.status, voted_on=one.stored.voted_at is not None):
        raise Refused(f"candidate {number} has been in a vote, so it stays as it is")
    return one


async def add_theme(house: House, key: str, name: str) -> int:
    """Add a theme; returns its number."""
    name = written("the name", name, LABEL)
    async with house.database.transaction() as tx:
        project = await projects.find(house, tx, key)
        added = await themes.add(house, tx, project.id, name)
        if added is None:
            raise Refused(f"project {key!r} has a theme of that name already")
    return added.number


async def merge_themes(house: House, key: str, number: int, into: int) -> tuple[str, str]:
    """Make a theme part of another one, with all that belongs to it; returns both names."""
    async with house.database.transaction() as tx:
        project = await projects.find(house, tx, key)
        one = await _theme(house, tx, key, project.id, number)
        other = await _theme(house, tx, key, project.id, into)
        if not await themes.join(tx, one, other):
            raise Refused(f"themes {number} and {into} are the same theme already")
    return one.name, other.name


async def tag(house: House, key: str, number: int, stories: Sequence[int]) -> str:
    """Put stories that the team has read under a theme, beside others they are under; returns its name."""
    async with house.database.transaction() as tx:
        project = await projects.find(house, tx, key)
        theme = await _theme(house, tx, key, project.id, number)
        read = {each.number: each for each in await stored_themes.read_stories(tx, project.id)}
        unknown = [str(each) for each in stories if each not in read]
        if unknown:
            raise Refused(f"the team has read no story {' and no story '.join(unknown)}; nothing was changed")
        under = await stored_themes.stories_by_theme(tx, project.id)
        for story in (read[each] for each in dict.fromkeys(stories)):
            known = {each for each, tagged in under.items() if story.id in {one.id for one in tagged}}
            await themes.put_under(house, tx, project.id, story, sorted(known | {theme.id}))
    return theme.name


async def _theme(house: House, tx: Transaction, key: str, project_id: str, number: int) -> StoredTheme:
    found = await themes.numbered(house, tx, project_id, number)
    if found is None:
        raise Refused(f"project {key!r} has no theme {number}; “in-the-room themes {key}” lists them")
    return found


def written(what: str, words: str, longest: int = LONGEST) -> str:
    """Words as they can stand beside others: on one line. Raises Refused for none, and for too many."""
    kept = in_one_line(words)
    if not kept:
        raise Refused(f"{what} is empty; say it in a few words")
    if len(kept) > longest:
        raise Refused(f"{what} has {len(kept)} letters; there is room for {longest}")
    return kept

"""Actions by command: listed as the team sees them; added, put in other words and taken on by files."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.codesign.action_file import (
    ActionFile,
    ChangeFile,
    StepFile,
    action_problems,
    change_problems,
    step_problems,
)
from bot.codesign.actions import Action, Step, Wording
from bot.codesign.priorities import in_one_line
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import stopping
from bot.services import projects
from bot.services.actions import action_edits, action_views, actions, collecting_actions
from bot.services.actions.actions import Known
from bot.services.actions.collecting_actions import ListedAction
from bot.services.files.toml_files import BadFile, Found, load, placed
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.projects import Refused
from storage import themes as stored_themes
from storage.database import Transaction


async def every(house: House, key: str) -> list[ListedAction]:
    """Every action of a project, wherever it stands. Raises Refused without such a project."""
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        return await collecting_actions.list_actions(house, tx, project.id)


async def add(house: House, key: str, path: Path) -> tuple[int, tuple[Found, ...]]:
    """Add the action in a file; returns its number, and what in the file should be looked at.

    Raises BadFile with all that is wrong, and Refused without such a project.
    """
    file, misfitting, lines = load(path, ActionFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.transaction() as tx:
        found = await projects.find(house, tx, key)
        project = projects.read(found)
        linkable, read = await _origins(house, tx, found.id)
        today = projects.day_in(project, house.clock.now()).on
        problems = list(action_problems(file, project, today, linkable, read))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        action = Action(
            _in_order(file.what, project),
            _in_order(file.where, project),
            _in_order(file.who, project),
            file.by_when,
            (Step("proposed", file.since or today, _in_order(file.reason, project)),),
        )
        added = await actions.add(house, tx, found.id, file.kind, file.scale, action)
        one = await actions.find(house, tx, found.id, added.number)
        assert one is not None
        chosen, stories = [linkable[each] for each in file.priorities], [read[each] for each in file.stories]
        await actions.come_from(house, tx, one, chosen, stories)
    return added.number, placed(problems, lines)


async def change(house: House, key: str, number: int, path: Path) -> tuple[bool, tuple[Found, ...]]:
    """Put an action in the words of a file; returns whether anything is new, and what should be looked at.

    Raises BadFile with all that is wrong with the file, and Refused without such a project or action, or
    where it is closed.
    """
    file, misfitting, lines = load(path, ChangeFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.transaction() as tx:
        found = await projects.find(house, tx, key)
        project = projects.read(found)
        one = await _found(house, tx, found.id, key, number)
        if one.action.status == "closed":
            raise Refused(f"action {number} is closed, and what it says stays")
        linkable, read = await _origins(house, tx, found.id)
        # What it comes from already can stay, whatever has become of that.
        before = await action_edits.wording(house, tx, one)
        problems = list(change_problems(file, project, {*linkable, *before.priorities}, {*read, *one.direct}))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        changed = await action_edits.reword(house, tx, one, _reworded(file, before, project), by=0)
        linked = await _relinked(house, tx, await _found(house, tx, found.id, key, number), file)
    return changed or linked, placed(problems, lines)


def _reworded(file: ChangeFile, before: Wording, project: Project) -> Wording:
    words = {name: getattr(file, name) for name in ("what", "where", "who")}
    said = {name: _in_order(each, project) for name, each in words.items() if each is not None}
    by_when = None if file.no_day else file.by_when or before.by_when
    return msgspec.structs.replace(
        before, **said, by_when=by_when, kind=file.kind or before.kind, scale=file.scale or before.scale
    )


async def _relinked(house: House, tx: Transaction, one: Known, file: ChangeFile) -> bool:
    """Let it come from what the file names; whether that is something else than before."""
    if file.priorities is None and file.stories is None:
        return False
    every = {each.stored.number: each.stored.id for each in await priorities.every(house, tx, _project(one))}
    chosen = one.priorities if file.priorities is None else [every[each] for each in file.priorities]
    mine = {each.story_number: each.story_id for each in one.links if each.priority_id is None}
    read = {each.number: each.id for each in await stored_themes.read_stories(tx, _project(one))}
    wanted = one.direct if file.stories is None else file.stories
    stories = [(read | mine)[each] for each in wanted]
    if set(chosen) == set(one.priorities) and set(stories) == set(mine.values()):
        return False
    await action_edits.comes_from(house, tx, one, chosen, stories, by=0)
    return True


def _project(one: Known) -> str:
    return one.stored.project_id


async def _found(house: House, tx: Transaction, project_id: str, key: str, number: int) -> Known:
    one = await actions.find(house, tx, project_id, number)
    if one is None:
        raise Refused(f"project {key!r} has no action {number}; “in-the-room actions {key}” shows them")
    return one


async def _origins(house: House, tx: Transaction, project_id: str) -> tuple[dict[int, str], dict[int, str]]:
    """What an action can come from: the ids of priorities and of stories that were read, by their numbers."""
    linkable = action_views.can_be_linked(await priorities.every(house, tx, project_id))
    read = await stored_themes.read_stories(tx, project_id)
    return {each.stored.number: each.stored.id for each in linkable}, {each.number: each.id for each in read}


async def step(house: House, key: str, number: int, path: Path) -> tuple[int, tuple[Found, ...]]:
    """Take the step in a file with an action.

    Returns how many people are asked whether it made a difference, and what in the file should be looked at.
    Raises BadFile with all that is wrong with the file, and Refused without such a project or action, or
    where it cannot be closed yet.
    """
    file, misfitting, lines = load(path, StepFile)
    if file is None:
        raise BadFile(path, misfitting)
    async with house.database.transaction() as tx:
        found = await projects.find(house, tx, key)
        project = projects.read(found)
        one = await _found(house, tx, found.id, key, number)
        today = projects.day_in(project, house.clock.now()).on
        problems = list(step_problems(file, project, today, one.action.steps))
        if stopping(problems):
            raise BadFile(path, placed(problems, lines))
        taken = Step(
            file.status,
            file.since or max(today, one.action.steps[-1].on),
            _in_order(file.reason, project),
            _in_order(file.change, project),
        )
        after = await actions.step_taken(house, tx, one, taken)
        if after is None:
            on = await actions.may_close_on(house, tx, one)
            raise Refused(
                f"those whose stories led to action {number} have time to answer: it can be closed from "
                f"{on}, or once all have answered"
            )
        asked = await actions.counted(tx, after) if file.status == "done" else None
    return asked.asked if asked else 0, placed(problems, lines)


def _in_order(text: LocalText, project: Project) -> LocalText:
    """A text with the project's languages in their order, each on one line; whatever else is in it goes."""
    return {code: in_one_line(text[code]) for code in project.languages if text.get(code, "").strip()}

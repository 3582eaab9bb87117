"""Actions by command: listed as the team sees them, added from a file, and taken a step on by a file."""

from __future__ import annotations

from pathlib import Path

from bot.codesign.action_file import ActionFile, StepFile, action_problems, step_problems
from bot.codesign.actions import Action, Step
from bot.codesign.priorities import in_one_line
from bot.codesign.project import LocalText, Project
from bot.codesign.project_rules import stopping
from bot.services import projects
from bot.services.actions import action_views, actions, collecting_actions
from bot.services.actions.collecting_actions import ListedAction
from bot.services.files.toml_files import BadFile, Found, load, placed
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.projects import Refused
from storage import themes as stored_themes


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
        linkable = {
            each.stored.number: each.stored.id
            for each in action_views.can_be_linked(await priorities.every(house, tx, found.id))
        }
        read = {each.number: each.id for each in await stored_themes.read_stories(tx, found.id)}
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
        one = await actions.find(house, tx, found.id, number)
        if one is None:
            raise Refused(f"project {key!r} has no action {number}; “in-the-room actions {key}” shows them")
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

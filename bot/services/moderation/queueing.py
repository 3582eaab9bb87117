"""The order in which the team reads, and what follows when a story is changed after it was read."""

from __future__ import annotations

import msgspec

from bot.codesign.distress import suggests_distress, words_in_use
from bot.codesign.project import Project
from bot.codesign.story import Story
from bot.services.house import House
from storage import comments, stories, wordings
from storage.database import Transaction


async def place(tx: Transaction, project: Project, story_id: str, story: Story) -> None:
    """Inside a transaction: a story whose words suggest distress comes before the others, no more."""
    words = words_in_use(project.distress_words, project.languages)
    await stories.comes_first(tx, story_id, first=suggests_distress(story, words))


async def changed(tx: Transaction, project: Project, story_id: str, story: Story) -> None:
    """Inside a transaction: a story was changed. What was offered of it is void; its place is found anew."""
    await place(tx, project, story_id, story)
    await wordings.outdated(tx, story_id)


async def rearrange(house: House, tx: Transaction, project_id: str, before: Project, after: Project) -> None:
    """Inside a transaction: the project was changed. If its list was, every story finds its place anew; what
    was said beside ratings does so when the team next looks."""
    words = words_in_use(after.distress_words, after.languages)
    if words == words_in_use(before.distress_words, before.languages):
        return
    await comments.displace(tx, project_id)
    for stored in await stories.of_project(tx, house.keys, project_id):
        story = msgspec.json.decode(stored.content, type=Story)
        await stories.comes_first(tx, stored.id, first=suggests_distress(story, words))

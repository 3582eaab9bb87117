"""Choosing among the projects that a person takes part in."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Own, _


class ProjectsContext(msgspec.Struct, frozen=True):
    """The person's memberships, by id, with the titles of their projects."""

    memberships: tuple[tuple[str, LocalText], ...]


async def choose_project(ctx: ProjectsContext) -> str:
    """Return the id of the membership to go on with."""
    return await Choice(
        "project",
        _("Which project would you like to go to?"),
        options=tuple(Option(membership, Own(title)) for membership, title in ctx.memberships),
    )

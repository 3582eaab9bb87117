"""Telling those who look after a project what cannot wait: at once, and neutrally."""

from __future__ import annotations

from collections.abc import Collection

from bot.codesign.project import Project
from bot.i18n.texts import Text
from bot.services import notices
from bot.services.house import House
from bot.services.projects import TEAM
from storage import memberships
from storage.database import Transaction
from storage.memberships import Member


async def present(tx: Transaction, project_id: str, roles: Collection[str] = TEAM) -> list[Member]:
    """Members of the team in these roles whom the bot can write to now."""
    everybody = await memberships.members(tx, project_id)
    return [each for each in everybody if each.role in roles and each.reachable]


async def tell(
    house: House,
    tx: Transaction,
    project: Project,
    project_id: str,
    *texts: Text,
    roles: Collection[str] = TEAM,
) -> None:
    """Tell the team in these roles by and by, outside the quiet hours."""
    for each in await present(tx, project_id, roles):
        await notices.tell(house, tx, project, each, *texts, about="project")


async def alert(
    house: House,
    tx: Transaction,
    project_id: str,
    *texts: Text,
    roles: Collection[str] = TEAM,
    but: str | None = None,
) -> list[Member]:
    """Tell the team in these roles at once, except ``but`` (a membership); returns who is told."""
    told = [each for each in await present(tx, project_id, roles) if each.id != but]
    for each in told:
        await notices.alert(house, tx, each, *texts)
    return told

"""Projects and the invitations into them."""

from __future__ import annotations

import base64
import secrets
import uuid
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.consent import changed_unannounced
from bot.codesign.project import Project
from bot.codesign.project_rules import may_open
from bot.flows.joining import ROLE_NAMES
from bot.i18n.texts import Day
from bot.services import ledger
from bot.services.house import House
from bot.services.moderation import queueing
from storage import projects as stored
from storage.database import Transaction
from storage.projects import Invitation, StoredProject

ROLES = tuple(ROLE_NAMES)
TEAM = ("facilitator", "safeguarding")
"""Roles that look after a project and the people in it."""
SPONSOR = "sponsor"
"""Whoever answers for the project in the organisation. They see decisions that wait, and nobody's words."""
NOT_ASKED = (*TEAM, SPONSOR)
"""Roles that tell no stories, rate nothing and cast no vote."""
TOKEN_BYTES = 16
"""128 bits: a link cannot be guessed."""


class Refused(Exception):
    """What was asked cannot be done. The message is one sentence for the operator, with the remedy."""


@lru_cache(maxsize=64)
def _decoded(project_id: str, changed_at: str, definition: bytes) -> Project:
    del project_id, changed_at
    return msgspec.json.decode(definition, type=Project)


def read(project: StoredProject) -> Project:
    """The project that a stored definition describes."""
    return _decoded(project.id, project.changed_at, project.definition)


async def load(house: House, tx: Transaction, project_id: str) -> Project:
    """The project with this id. Raises KeyError if there is none."""
    return read(await stored.by_id(tx, house.keys, project_id))


async def add(house: House, project: Project) -> bool:
    """Open a project, or change the one with this key; True when it is new.

    Raises Refused when its last day has passed. Conversations under way keep what they began with.
    """
    if not may_open(project, day_in(project, house.clock.now()).on):
        raise Refused(f"ends_on is {project.ends_on}, which has passed; a project that has ended cannot open")
    definition = msgspec.json.encode(project)
    async with house.database.transaction() as tx:
        known = await stored.with_key(tx, house.keys, project.key)
        if known is not None and changed_unannounced(read(known).consent, project.consent):
            raise Refused(
                "the words of consent.items have changed but consent.version has not; give it a new version, "
                "so that everybody is asked again"
            )
        if known is None:
            await stored.add(tx, house.keys, project.key, definition, house.clock.now())
        else:
            await stored.change(tx, house.keys, known.id, definition, house.clock.now())
            await queueing.rearrange(house, tx, known.id, read(known), project)
    return known is None


async def every(house: House) -> list[Project]:
    """All projects, oldest first."""
    async with house.database.snapshot() as tx:
        return [read(project) for project in await stored.every(tx, house.keys)]


async def find(house: House, tx: Transaction, key: str) -> StoredProject:
    """The project called ``key``. Raises Refused with the remedy when there is none."""
    project = await stored.with_key(tx, house.keys, key)
    if project is None:
        raise Refused(f"there is no project {key!r}; “in-the-room project list” shows what there is")
    return project


async def invite(house: House, key: str, role: str, *, uses: int, days: int) -> str:
    """Make an invitation into a project in one role and return its token.

    It can be used ``uses`` times within ``days`` days. Only a keyed fingerprint of the token is stored.
    """
    token = base64.urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).rstrip(b"=").decode()
    now = house.clock.now()
    async with house.database.transaction() as tx:
        project = await find(house, tx, key)
        invitation = Invitation(str(uuid.uuid4()), project.id, role, uses, now + timedelta(days=days), False)
        await stored.invite(tx, house.keys, token, invitation, now)
    return token


async def invitations(house: House, key: str) -> list[Invitation]:
    """The invitations of a project, oldest first; their tokens are nowhere."""
    async with house.database.snapshot() as tx:
        project = await find(house, tx, key)
        return await stored.invitations_of(tx, project.id)


async def revoke(house: House, key: str, invitation: str) -> None:
    """Make an invitation worthless. Raises Refused when the project has no such open invitation."""
    async with house.database.transaction() as tx:
        project = await find(house, tx, key)
        if not await stored.revoke(tx, project.id, invitation, house.clock.now()):
            raise Refused(f"project {key!r} has no open invitation {invitation!r}; “invitations” lists them")
        await ledger.remember(house, tx, "revoked", invitation)


def day_in(project: Project, moment: datetime) -> Day:
    """The day that a moment falls on where the project is."""
    return Day(moment.astimezone(ZoneInfo(project.time_zone)).date())


def last_day(project: Project) -> Day:
    """The last day on which anything of a project is kept."""
    return Day(project.ends_on + timedelta(days=project.retention_days))

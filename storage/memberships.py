"""A participant's place in a project, and each consent they gave, with its exact words."""

from __future__ import annotations

import json
import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class Membership(msgspec.Struct, frozen=True):
    """A participant in a project, in one role. ``number`` counts people of that role in the project."""

    id: str
    project_id: str
    participant_id: str
    role: str
    number: int
    joined: bool
    left: bool


class Member(msgspec.Struct, frozen=True):
    """Somebody who takes part in a project now, in whatever role.

    ``takes_part`` and ``contact_me`` are their consents of today, False where never asked. Whoever has
    blocked the bot is not ``reachable``. Whoever is ``assisted`` does not use it: the team
    enters for them and tells them.
    """

    id: str
    participant_id: str
    role: str
    number: int
    language: str
    joined_at: datetime
    takes_part: bool
    contact_me: bool
    reachable: bool = True
    assisted: bool = False


class StoredConsent(msgspec.Struct, frozen=True):
    """One decision: which item, yes or no, and the version, language and words it was put in."""

    item: str
    given: bool
    version: str
    language: str
    words: str
    decided_at: datetime


def _membership(row: Row) -> Membership:
    return Membership(
        row["id"],
        row["project_id"],
        row["participant_id"],
        row["role"],
        row["number"],
        row["joined_at"] is not None,
        row["left_at"] is not None,
    )


async def add(
    tx: Transaction, keys: KeyRing, project_id: str, participant_id: str, role: str, now: datetime
) -> Membership:
    """Make a place for a person who opened an invitation; they have not joined yet."""
    membership_id = str(uuid.uuid4())
    row = await tx.one("role_number_next", project_id=project_id, role=role)
    assert row is not None
    await tx.run(
        "membership_add",
        id=membership_id,
        project_id=project_id,
        participant_id=participant_id,
        role=role,
        number=row["given"],
        invited_at=to_text(now),
    )
    await keys.create_membership_key(tx, project_id, membership_id)
    return Membership(membership_id, project_id, participant_id, role, row["given"], False, False)


async def within(tx: Transaction, project_id: str, participant_id: str) -> Membership | None:
    """The person's place in this project, or None."""
    row = await tx.one("membership_in", project_id=project_id, participant_id=participant_id)
    return _membership(row) if row else None


async def with_id(tx: Transaction, membership_id: str) -> Membership | None:
    """The place with this id, or None."""
    row = await tx.one("membership_with_id", id=membership_id)
    return _membership(row) if row else None


async def of(tx: Transaction, participant_id: str) -> list[Membership]:
    """All places of a person, in the order they were invited."""
    return [_membership(row) for row in await tx.all("memberships_of", participant_id=participant_id)]


async def joins(
    tx: Transaction, keys: KeyRing, membership: Membership, needs: tuple[str, ...], now: datetime
) -> None:
    """The person has agreed to take part; what they need to take part is sealed."""
    key = await keys.membership_key(tx, membership.project_id, membership.id)
    sealed = key.seal(
        json.dumps(needs).encode(),
        table="memberships",
        column="needs",
        row=membership.id,
        project=membership.project_id,
    )
    await tx.run("membership_joins", id=membership.id, needs=sealed, now=to_text(now))


async def leaves(tx: Transaction, membership_id: str, now: datetime) -> None:
    """No message for this place from now on."""
    await tx.run("membership_leaves", id=membership_id, now=to_text(now))


async def returns(tx: Transaction, membership_id: str) -> None:
    """The person came back of their own accord."""
    await tx.run("membership_returns", id=membership_id)


async def never_joined(tx: Transaction, before: datetime) -> list[Membership]:
    """Places whose person opened an invitation before ``before`` and never agreed to take part."""
    return [_membership(row) for row in await tx.all("memberships_never_joined", before=to_text(before))]


async def members(tx: Transaction, project_id: str) -> list[Member]:
    """Everybody who has joined a project and not left it, by role and number."""
    return [_member(row) for row in await tx.all("members_of_project", project_id=project_id)]


async def slice_of(tx: Transaction, project_id: str, after: str, most: int) -> list[str]:
    """The places of the next ``most`` of these, in the order of ids; ``after`` is the last before, or ""."""
    rows = await tx.all("members_after", project_id=project_id, after=after, most=most)
    return [row["id"] for row in rows]


async def member(tx: Transaction, membership_id: str) -> Member | None:
    """Somebody with a place, if they have joined and not left; else None."""
    row = await tx.one("member_with_id", id=membership_id)
    return _member(row) if row else None


async def project_of(tx: Transaction, membership_id: str) -> str | None:
    """The project in which somebody has this place, or None."""
    row = await tx.one("project_of_membership", id=membership_id)
    return row["project_id"] if row else None


def _member(row: Row) -> Member:
    return Member(
        row["id"],
        row["participant_id"],
        row["role"],
        row["number"],
        row["language"],
        from_text(row["joined_at"]),
        bool(row["takes_part"]),
        bool(row["contact_me"]),
        bool(row["reachable"]),
        bool(row["assisted"]),
    )


async def roles_of(tx: Transaction, project_id: str) -> dict[str, str]:
    """The role of every membership of a project, also of those that were left."""
    return {row["id"]: row["role"] for row in await tx.all("roles_in_project", project_id=project_id)}


async def role_of(tx: Transaction, membership_id: str) -> str | None:
    """The role of one membership; None when it is gone."""
    row = await tx.one("membership_role", id=membership_id)
    return str(row["role"]) if row else None


async def people_joined(tx: Transaction, project_id: str) -> int:
    """How many participants (not facilitators) have joined a project."""
    row = await tx.one("memberships_counted", project_id=project_id)
    assert row is not None
    return int(row["people"])


async def decide(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, consent: StoredConsent
) -> None:
    """Add a decision; earlier ones stay as they were."""
    consent_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "consent_add",
        id=consent_id,
        membership_id=membership_id,
        item=consent.item,
        given=int(consent.given),
        version=consent.version,
        language=consent.language,
        words=key.seal(
            consent.words.encode(), table="consents", column="words", row=consent_id, project=project_id
        ),
        decided_at=to_text(consent.decided_at),
    )


async def consents(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str
) -> list[StoredConsent]:
    """Every decision of a person in a project, oldest first."""
    key = await keys.membership_key(tx, project_id, membership_id)
    return [
        StoredConsent(
            row["item"],
            bool(row["given"]),
            row["version"],
            row["language"],
            key.open(
                row["words"], table="consents", column="words", row=row["id"], project=project_id
            ).decode(),
            from_text(row["decided_at"]),
        )
        for row in await tx.all("consents_of", membership_id=membership_id)
    ]


async def agreed(tx: Transaction, membership_id: str) -> frozenset[str]:
    """The consent items that a person agrees to now; none for whoever does not take part."""
    return _agreed(await consents_now(tx, membership_id))


async def agreed_in(tx: Transaction, project_id: str) -> dict[str, frozenset[str]]:
    """The same for everybody of a project who was ever asked, by membership."""
    found: dict[str, dict[str, bool]] = {}
    for row in await tx.all("consents_in_project", project_id=project_id):
        found.setdefault(row["membership_id"], {})[row["item"]] = bool(row["given"])
    return {each: _agreed(given) for each, given in found.items()}


def _agreed(given: dict[str, bool]) -> frozenset[str]:
    return frozenset(item for item, yes in given.items() if yes) if given.get("take_part") else frozenset()


async def consents_now(tx: Transaction, membership_id: str) -> dict[str, bool]:
    """The decision that stands for each item; items never asked are absent."""
    rows = await tx.all("consents_of", membership_id=membership_id)
    return {row["item"]: bool(row["given"]) for row in rows}

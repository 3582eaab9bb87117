"""Participants and the addresses at which a channel reaches them."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import pruning
from storage.database import Database, Transaction
from storage.times import to_text
from storage.vault import Vault

CHANNEL = "telegram"


class Place(msgspec.Struct, frozen=True):
    """A participant's place in the project they are looking at now."""

    membership_id: str
    project_id: str
    role: str
    number: int
    joined: bool
    left: bool


class Participant(msgspec.Struct, frozen=True):
    """A person behind an address. ``place`` is None for somebody who is in no project."""

    id: str
    language: str
    address_id: str
    unreachable: bool
    place: Place | None


async def at(tx: Transaction, vault: Vault, external_id: str) -> Participant | None:
    """The participant whose address this is, or None for a stranger."""
    row = await tx.one("participant_at", external_print=vault.fingerprint(CHANNEL, external_id))
    if row is None:
        return None
    place = None
    if row["project_id"] is not None:
        place = Place(
            row["membership_id"],
            row["project_id"],
            row["role"],
            row["number"],
            row["joined_at"] is not None,
            row["left_at"] is not None,
        )
    return Participant(
        row["id"], row["language"], row["address_id"], row["unreachable_since"] is not None, place
    )


async def language_of(tx: Transaction, membership_id: str) -> str:
    """The language that somebody with this place speaks."""
    row = await tx.one("participant_language", membership_id=membership_id)
    assert row is not None
    return str(row["language"])


async def add(tx: Transaction, vault: Vault, external_id: str, language: str, now: datetime) -> Participant:
    """Make a participant with one address; the external id is sealed under the house key."""
    participant_id, address_id = str(uuid.uuid4()), str(uuid.uuid4())
    await tx.run("participant_add", id=participant_id, language=language, created_at=to_text(now))
    sealed = vault.house_key().seal(
        external_id.encode(), table="addresses", column="external_id", row=address_id, project=""
    )
    await tx.run(
        "address_add",
        id=address_id,
        participant_id=participant_id,
        channel=CHANNEL,
        external_print=vault.fingerprint(CHANNEL, external_id),
        external_id=sealed,
        created_at=to_text(now),
    )
    return Participant(participant_id, language, address_id, False, None)


async def add_without_address(tx: Transaction, language: str, now: datetime) -> str:
    """Make a participant who has no address, so that nothing can be sent to them; returns their id."""
    participant_id = str(uuid.uuid4())
    await tx.run("participant_add", id=participant_id, language=language, created_at=to_text(now))
    return participant_id


async def speaks(tx: Transaction, participant_id: str, language: str) -> None:
    """From now on this person is spoken to in ``language``."""
    await tx.run("participant_speaks", id=participant_id, language=language)


async def goes_to(tx: Transaction, participant_id: str, membership_id: str | None) -> None:
    """From now on this person looks at another of their projects, or at none."""
    await tx.run("participant_goes_to", id=participant_id, membership_id=membership_id)


async def reachable(tx: Transaction, address_id: str) -> None:
    """A message from this address arrived: it can be written to again."""
    await tx.run("address_reachable", id=address_id)


async def unreachable(tx: Transaction, address_id: str, now: datetime) -> None:
    """This address cannot be written to; consent is left as it is."""
    await tx.run("address_unreachable", id=address_id, since=to_text(now))


async def remove_without_place(database: Database, before: datetime) -> int:
    """Remove by and by people made before ``before`` who are in no project and to whom nothing is waiting."""
    return await pruning.remove_found(
        database, "participants_without_place", "participants_remove", before=to_text(before)
    )


async def crowded(tx: Transaction, address_id: str, until: datetime) -> None:
    """Somebody was sent much: not before ``until`` may they be sent as many at once as a quiet chat."""
    await tx.run("address_crowded", id=address_id, until=to_text(until))

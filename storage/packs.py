"""Workshop packs that were made, and what of whom is in them. Codes are sealed under the project's key."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class StoredPack(msgspec.Struct, frozen=True):
    """A pack. ``made_by`` is the number of a facilitator; None: by command, or somebody who is gone."""

    id: str
    project_id: str
    number: int
    kind: str
    language: str
    made_by: int | None
    made_at: datetime
    destroy_by: date
    destroyed_at: datetime | None


class Piece(msgspec.Struct, frozen=True):
    """What of whom goes into a pack: its kind, whose (a membership), of what (an id), and the code on it."""

    membership_id: str
    kind: str
    subject_id: str | None
    code: str


class StoredPiece(msgspec.Struct, frozen=True):
    """A piece of a pack. ``membership_id`` is None once its person is erased."""

    id: str
    pack_id: str
    membership_id: str | None
    kind: str
    subject_id: str | None
    code: str
    called_back_at: datetime | None


def _pack(row: Row) -> StoredPack:
    return StoredPack(
        row["id"],
        row["project_id"],
        row["number"],
        row["kind"],
        row["language"],
        row["made_by"],
        from_text(row["made_at"]),
        date.fromisoformat(row["destroy_by"]),
        from_text(row["destroyed_at"]) if row["destroyed_at"] else None,
    )


def _code(key: DataKey, row: Row) -> str:
    sealed, project = row["code"], row["project_id"]
    return key.open(sealed, table="pack_pieces", column="code", row=row["id"], project=project).decode()


async def add(
    tx: Transaction,
    keys: KeyRing,
    pack_id: str,
    project_id: str,
    *,
    kind: str,
    language: str,
    made_by: str | None,
    made_at: datetime,
    destroy_by: date,
    pieces: Iterable[Piece],
) -> StoredPack:
    """Record a pack with all that is in it, before anybody has it. ``made_by`` is a membership."""
    number = await numbers.give(tx, project_id, "pack")
    await tx.run(
        "pack_add",
        id=pack_id,
        project_id=project_id,
        number=number,
        kind=kind,
        language=language,
        made_by=made_by,
        made_at=to_text(made_at),
        destroy_by=destroy_by.isoformat(),
    )
    await add_pieces(tx, keys, project_id, pack_id, pieces)
    row = await tx.one("pack_by_id", id=pack_id)
    assert row is not None
    return _pack(row)


async def add_pieces(
    tx: Transaction, keys: KeyRing, project_id: str, pack_id: str, pieces: Iterable[Piece]
) -> None:
    """Record more of what is in a pack that nobody has yet."""
    key = await keys.project_key(tx, project_id)
    for piece in pieces:
        piece_id = str(uuid.uuid4())
        await tx.run(
            "pack_piece_add",
            id=piece_id,
            pack_id=pack_id,
            membership_id=piece.membership_id,
            kind=piece.kind,
            subject_id=piece.subject_id,
            code=key.seal(
                piece.code.encode(), table="pack_pieces", column="code", row=piece_id, project=project_id
            ),
        )


async def remove(tx: Transaction, pack_id: str) -> None:
    """A pack that nobody has was never made."""
    await tx.run("pack_remove", id=pack_id)


async def about(tx: Transaction, project_id: str) -> list[StoredPack]:
    """The packs of a project that are not destroyed yet, as far as is known."""
    return [_pack(row) for row in await tx.all("packs_about", project_id=project_id)]


async def pieces_about(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredPiece]:
    """What is in the packs of a project that are not destroyed yet."""
    key = await keys.project_key(tx, project_id)
    return [
        StoredPiece(
            row["id"],
            row["pack_id"],
            row["membership_id"],
            row["kind"],
            row["subject_id"],
            _code(key, row),
            from_text(row["called_back_at"]) if row["called_back_at"] else None,
        )
        for row in await tx.all("pack_pieces_about", project_id=project_id)
    ]


async def codes(tx: Transaction, keys: KeyRing, project_id: str, kind: str) -> set[str]:
    """Every code that was ever put on paper in the packs of this kind."""
    key = await keys.project_key(tx, project_id)
    return {_code(key, row) for row in await tx.all("pack_codes", project_id=project_id, kind=kind)}


async def called_back(tx: Transaction, piece_id: str, now: datetime) -> bool:
    """Note that the team knows that a piece has to go; False when they knew."""
    return await tx.run("pack_piece_called_back", id=piece_id, now=to_text(now)) == 1


async def destroyed(tx: Transaction, project_id: str, number: int, now: datetime) -> bool:
    """Note that a pack is destroyed; False when there is no such pack about."""
    return await tx.run("pack_destroyed", project_id=project_id, number=number, now=to_text(now)) == 1

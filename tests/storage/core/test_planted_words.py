"""Without the key no file holds a word; with encryption off all are found, so the search does search."""

import uuid
from collections.abc import Iterable
from pathlib import Path

import pytest

from storage.blobs import Blobs
from storage.database import Database, Dialect
from storage.keys import KeyRing
from storage.vault import EncryptingVault, OpenVault, Vault
from tests.postgresql_server import PostgresqlServer

VAULTS = [EncryptingVault(bytes(range(32))), OpenVault()]
BLOB = str(uuid.UUID(int=7))


def planted() -> dict[str, str]:
    """Words that are nowhere else, new each time: the files of earlier tests may lie beside."""
    return {where: f"{where}{uuid.uuid4().hex}" for where in ("story", "address", "token", "picture")}


async def plant(database: Database, vault: Vault, blobs: Blobs, words: dict[str, str]) -> None:
    ring = KeyRing(vault)
    place = {"table": "keys", "column": "wrapped", "row": "r", "project": "p"}
    async with database.transaction() as tx:
        key = await ring.create_project_key(tx, "p")
        sealed = {
            "story": key.seal(words["story"].encode(), **place),
            "address": ring.house_key().seal(words["address"].encode(), **place),
            "token": vault.fingerprint("token", words["token"]),
        }
        for owner, value in sealed.items():
            await tx.run("keys_add", owner=owner, parent="planted", wrapped=value)
    await blobs.put(BLOB, words["picture"].encode(), key, "p")


def found(words: Iterable[str], *folders: Path) -> set[str]:
    contents = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert contents
    return {word for word in words if any(word.encode() in content for content in contents)}


@pytest.fixture
async def blobs(tmp_path: Path) -> Blobs:
    blobs = Blobs(tmp_path / "media")
    await blobs.sweep()
    return blobs


@pytest.mark.parametrize("vault", VAULTS, ids=["on", "off"])
async def test_planted_words(
    database: Database,
    dialect: Dialect,
    blobs: Blobs,
    vault: Vault,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    words = planted()
    await plant(database, vault, blobs, words)
    folders = [tmp_path]
    if dialect == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        await server.run("CHECKPOINT")
        folders.append(server.folder)
    else:
        assert {"room.db", "room.db-wal", "room.db-shm"} <= {path.name for path in tmp_path.iterdir()}  # noqa: ASYNC240
    expected = set(words.values()) if isinstance(vault, OpenVault) else set()
    assert found(words.values(), *folders) == expected

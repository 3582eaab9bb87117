"""The ring of keys: made once, found again, destroyed for good."""

import asyncio

import pytest

from storage import keys
from storage.database import Database
from storage.keys import KeyDestroyed, KeyRing, WrongKey
from storage.vault import DataKey, EncryptingVault, OpenVault, Vault

VAULT = EncryptingVault(bytes(range(32)))
PLACE = {"table": "t", "column": "c", "row": "r", "project": "p"}


def same(one: DataKey, other: DataKey) -> bool:
    return other.open(one.seal(b"words", **PLACE), **PLACE) == b"words"


async def joined(database: Database, ring: KeyRing) -> DataKey:
    async with database.transaction() as tx:
        await ring.create_project_key(tx, "p")
        return await ring.create_membership_key(tx, "p", "m")


async def found(database: Database, ring: KeyRing) -> DataKey:
    async with database.snapshot() as tx:
        return await ring.membership_key(tx, "p", "m")


async def test_a_key_is_found_again_by_another_ring(database: Database) -> None:
    made = await joined(database, KeyRing(VAULT))
    assert same(made, await found(database, KeyRing(VAULT)))


async def test_made_twice_it_is_the_same_key(database: Database) -> None:
    assert same(await joined(database, KeyRing(VAULT)), await joined(database, KeyRing(VAULT)))


async def test_a_key_that_was_rolled_back_does_not_linger(database: Database) -> None:
    ring = KeyRing(VAULT)

    async def failing() -> None:
        async with database.transaction() as tx:
            await ring.create_project_key(tx, "p")
            await ring.create_membership_key(tx, "p", "m")
            assert await ring.membership_key(tx, "p", "m") is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    with pytest.raises(KeyDestroyed):
        await found(database, ring)


async def test_a_destroyed_key_is_gone_from_the_table_and_from_memory(database: Database) -> None:
    ring = KeyRing(VAULT)
    await joined(database, ring)
    await found(database, ring)
    async with database.transaction() as tx:
        assert await ring.destroy_membership_key(tx, "m")
        assert not await ring.destroy_membership_key(tx, "m")
    for any_ring in (ring, KeyRing(VAULT)):
        with pytest.raises(KeyDestroyed):
            await found(database, any_ring)
    async with database.snapshot() as tx:
        assert await ring.project_key(tx, "p") is not None


async def test_a_reader_from_before_does_not_bring_a_destroyed_key_back(database: Database) -> None:
    ring = KeyRing(VAULT)
    await joined(database, KeyRing(VAULT))
    async with database.snapshot() as before:
        await before.one("keys_wrapped", owner="membership:m")
        await in_another_task(database, ring)
        with pytest.raises(KeyDestroyed):
            await ring.membership_key(before, "p", "m")
    with pytest.raises(KeyDestroyed):
        await found(database, ring)


async def test_a_key_being_destroyed_is_not_put_back_by_a_reader(database: Database) -> None:
    ring = KeyRing(VAULT)
    await joined(database, KeyRing(VAULT))
    async with database.transaction() as tx:
        await ring.destroy_membership_key(tx, "m")
        # To a reader it is there until the commit. Whoever writes next, before it, must not find it.
        assert await asyncio.create_task(found(database, ring)) is not None
        with pytest.raises(KeyDestroyed):
            await ring.membership_key(tx, "p", "m")


async def in_another_task(database: Database, ring: KeyRing) -> None:
    async def destroying() -> None:
        async with database.transaction() as tx:
            await ring.destroy_membership_key(tx, "m")

    await asyncio.create_task(destroying())


async def test_a_destruction_that_was_rolled_back_destroyed_nothing(database: Database) -> None:
    ring = KeyRing(VAULT)
    made = await joined(database, ring)

    async def failing() -> None:
        async with database.transaction() as tx:
            await ring.destroy_membership_key(tx, "m")
            with pytest.raises(KeyDestroyed):
                await ring.membership_key(tx, "p", "m")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    assert same(made, await found(database, ring))


async def test_memory_is_bounded_and_what_was_let_go_is_found_again(database: Database) -> None:
    ring = KeyRing(VAULT, kept=2)
    for project in "pqrst":
        async with database.transaction() as tx:
            await ring.create_project_key(tx, project)
    assert list(ring._keys) == ["project:s", "project:t"]
    async with database.snapshot() as tx:
        assert await ring.project_key(tx, "p") is not None
    assert list(ring._keys) == ["project:t", "project:p"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (VAULT, EncryptingVault(bytes(32))),
        (VAULT, OpenVault()),
        (OpenVault(), VAULT),
    ],
)
async def test_another_key_file_is_noticed_at_start(database: Database, first: Vault, second: Vault) -> None:
    for _ in range(2):
        async with database.transaction() as tx:
            await KeyRing(first).recognise(tx)
    async with database.transaction() as tx:
        with pytest.raises(WrongKey, match="KEY_FILE"):
            await KeyRing(second).recognise(tx)


async def test_memory_of_destroyed_keys_is_bounded_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "DESTROYED_KEPT", 2)
    ring = KeyRing(VAULT)
    for membership in "abcd":
        async with database.transaction() as tx:
            await ring.destroy_membership_key(tx, membership)
    assert list(ring._destroyed) == ["membership:c", "membership:d"]

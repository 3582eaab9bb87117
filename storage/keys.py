"""The ring of data keys: looked up in the database once, then kept unwrapped in memory for a while.

Destroying a membership's key is how a person's words are erased beyond recall: what lies in an old backup or
journal is sealed by a key that is nowhere any more. (A backup of the table of keys must therefore not
outlive the promise: see the privacy notes on backups.)
"""

from collections import OrderedDict

from storage.database import Transaction
from storage.vault import HOUSE, PRINTS, DataKey, EncryptingVault, Tampered, Vault

KEYS_KEPT = 1000
DESTROYED_KEPT = 10_000
"""Of how many keys it is known that they are gone: many more than go while one reader reads."""


class KeyDestroyed(Exception):
    """There is no such key: it was never made, or it was destroyed and all it sealed is erased."""


class WrongKey(Exception):
    """The key-encryption key is not the one this database was made with. The message holds the remedy."""


class KeyRing:
    """All data keys of one database, through one vault. Safe to share among tasks."""

    def __init__(self, vault: Vault, kept: int = KEYS_KEPT) -> None:
        """Hold at most `kept` unwrapped keys in memory, those used last."""
        self.vault = vault
        self._kept = kept
        self._keys: OrderedDict[str, DataKey] = OrderedDict()
        self._destroyed: OrderedDict[str, None] = OrderedDict()
        self._not_kept: OrderedDict[str, None] = OrderedDict()

    def house_key(self) -> DataKey:
        """The key of rows that belong to no project."""
        return self.vault.house_key()

    async def recognise(self, tx: Transaction) -> None:
        """Leave a mark in a new database, know it again in an old one; raises `WrongKey`.

        To be called at every start, before anything is read or written with these keys.
        """
        _, mark = self.vault.new_key(self.house_key(), HOUSE)
        await tx.run("keys_add", owner=HOUSE, parent=HOUSE, wrapped=mark)
        row = await tx.one("keys_wrapped", owner=HOUSE)
        assert row is not None
        prints = await tx.one("keys_wrapped", owner=PRINTS)
        self.know(row["wrapped"], prints["wrapped"] if prints else None)

    def know(self, mark: bytes, prints: bytes | None) -> None:
        """Fingerprint as the database does that has this mark, and this key of prints; raises `WrongKey`."""
        try:
            self.vault.know_prints(mark, prints)
        except Tampered:
            raise WrongKey(
                "KEY_FILE holds another key than the one this database was made with; point it to the file "
                "that was used then, or start with an empty database"
            ) from None

    def refresh(self) -> None:
        """Learn of a key-encryption key that took the place of the one in use."""
        self.vault.refresh()

    async def keep_prints(self, tx: Transaction, vault: EncryptingVault) -> None:
        """Give the fingerprints a key of their own, which is the one that they have."""
        await tx.run("keys_add", owner=PRINTS, parent=HOUSE, wrapped=vault.wrapped_prints())

    async def create_project_key(self, tx: Transaction, project_id: str) -> DataKey:
        """Make the key of a new project; the one it has when it has one."""
        return await self._create(tx, f"project:{project_id}", HOUSE, self.house_key())

    async def project_key(self, tx: Transaction, project_id: str) -> DataKey:
        """The key of a project; raises `KeyDestroyed`."""
        return await self._get(tx, f"project:{project_id}", self.house_key())

    async def create_membership_key(self, tx: Transaction, project_id: str, membership_id: str) -> DataKey:
        """Make the key of a new membership; the one it has when it has one. Raises `KeyDestroyed`."""
        parent = await self.project_key(tx, project_id)
        return await self._create(tx, f"membership:{membership_id}", f"project:{project_id}", parent)

    async def membership_key(self, tx: Transaction, project_id: str, membership_id: str) -> DataKey:
        """The key of a membership; raises `KeyDestroyed`."""
        owner = f"membership:{membership_id}"
        if (key := self._remembered(owner)) is not None:
            return key
        return await self._get(tx, owner, await self.project_key(tx, project_id))

    async def membership_key_of(
        self, tx: Transaction, project_id: str, membership_id: str, wrapped: bytes | None
    ) -> DataKey:
        """The key of a membership whose row of it was read along with others'; raises `KeyDestroyed`.

        It is not kept: those of thousands would take the place of those of whoever is here now.
        """
        owner = f"membership:{membership_id}"
        if (key := self._remembered(owner)) is not None:
            return key
        if wrapped is None or owner in self._destroyed:
            raise KeyDestroyed(f"there is no key for {owner}")
        return self.vault.unwrap(await self.project_key(tx, project_id), owner, wrapped)

    async def destroy_membership_key(self, tx: Transaction, membership_id: str) -> bool:
        """Erase all that this membership told; False when there was no such key."""
        return await self._destroy(tx, f"membership:{membership_id}")

    async def _create(self, tx: Transaction, owner: str, parent_name: str, parent: DataKey) -> DataKey:
        key, wrapped = self.vault.new_key(parent, owner)
        if not await tx.run("keys_add", owner=owner, parent=parent_name, wrapped=wrapped):
            return await self._get(tx, owner, parent)
        # Only when it is committed: a key that was rolled back must not go on sealing.
        tx.after_commit(lambda: self._remember(owner, key))
        return key

    async def _get(self, tx: Transaction, owner: str, parent: DataKey) -> DataKey:
        if (key := self._remembered(owner)) is not None:
            return key
        row = await tx.one("keys_wrapped", owner=owner)
        if row is None or owner in self._destroyed:
            raise KeyDestroyed(f"there is no key for {owner}")
        key = self.vault.unwrap(parent, owner, row["wrapped"])
        tx.after_commit(lambda: self._remember(owner, key))
        return key

    async def _destroy(self, tx: Transaction, owner: str) -> bool:
        found = await tx.run("keys_destroy", owner=owner)
        self._keys.pop(owner, None)
        # Whoever still sees the key in a snapshot must not put it back for those who write before the commit.
        _note(self._not_kept, owner)
        tx.after_commit(lambda: self._forget(owner))
        return bool(found)

    def _remembered(self, owner: str) -> DataKey | None:
        key = self._keys.get(owner)
        if key is not None:
            self._keys.move_to_end(owner)
        return key

    def _remember(self, owner: str, key: DataKey) -> None:
        if owner in self._not_kept:  # destroyed by another transaction, while this one ran
            return
        self._keys[owner] = key
        self._keys.move_to_end(owner)
        while len(self._keys) > self._kept:
            self._keys.popitem(last=False)

    def _forget(self, owner: str) -> None:
        self._keys.pop(owner, None)
        _note(self._destroyed, owner)


def _note(owners: OrderedDict[str, None], owner: str) -> None:
    """Put one down; the oldest are forgotten."""
    owners[owner] = None
    while len(owners) > DESTROYED_KEPT:
        owners.popitem(last=False)

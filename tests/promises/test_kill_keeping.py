"""Ended with SIGKILL in a backup, restore, move or change of key, nothing is left that only looks whole.

Run once more to its end, each comes to what it would have come to without having been ended.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import backing_up
from bot.app import LOCKED, Stopped, open_house
from bot.config import Settings, from_environment
from bot.rehearsal.dates import going_on
from bot.services import projects
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example
from storage import memberships, participants, resealing
from storage.key_file import new_key_file
from storage.vault import EncryptingVault
from tests.databases import chosen_dialects
from tests.postgresql_server import PostgresqlServer
from tests.promises.nursery import KILLED, Nursery, nursery

pytestmark = pytest.mark.kill

PEOPLE = 3


@dataclass
class Deployment:
    """Settings, a nursery that runs commands with them, and the people in it, each with a file of theirs."""

    settings: Settings
    nursery: Nursery
    people: list[str]

    async def command(self, *arguments: str, plan: str = "", there: bool = False) -> int:
        """Run a command here or in the other place; its exit code."""
        environment = self.nursery.environment
        self.nursery.environment = environment | ({"DATA_DIR": str(self.there.data_dir)} if there else {})
        try:
            return await self.nursery.command(*arguments, plan=plan)
        finally:
            self.nursery.environment = environment

    @property
    def there(self) -> Settings:
        """The empty place to restore into."""
        data = self.settings.data_dir.parent / "there"
        return replace(self.settings, data_dir=data, database_url=f"sqlite:///{data / 'in-the-room.db'}")


@pytest.fixture
async def deployed(tmp_path: Path) -> AsyncIterator[Deployment]:
    key = tmp_path / "in-the-room.key"
    new_key_file(key)
    environment = {
        "DATA_DIR": str(tmp_path / "data"),
        "KEY_FILE": str(key),
        "ERASURES_FILE": str(tmp_path / "erasures.txt"),
        "BOT_TOKEN": "123:example",
    }
    settings = from_environment(environment, tmp_path / "no.env")
    async with open_house(settings) as house:
        people = [await _somebody(house, number) for number in range(PEOPLE)]
    async with nursery(environment, tmp_path / "log") as opened:
        yield Deployment(settings, opened, people)


async def _somebody(house: House, number: int) -> str:
    """Somebody with a place and a file."""
    now = house.clock.now()
    if not number:
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, going_on(project, now.date()))
    async with house.database.transaction() as tx:
        stored = await projects.find(house, tx, "stroke-afon-teg")
        person = await participants.add(tx, house.keys.vault, str(7_000_000 + number), "en", now)
        place = await memberships.add(tx, house.keys, stored.id, person.id, "patient", now)
        await memberships.joins(tx, house.keys, place, ("a lift",), now)
        key = await house.keys.membership_key(tx, stored.id, place.id)
    await house.blobs.put(str(uuid.uuid4()), b"a voice" * 50_000, key, stored.id)
    return place.id


def silent(_what: str, _done: int) -> None:
    """Nobody wants to know how far it is."""


@pytest.mark.parametrize("plan", ["rename before 1", "rename after 1"])
async def test_a_backup_is_whole_or_not_there(deployed: Deployment, tmp_path: Path, plan: str) -> None:
    file = tmp_path / "backup.room"
    assert await deployed.command("backup", str(file), plan=plan) == KILLED
    assert file.exists() == ("after" in plan)
    if not file.exists():
        assert await deployed.command("backup", str(file)) == 0
    _manifest, contents = backing_up.look_into(deployed.settings, file, silent)
    assert contents.files == PEOPLE


@pytest.mark.parametrize(
    "plan", ["rename after 1", "rename before 3", "commit before 1", "commit after 1", "commit before 2"]
)
async def test_a_restore_is_whole_or_nothing(deployed: Deployment, tmp_path: Path, plan: str) -> None:
    file = tmp_path / "backup.room"
    assert await deployed.command("backup", str(file)) == 0
    assert await deployed.command("restore", str(file), plan=plan, there=True) == (
        0 if plan == "commit before 2" else KILLED
    )
    done = plan in ("commit after 1", "commit before 2")
    again = await deployed.command("restore", str(file), there=True)
    assert again == (2 if done else 0)
    with pytest.raises(Stopped, match=LOCKED["restored"][:20]):
        async with open_house(deployed.there):
            pass
    assert await deployed.command("erasures", "none", "--because", "nobody", there=True) == 0
    await same(deployed)


@pytest.mark.parametrize(
    "plan", ["before 3", "after 3", "after 4", "before 5", "after 6", "before 9", "after 12"]
)
async def test_erasures_are_done_again_however_often_it_is_ended(
    deployed: Deployment, tmp_path: Path, plan: str
) -> None:
    file, ledger = tmp_path / "backup.room", tmp_path / "erasures.txt"
    assert await deployed.command("backup", str(file)) == 0
    async with open_house(deployed.settings) as house:
        await _erase_first(house, deployed.people[0])
    assert await deployed.command("restore", str(file), there=True) == 0
    apply = ("erasures", "apply", str(ledger))
    assert await deployed.command(*apply, plan=f"commit {plan}", there=True) in (KILLED, 0)
    try:
        async with open_house(deployed.there) as house:
            locked = False
    except Stopped:
        locked = True
    assert await deployed.command(*apply, there=True) == (0 if locked else 1)
    async with open_house(deployed.there) as house, house.database.snapshot() as tx:
        assert await memberships.with_id(tx, deployed.people[0]) is None
        assert await memberships.with_id(tx, deployed.people[1]) is not None


@pytest.mark.skipif("postgresql" not in chosen_dialects(), reason="TEST_DATABASES leaves PostgreSQL out")
@pytest.mark.parametrize("plan", ["commit before 1", "commit after 1", "commit before 2", "commit after 2"])
async def test_a_move_is_whole_or_nothing(
    deployed: Deployment, postgresql: PostgresqlServer, plan: str
) -> None:
    async with postgresql.fresh(migrated=False) as url:
        assert await deployed.command("move", url, plan=plan) == KILLED
        moved = plan == "commit after 2"
        # Until the old one is locked, it is the one that counts, and moving once more ends what was begun.
        assert await deployed.command("move", url) == (1 if moved else 0)
        there = replace(deployed.settings, database_url=url)
        async with open_house(there) as house, house.database.snapshot() as tx:
            for person in deployed.people:
                assert await memberships.with_id(tx, person) is not None
        with pytest.raises(Stopped, match="moved to another one"):
            async with open_house(deployed.settings):
                pass


@pytest.mark.parametrize(
    "plan",
    [
        "commit before 2",
        "commit after 2",
        "rename before 1",
        "rename after 1",
        "commit before 3",
        "commit after 4",
        "commit after 7",
    ],
)
async def test_a_change_of_key_leaves_nothing_that_does_not_open(deployed: Deployment, plan: str) -> None:
    assert await deployed.command("keys", "rotate", plan=plan) == KILLED
    await everybody(deployed)
    assert await deployed.command("keys", "rotate") == 0
    await everybody(deployed)
    async with open_house(deployed.settings) as house:
        assert isinstance(house.keys.vault, EncryptingVault)
        assert await resealing.left(house.database, house.keys.vault) == 0


async def everybody(deployed: Deployment) -> None:
    """Everybody is found by their fingerprint, and what they need can be read."""
    async with open_house(deployed.settings) as house, house.database.snapshot() as tx:
        for number, membership_id in enumerate(deployed.people):
            person = await participants.at(tx, house.keys.vault, str(7_000_000 + number))
            assert person is not None
            place = await memberships.with_id(tx, membership_id)
            assert place is not None
            await house.keys.membership_key(tx, place.project_id, membership_id)


async def _erase_first(house: House, membership_id: str) -> None:
    from bot.services import erasing, ledger

    async with house.database.transaction() as tx:
        place = await memberships.with_id(tx, membership_id)
        assert place is not None
        await erasing.erase_membership(
            house, tx, place.participant_id, place.project_id, place.id, "everything"
        )
    await ledger.follow(house)


async def same(deployed: Deployment) -> None:
    """What was restored holds everybody; their files were swept, because no row of this test names them."""
    async with open_house(deployed.there) as house, house.database.snapshot() as tx:
        for person in deployed.people:
            place = await memberships.with_id(tx, person)
            assert place is not None
            assert place.joined

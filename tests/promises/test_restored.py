"""A backup holds no word without the key; what was taken back after it is taken back again by a restore."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import backing_up, restoring
from bot.app import Stopped, open_house
from bot.config import Settings
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import projects
from storage import media, outbox, participants
from storage.ledger_file import LedgerError
from storage.memberships import consents_now
from storage.sealed_file import SealedReader
from tests.deployment import at_work, elsewhere, settings_for, standing
from tests.journeys.test_leaving import erase, leave
from tests.journeys.test_my_data import decide
from tests.promises.planting import STEM, Garden, found
from tests.room import Room


def silent(_what: str, _done: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass
class Lost:
    """A deployment with a backup, after which people took things back; and their phones."""

    settings: Settings
    clock: TurnableClock
    stand: Stand
    backup: Path
    phones: dict[str, Phone]
    garden: Garden


async def _tells(room: Room, phone: Phone, words: str) -> None:
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    phone.write(words)
    phone.send_voice(example_voice(0.2))
    phone.send_photo(example_photo())
    await room.quiet()
    for button in ("Done", "None of these", "Skip this", "Skip this", "Skip this"):
        await room.press(phone, button)
    if "Nothing more: the team only" in phone.buttons():
        await room.press(phone, "Nothing more: the team only")
    await room.press(phone, "Send it to the team")


@pytest.fixture
async def lost(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Lost]:
    """Each told a story; a backup was made; then Ann erased hers, Ben stopped, Cat said no to voices."""
    garden = Garden()
    clock = TurnableClock()
    async with Stand(clock=clock) as stand:
        settings = settings_for(tmp_path / "lost", empty_database_url, stand)
        backup = tmp_path / "backup.room"
        async with at_work(settings, stand, clock) as room:
            phones = {name: await room.joined(name=f"{name} (example)") for name in ("Ann", "Ben", "Cat")}
            for name, phone in phones.items():
                await _tells(room, phone, garden.word(f"{name}'s story"))
            await room.press(phones["Cat"], "Ask the team")
            await room.write(phones["Cat"], garden.word("Cat's question"))
            await room.quiet()
            await backing_up.back_up(settings, backup, silent)
            await erase(room, phones["Ann"])
            await leave(room, phones["Ben"], "No more messages. Keep what I told")
            await decide(room, phones["Cat"], "Keeping my voice", agree=False)
        yield Lost(settings, clock, stand, backup, phones, garden)


async def test_without_the_key_a_backup_holds_no_word(lost: Lost) -> None:
    files = {
        "backup": lost.backup.read_bytes(),
        "erasures": lost.settings.erasures_file.read_bytes(),
    }
    assert found([STEM, "stroke-afon-teg", "memberships", "Better stroke care"], files) == {}
    # As text alone: numbers this small stand by chance in the bytes of any large file.
    ids = [str(phone.id).encode() for phone in lost.phones.values()]
    assert not any(number in content for number in ids for content in files.values())
    keys = backing_up.file_keys(lost.settings)
    with lost.backup.open("rb") as file:
        opened = b"".join(SealedReader(file, keys, "backup").pieces())
    assert found([STEM, "memberships"], {"opened": opened}) == {"memberships": "opened"}
    assert lost.settings.key_file is not None
    assert lost.settings.key_file.read_text().splitlines()[-1].encode() not in lost.backup.read_bytes()
    assert len(lost.settings.erasures_file.read_text().splitlines()) > 3
    assert lost.backup.stat().st_mode & 0o077 == 0


async def test_what_was_taken_back_since_is_taken_back_again(lost: Lost, tmp_path: Path) -> None:
    there = elsewhere(lost.settings, tmp_path / "there", f"sqlite:///{tmp_path / 'there' / 'room.db'}")
    await restoring.restore(there, lost.backup, silent)
    with pytest.raises(Stopped, match="erasures apply"):
        async with open_house(there):
            pass
    assert await restoring.apply(there, [lost.settings.erasures_file]) >= 3
    said = {name: len(phone.messages) for name, phone in lost.phones.items()}
    async with at_work(there, lost.stand, lost.clock) as room:
        await room.quiet()
        stands = {name: await standing(room, phone) for name, phone in lost.phones.items()}
        assert stands == {"Ann": "gone", "Ben": "left", "Cat": "in"}
        async with room.house.database.snapshot() as tx:
            cat = await participants.at(tx, room.house.keys.vault, str(lost.phones["Cat"].id))
            assert cat is not None
            assert cat.place is not None
            assert not (await consents_now(tx, cat.place.membership_id))["keep_voice"]
            kept = await media.of_membership(
                tx, room.house.keys, cat.place.project_id, cat.place.membership_id
            )
            assert {each.kind for each in kept} == {"photo"}
            assert (await outbox.counts(tx)).get("waiting", 0) == 0
        # Two of Ben's, one of Cat's: Ann's and Cat's voice are gone from the disk.
        assert len(await room.house.blobs.names()) == 3
        # Nobody heard a thing of it, and who writes is answered as ever.
        assert {name: len(phone.messages) for name, phone in lost.phones.items()} == said
        await room.write(lost.phones["Cat"], "/start")
        assert len(lost.phones["Cat"].messages) > said["Cat"] + 1
    assert lost.settings.erasures_file.read_text().splitlines()[1] in there.erasures_file.read_text()


async def test_a_file_of_erasures_that_is_older_than_the_backup_is_refused(
    lost: Lost, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.room"
    await backing_up.back_up(lost.settings, newer, silent)
    there = elsewhere(lost.settings, tmp_path / "there", f"sqlite:///{tmp_path / 'there' / 'room.db'}")
    await restoring.restore(there, newer, silent)
    lines = lost.settings.erasures_file.read_text().splitlines(keepends=True)
    short = tmp_path / "short.txt"
    short.write_text("".join(lines[:-1]))
    with pytest.raises(LedgerError, match="lacks 1 entries"):
        await restoring.apply(there, [short])
    short.write_text(
        "".join([*lines[:-1], lines[-1].replace(" erased ", " left ").replace(" no ", " left ")])
    )
    with pytest.raises(LedgerError, match="not written by the bot"):
        await restoring.apply(there, [short])
    # Cut off in the middle of a line that the backup does not know, it can be used.
    short.write_text("".join(lines) + lines[-1][:40])
    assert await restoring.apply(there, [short]) == 0


async def test_what_a_command_took_back_just_before_the_bot_ends_is_in_the_file(
    tmp_path: Path, empty_database_url: str
) -> None:
    clock = TurnableClock()
    async with Stand(clock=clock) as stand:
        settings = settings_for(tmp_path / "here", empty_database_url, stand)
        async with (
            at_work(settings, stand, clock) as room,
            # As a process of its own has it, whose bells nobody hears.
            open_house(replace(settings, erasures_file=tmp_path / "elsewhere.txt")) as beside,
        ):
            await projects.invite(beside, room.project.key, "facilitator", uses=1, days=14)
            (link,) = await projects.invitations(beside, room.project.key)
            await projects.revoke(beside, room.project.key, link.id)
        assert f" revoked {link.id} " in settings.erasures_file.read_text()


async def test_an_operator_can_say_that_nothing_was_taken_back(lost: Lost, tmp_path: Path) -> None:
    there = elsewhere(lost.settings, tmp_path / "there", f"sqlite:///{tmp_path / 'there' / 'room.db'}")
    await restoring.restore(there, lost.backup, silent)
    await restoring.without(there, "the bot did not run since")
    async with at_work(there, lost.stand, lost.clock) as room:
        assert await standing(room, lost.phones["Ann"]) == "in"
    with pytest.raises(Stopped, match="nothing to do"):
        await restoring.without(there, "once more")

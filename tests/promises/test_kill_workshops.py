"""While a workshop with a photo goes out the bot is ended: all have it, and the photo is in its place."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.codesign.updates import Picture
from bot.codesign.workshops import Decision, Workshop
from bot.delivery.sender import SLOTS
from bot.services.house import House
from bot.services.workshops import entering, workshops
from bot.services.workshops.workshops import Told
from storage import media, memberships, participants, runs
from storage import workshops as stored_workshops
from storage.database import Transaction
from storage.media import KeptFile, SentFile
from tests.media import samples
from tests.promises.test_kill_updates import going_out

pytestmark = pytest.mark.kill

PHOTO = samples.picture()


async def _a_workshop(house: House, tx: Transaction, project_id: str) -> None:
    """A facilitator has sent a photo, which has arrived, and has told what a workshop decided."""
    keys, now, file = house.keys, datetime.now(UTC), str(uuid.uuid4())
    fay = await participants.add(tx, keys.vault, "8500000", "en", now)
    place = await memberships.add(tx, keys, project_id, fay.id, "facilitator", now)
    await memberships.joins(tx, keys, place, (), now)
    run = await runs.add(
        tx,
        keys,
        participant_id=fay.id,
        membership_id=place.id,
        project_id=project_id,
        flow="tell_workshop",
        context=b"{}",
        waits=True,
        reopens=False,
        now=now,
    )
    await runs.becomes(tx, run.id, "finished", now)
    await media.wait_for(
        tx,
        keys,
        media_id=file,
        project_id=project_id,
        membership_id=place.id,
        run_id=run.id,
        part="part",
        kind="photo",
        file=SentFile("reference", "image/jpeg", len(PHOTO), "wall.jpg"),
        now=now,
    )
    key = await keys.membership_key(tx, project_id, place.id)
    (waiting,) = await media.take(tx, keys, 1, now, now)
    await media.keep(tx, keys, waiting, KeptFile("image/jpeg", len(PHOTO), "wall.jpg"))
    photo = Picture("photo", "photo", {"en": "A wall"}, file, place.id)
    decision = Decision({"en": "A new bell."}, {"en": "It was loud."})
    workshop = Workshop(date(2027, 1, 5), {"patient": 1}, (decision,), 1, (photo,), {"en": "A wall"})
    assert isinstance(await entering.enter(house, tx, project_id, workshop, None, 14), Told)
    await house.blobs.put(file, PHOTO, key, project_id)


PLANS = [f"commit {when} {n}" for n in range(2, 6) for when in ("before", "after")]


@pytest.mark.parametrize("plan", PLANS)
async def test_at_whichever_commit_it_is_ended_everybody_has_it_and_the_photo_is_there(
    plan: str, database_url: str, tmp_path: Path
) -> None:
    projects: list[str] = []

    async def make(house: House, tx: Transaction, project_id: str) -> None:
        projects.append(project_id)
        await _a_workshop(house, tx, project_id)

    async with going_out(database_url, tmp_path, 8, make) as out:
        await out.work.nursery.life(plan)
        await out.work.to_the_end()
        got = out.got()
        assert min(got.values()) == 1
        assert sum(got.values()) - len(got) <= SLOTS
        async with out.work.left.house() as house:
            async with house.database.snapshot() as tx:
                (project_id,) = projects
                (told,) = await workshops.every(house, tx, project_id)
                (photo,) = await stored_workshops.photos(tx, told.stored.id)
                key = await house.keys.project_key(tx, project_id)
            assert photo.kept
            assert await house.blobs.get(photo.blob, key, project_id) == PHOTO
        assert "Traceback" not in out.work.nursery.log.read_text()

"""Photos of the walls: from the facilitator's own files to the project's, before a workshop is told.

They are sealed under the project's key then, so that they stay when the facilitator goes. A photo that cannot
be kept is left out and its facilitators hear of it: what was decided does not wait for a picture.
"""

from __future__ import annotations

import msgspec

from bot.codesign.updates import Picture
from bot.i18n.texts import n_
from bot.services import projects
from bot.services.house import House
from bot.services.safety import team_notices
from bot.services.updates import occasions, pictures
from bot.services.updates.updates import Broadcast
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import media
from storage import workshops as stored_workshops
from storage.workshops import StoredPhoto


async def brought(house: House, broadcast: Broadcast) -> bool:
    """Whether every photo lies in its place now, or never will.

    After a kill -9 between a file and its row, the file is written over with the same content.
    """
    async with house.database.snapshot() as tx:
        told = await workshops.of_update(house, tx, broadcast.stored.id)
        kept = await stored_workshops.photos(tx, told.stored.id) if told else []
    if told is None:
        return True
    lost = []
    for photo, picture in zip(kept, told.workshop.photos, strict=True):
        if photo.kept:
            continue
        content = await pictures.sent(house, broadcast.stored, picture)
        if content == "waits":
            await pictures.look_again(house, broadcast)
            return False
        if content == "gone":
            lost.append(photo)
        else:
            await _keep(house, told, photo, picture, content)
    if lost:
        await _leave_out(house, told, kept, lost)
    return True


async def _keep(house: House, told: Told, photo: StoredPhoto, picture: Picture, content: bytes) -> None:
    project_id = told.stored.project_id
    async with house.database.snapshot() as tx:
        key = await house.keys.project_key(tx, project_id)
    await house.blobs.put(photo.blob, content, key, project_id)
    async with house.database.transaction() as tx:
        await stored_workshops.photo_kept(tx, photo.blob)
        if picture.media is not None:
            await media.forget(tx, picture.media)


async def _leave_out(house: House, told: Told, kept: list[StoredPhoto], lost: list[StoredPhoto]) -> None:
    left = tuple(
        picture for photo, picture in zip(kept, told.workshop.photos, strict=True) if photo not in lost
    )
    async with house.database.transaction() as tx:
        content = msgspec.json.encode(msgspec.structs.replace(told.workshop, photos=left))
        await stored_workshops.change(tx, house.keys, told.stored, content)
        for photo in lost:
            await stored_workshops.photo_gone(tx, photo.blob)
        project = await projects.load(house, tx, told.stored.project_id)
        note = n_(
            "{n} photo of workshop {number} could not be kept. People are told without it.",
            "{n} photos of workshop {number} could not be kept. People are told without them.",
            len(lost),
            number=told.number,
        )
        await team_notices.tell(house, tx, project, told.stored.project_id, note, roles=("facilitator",))


occasions.READY["workshop"] = brought

"""Files packed into one, to be sent in a chat."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from bot.exports.contents import File, media_bytes
from bot.exports.pack.contents import pack_contents
from bot.services.house import House
from bot.services.packs.making import Pack

MOST_BYTES = 49 * 1024 * 1024
"""Telegram takes files of up to 50 MB from bots; the rest is room for the request around it."""

ROOM_FOR_TEXT = 4 * 1024 * 1024
"""What is kept free for tables and texts when it is decided whether the other files fit."""

_PACKED_ALREADY = (".jpg", ".png", ".webp", ".ogg", ".mp3", ".m4a", ".mp4", ".webm", ".ogv")


class TooLarge(Exception):
    """Even without voices, photos and videos it does not fit into a chat."""


class Archive:
    """A zip file in memory. Its dates are the moment it speaks of."""

    def __init__(self, at: datetime) -> None:
        self._content = io.BytesIO()
        self._zip = zipfile.ZipFile(self._content, "w", zipfile.ZIP_DEFLATED)
        self._at = at.astimezone(UTC)

    def add(self, file: File) -> None:
        """Pack one file."""
        entry = zipfile.ZipInfo(file.path, self._at.timetuple()[:6])
        packed = file.path.endswith(_PACKED_ALREADY)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        self._zip.writestr(entry, file.content)

    def finished(self) -> bytes:
        """The zip file. Raises TooLarge."""
        self._zip.close()
        content = self._content.getvalue()
        if len(content) > MOST_BYTES:
            raise TooLarge(f"{len(content)} bytes")
        return content


def fits(media: int) -> bool:
    """Whether ``media`` bytes of voices, photos and videos can be sent in a chat beside the texts."""
    return media <= MOST_BYTES - ROOM_FOR_TEXT


async def pack_files(house: House, pack: Pack) -> list[File]:
    """A pack as it is sent in a chat: all of it as a zip file, then its pages one by one.

    Without media, and saying so, where they would not fit. Raises TooLarge where the rest does not fit.
    """
    archive = Archive(pack.stored.made_at)
    with_media = pack.exact is None or fits(media_bytes(pack.exact))
    alone = []
    async for file in pack_contents(house, pack, with_media=with_media):
        archive.add(file)
        if file.title is not None:
            alone.append(file)
    return [File("pack.zip", archive.finished()), *alone]

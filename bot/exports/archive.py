"""Files packed into one, to be sent in a chat."""

from __future__ import annotations

import asyncio
import io
import zipfile
from datetime import UTC, datetime
from typing import BinaryIO, cast

from bot.exports.contents import File, Written, media_bytes
from bot.exports.pack.contents import pack_contents
from bot.services.house import House
from bot.services.packs.making import Pack

MOST_BYTES = 49 * 1024 * 1024
"""Telegram takes files of up to 50 MB from bots; the rest is room for the request around it."""

ROOM_FOR_TEXT = 4 * 1024 * 1024
"""What is kept free for tables and texts when it is decided whether the other files fit."""

_PACKED_ALREADY = (".jpg", ".png", ".webp", ".ogg", ".mp3", ".m4a", ".mp4", ".webm", ".ogv", ".pdf", ".xlsx")


class TooLarge(Exception):
    """Even without voices, photos and videos it does not fit into a chat."""


class Archive:
    """A zip file in memory, so that what people told lies on no disk. Its dates are one moment."""

    def __init__(self, at: datetime) -> None:
        self._content = io.BytesIO()
        self._zip = zipfile.ZipFile(self._content, "w", zipfile.ZIP_DEFLATED)
        self._at = at.astimezone(UTC)

    def add(self, file: Written) -> None:
        """Pack one file. Raises TooLarge as soon as there is too much."""
        entry = zipfile.ZipInfo(file.path, self._at.timetuple()[:6])
        packed = file.path.endswith(_PACKED_ALREADY)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        if isinstance(file, File):
            self._zip.writestr(entry, file.content)
        else:
            with self._zip.open(entry, "w") as packing:
                file.write(cast("BinaryIO", packing))
        if self._content.tell() > MOST_BYTES:
            raise TooLarge(f"more than {MOST_BYTES} bytes")

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
        whole = await asyncio.to_thread(_whole, file) if file.title is not None else None
        await asyncio.to_thread(archive.add, whole or file)
        if whole is not None:
            alone.append(whole)
    return [File("pack.zip", await asyncio.to_thread(archive.finished)), *alone]


def _whole(file: Written) -> File:
    """A file that is sent by itself, in memory."""
    if isinstance(file, File):
        return file
    written = io.BytesIO()
    file.write(written)
    return File(file.path, written.getvalue(), file.title)

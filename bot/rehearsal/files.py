"""Files that went through the stand, as Telegram would keep and describe them."""

import io
import secrets
from dataclasses import dataclass
from typing import Any

from PIL import Image

Json = dict[str, Any]

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
# Source: sendPhoto, Bot API 10.1: both sides together, and the longer side to the shorter.
LONGEST_SIDES = 10_000
LARGEST_RATIO = 20
# Telegram makes a photo of whatever it is sent: JPEG, scaled down. It does not document to what; its apps
# have shown 1280 for years, so that is what a picture must be readable at.
SHOWN_SIDE = 1280


@dataclass(frozen=True)
class Kept:
    """One file. `size` (bytes) is what Telegram says it is; it may be more than the content here."""

    file_id: str
    unique_id: str
    path: str
    content: bytes
    size: int
    mime: str
    name: str

    def described(self) -> Json:
        """The fields that every kind of file shares."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """All files of a stand, found by id or by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, Kept] = {}
        self._by_path: dict[str, Kept] = {}

    def keep(
        self, content: bytes, folder: str, name: str, mime: str, declared_size: int | None = None
    ) -> Kept:
        """Keep a file and give it Telegram-like ids and a path in `folder`."""
        ending = name.rpartition(".")[2] if "." in name else "bin"
        path = f"{folder}/file_{len(self._by_id)}.{ending}"
        size = len(content) if declared_size is None else declared_size
        kept = Kept(secrets.token_urlsafe(48), secrets.token_urlsafe(11), path, content, size, mime, name)
        self._by_id[kept.file_id] = kept
        self._by_path[path] = kept
        return kept

    def by_id(self, file_id: str) -> Kept | None:
        """The file of this id, if there is one."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> Kept | None:
        """The file at this path, if there is one."""
        return self._by_path.get(path)

    def keep_sent_photo(self, content: bytes) -> list[Json] | None:
        """Keep a picture that a bot sends as a photo, as Telegram makes it over; sizes, smallest first.

        None when Telegram would refuse its sides; raises OSError for no picture.
        """
        with Image.open(io.BytesIO(content)) as picture:
            short, long = sorted(picture.size)
            if short + long > LONGEST_SIDES or long > LARGEST_RATIO * short:
                return None
            smaller = [side for side in (90, 320) if side < long]
            return [self._smaller(picture, side) for side in (*smaller, SHOWN_SIDE)]

    def keep_photo(self, content: bytes, declared_size: int | None = None) -> list[Json]:
        """Keep a person's picture in Telegram's several sizes, smallest first; raises OSError for no picture.

        The largest keeps its bytes, metadata and all: a bot that relies on Telegram having removed
        them must be found out.
        """
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            small = [self._smaller(picture, side) for side in (90, 320) if side < max(width, height)]
        kept = self.keep(content, "photos", "photo.jpg", "image/jpeg", declared_size)
        return [*small, {**kept.described(), "width": width, "height": height}]

    def _smaller(self, picture: Image.Image, side: int) -> Json:
        copy = picture.convert("RGB")
        copy.thumbnail((side, side))
        out = io.BytesIO()
        copy.save(out, "JPEG")
        kept = self.keep(out.getvalue(), "photos", "photo.jpg", "image/jpeg")
        return {**kept.described(), "width": copy.width, "height": copy.height}

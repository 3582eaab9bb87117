"""What arrived from a channel, put in the product's own words before any service sees it."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind
from bot.services.media import PAPER, SentFile


class Arrival(msgspec.Struct, frozen=True):
    """Which update this is, who sent it (the channel's id for them) and which language their app uses."""

    update_id: int
    sender: str
    app_language: str | None


class Heard(msgspec.Struct, frozen=True):
    """A message that may be part of a telling.

    ``message`` is the channel's number of it, ``order`` sorts messages of one chat as they were sent,
    ``album`` is shared by files that were sent together.
    """

    message: str
    order: int
    kind: Kind
    words: str
    file: SentFile | None = None
    album: str | None = None

    @property
    def is_paper(self) -> bool:
        """Whether it brings a document, which only the team may send, and only along with an update."""
        return self.file is not None and self.file.mime == PAPER


class Pressed(msgspec.Struct, frozen=True):
    """A button was pressed: the channel's number of the press, and the button's data, unchecked."""

    press: str
    data: str

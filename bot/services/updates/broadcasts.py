"""An update with its content read."""

from __future__ import annotations

import msgspec

from bot.codesign.updates import Status, Update
from bot.flows import workshop_words
from bot.i18n.texts import Own, Text
from storage.updates import StoredUpdate


class Broadcast(msgspec.Struct, frozen=True):
    """An update with its content read. ``stored`` is the row it stands in."""

    stored: StoredUpdate
    update: Update

    @property
    def status(self) -> Status:
        """Where it stands."""
        status: Status = self.stored.status  # type: ignore[assignment]  # only our own are stored
        return status

    @property
    def words(self) -> Text:
        """Its words; of what a workshop decided, what that is called."""
        occasion = self.update.occasion
        if occasion is not None and occasion.kind == "workshop":
            return workshop_words.title(occasion.number)
        return Own(self.update.text)


def read(stored: StoredUpdate) -> Broadcast:
    """The update that a row holds."""
    return Broadcast(stored, msgspec.json.decode(stored.content, type=Update))

"""The queue of updates and the long poll that empties it."""

from collections import deque
from itertools import islice
from typing import Any

from bot.rehearsal.activity import Activity
from bot.rehearsal.refusals import Refusal

Json = dict[str, Any]

# Source: the description of allowed_updates in getUpdates, Bot API 10.1.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

# Source: tdlib/telegram-bot-api, Client.cpp.
WEBHOOK_IS_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
ENDED_BY_WEBHOOK = "Conflict: terminated by setWebhook request"
ENDED_BY_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Updates:
    """Updates waiting for the bot, each kept until a later offset confirms it."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._queue: deque[Json] = deque()
        self._next = 700_000_001
        self._allowed: frozenset[str] | None = None
        self._poll = 0
        self._pushed = False

    def add(self, kind: str, body: Json) -> int | None:
        """Queue an update; returns its id, or None when the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        update_id = self._next
        self._next += 1
        self._queue.append({"update_id": update_id, kind: body})
        self._activity.stir()
        return update_id

    def add_again(self, update: Json) -> None:
        """Queue an update object as it is, its id included: for tests of what is applied twice."""
        self._queue.append(update)
        self._activity.stir()

    @property
    def waiting(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._queue)

    @property
    def allowed(self) -> frozenset[str] | None:
        """The kinds that the bot asked for; None for Telegram's own choice."""
        return self._allowed

    def allow(self, kinds: list[str]) -> None:
        """Queue these kinds from now on; an empty list leaves the choice to Telegram."""
        self._allowed = frozenset(kinds) or None

    def push(self, *, pushed: bool) -> None:
        """Whether updates are pushed to a webhook from now on. A poll that waits is ended by that."""
        self._pushed = pushed
        self._poll += 1
        self._activity.stir()

    def pending(self) -> list[Json]:
        """What the bot has not confirmed yet, the oldest first."""
        return list(self._queue)

    def done(self, update_id: int) -> None:
        """One update was taken."""
        self._queue = deque(each for each in self._queue if each["update_id"] != update_id)
        self._activity.stir()

    def clear(self) -> None:
        """Forget everything that waits, as `drop_pending_updates` does."""
        self._queue.clear()

    async def poll(
        self, offset: int | None, limit: int, seconds: float, allowed: list[str] | None
    ) -> list[Json]:
        """One getUpdates. Like Telegram's, a newer poll ends an older one with 409, and so does a webhook."""
        if self._pushed:
            raise Refusal(409, WEBHOOK_IS_ACTIVE)
        self._poll += 1
        mine = self._poll
        self._activity.stir()
        if allowed is not None:
            self.allow(allowed)
        self._confirm(offset)
        await self._activity.until(lambda: self._queue or self._poll != mine, seconds)
        if self._poll != mine:
            raise self._ended()
        return list(islice(self._queue, limit))

    def _ended(self) -> Refusal:
        return Refusal(409, ENDED_BY_WEBHOOK if self._pushed else ENDED_BY_POLL)

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        before = len(self._queue)
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        while offset > 0 and self._queue and self._queue[0]["update_id"] < offset:
            self._queue.popleft()
        if len(self._queue) != before:
            self._activity.stir()

    def _wanted(self, kind: str) -> bool:
        if self._allowed is None:
            return kind not in _ONLY_ON_REQUEST
        return kind in self._allowed

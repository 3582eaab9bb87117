"""What the stand knows: chats with their messages, files, button presses, the bot's profile."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.rehearsal.activity import Activity
from bot.rehearsal.clock import Clock
from bot.rehearsal.files import Files
from bot.rehearsal.refusals import bad_request, forbidden
from bot.rehearsal.updates import Updates
from bot.rehearsal.webhooks import Webhooks

Json = dict[str, Any]


@dataclass
class Conversation:
    """One chat. `messages` holds Telegram's own message objects; deleted ones are gone from it."""

    chat: Json
    open: bool = False
    blocked: bool = False
    deactivated: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    touched: dict[int, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    action_at: int = 0

    @property
    def id(self) -> int:
        """The chat's id, which for a private chat is the person's."""
        return int(self.chat["id"])


@dataclass
class Press:
    """A press on an inline button, and whether the bot has answered it."""

    id: str
    user_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass
class Profile:
    """What the bot has set about itself: texts by (field, language), commands by (scope, language)."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


class World:
    """Everything that is the case in one rehearsal."""

    def __init__(self, bot: Json, clock: Clock) -> None:
        self.bot = bot
        self.clock = clock
        self.activity = Activity()
        self.updates = Updates(self.activity)
        self.webhooks = Webhooks(self.updates, clock)
        self.files = Files()
        self.profile = Profile()
        self.chats: dict[int, Conversation] = {}
        self.presses: dict[str, Press] = {}
        self._last_message = 100

    def seconds(self) -> int:
        """The rehearsal's time in Unix seconds, as messages carry it."""
        return int(self.clock.now().timestamp())

    def chat(self, chat: Json) -> Conversation:
        """The conversation of this chat, made when it is new."""
        return self.chats.setdefault(int(chat["id"]), Conversation(chat))

    def reachable(self, chat_id: int | None) -> Conversation:
        """The conversation the bot may write to. Raises Telegram's refusals for all others."""
        conversation = None if chat_id is None else self.chats.get(chat_id)
        if conversation is None or not conversation.open:
            raise bad_request("chat not found")
        if conversation.deactivated:
            raise forbidden("user is deactivated")
        if conversation.blocked:
            raise forbidden("bot was blocked by the user")
        return conversation

    def add_message(self, conversation: Conversation, sender: Json | None, content: Json) -> Json:
        """Put a new message into a conversation; returns Telegram's object for it."""
        self._last_message += 1
        message: Json = {"message_id": self._last_message, "chat": conversation.chat, "date": self.seconds()}
        if sender is not None:
            message["from"] = sender
        message.update(content)
        conversation.messages[message["message_id"]] = message
        self.touch(conversation, message["message_id"])
        return message

    def touch(self, conversation: Conversation, message_id: int) -> None:
        """Note that a message came, changed or went, and wake those who watch."""
        conversation.touched[message_id] = self.activity.stir()

"""A person's phone: what they do becomes updates, what the bot sends becomes visible."""

import re
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.cast import Person
from bot.rehearsal.sent import Sending
from bot.rehearsal.stand import Stand
from bot.rehearsal.texts import LONGEST_TEXT, cleaned, commands_in, cut_to, split
from bot.rehearsal.view import Button, Shown, all_shown, as_chat, plain, shown
from bot.rehearsal.world import Press

Json = dict[str, Any]

TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotVisible(AssertionError):
    """What somebody waited for, or wanted to press, is not on their phone. The text says what is."""


class Phone(Sending):
    """The private chat of one fictional person with the bot.

    Actions are plain calls: they put updates in the stand's queue and return the message id.
    `wait_for` and its sisters wait for what the bot does. `started` lets the bot write first, as
    it may to somebody who has used it before.
    """

    def __init__(self, stand: Stand, user: Json | Person, *, started: bool = False) -> None:
        self.stand = stand
        self.user = user.user() if isinstance(user, Person) else dict(user)
        self.user.setdefault("is_bot", False)
        self.role = user.role if isinstance(user, Person) else ""
        chat = {"id": self.user["id"], "type": "private", "first_name": self.user["first_name"]}
        self.conversation = stand.world.chat(chat)
        self.conversation.open |= started

    @property
    def id(self) -> int:
        """The person's Telegram id, and that of the chat."""
        return int(self.user["id"])

    @property
    def name(self) -> str:
        """The name scripts and invitations go by: the first word of the person's."""
        return str(self.user["first_name"]).split()[0]

    @property
    def language(self) -> str:
        """The language Telegram says this person uses, as an IETF tag."""
        return str(self.user.get("language_code", ""))

    def write(self, text: str) -> int:
        """Type a text and send it; longer ones go as several messages. Returns the last one's id.

        Raises ValueError for a text with nothing in it, which no client sends.
        """
        parts = split(cleaned(text))
        if not parts:
            raise ValueError("There is nothing to send in this text.")
        return [self._send_text(part) for part in parts][-1]

    def write_raw(self, text: str) -> int:
        """Send a text as it is, which no client of Telegram's would: for hostile tests."""
        return self._send_text(text)

    def reply(self, to: int, text: str) -> int:
        """Answer one message in particular."""
        return self._send_text(text, {"reply_to_message": self.conversation.messages[to]})

    def edit(self, message_id: int, text: str) -> None:
        """Change one's own message: its text, or its caption if it carries a file."""
        message = dict(self.conversation.messages[message_id])
        is_text = "text" in message
        text = cut_to(cleaned(text).strip(), LONGEST_TEXT)
        message["text" if is_text else "caption"] = text
        entities = "entities" if is_text else "caption_entities"
        message.pop(entities, None)
        message |= {entities: found} if (found := commands_in(text)) else {}
        message["edit_date"] = self.stand.world.seconds()
        self.conversation.messages[message_id] = message
        self.stand.world.touch(self.conversation, message_id)
        self.stand.world.updates.add("edited_message", message)

    def start(self, token: str = "") -> int:
        """Press Start, with the token of a link if there is one."""
        if self.conversation.blocked:
            self.unblock()
        return self.write(f"/start {token}".rstrip())

    def open_link(self, link: str) -> int:
        """Follow a t.me link to the bot. Raises ValueError for any other, and for a token Telegram drops."""
        parts = urlsplit(link)
        if parts.netloc != "t.me" or parts.path.strip("/") != self.stand.username:
            raise ValueError(f"This is no link to the bot: {link}")
        token = parse_qs(parts.query).get("start", [""])[0]
        if token and not TOKEN_SHAPE.fullmatch(token):
            raise ValueError(f"Telegram passes on tokens of 1 to 64 of A-Z a-z 0-9 _ - only: {token}")
        return self.start(token)

    def press(self, button: str) -> str:
        """Press the newest visible button with this label or data. Returns the press's id.

        Raises NotVisible.
        """
        message, found = self.find_button(lambda b: plain(button) in (plain(b.label), b.data))
        return self._press(message, found)

    def press_where(self, fits: Callable[[Button], bool]) -> str:
        """Press the newest visible button that `fits`. Raises NotVisible."""
        message, button = self.find_button(fits)
        return self._press(message, button)

    def press_data(self, message_id: int, data: str) -> str:
        """Send a press with any data on any message, there or not, as a hostile client can."""
        world = self.stand.world
        press = Press(str(secrets.randbits(62)), self.id, data, self.stand.clock.now())
        world.presses[press.id] = press
        # Telegram says date 0 of a message it can no longer show.
        gone = {"message_id": message_id, "chat": self.conversation.chat, "date": 0}
        message = self.conversation.messages.get(message_id, gone)
        query = {"id": press.id, "from": self.user, "message": message, "data": data}
        world.updates.add("callback_query", {**query, "chat_instance": str(self.id * 31)})
        world.activity.stir()
        return press.id

    def block(self) -> None:
        """Block the bot: from now on it is refused with 403."""
        self.conversation.blocked = True
        self._membership("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self.conversation.blocked = False
        self._membership("kicked", "member")

    def deactivate(self) -> None:
        """Delete the account; the bot is not told, and is refused with 403."""
        self.conversation.deactivated = True

    @property
    def messages(self) -> list[Shown]:
        """What is visible in the chat, oldest first."""
        return all_shown(self.stand.world, self.conversation)

    @property
    def last(self) -> Shown:
        """The newest visible message. Raises NotVisible when there is none."""
        if not self.conversation.messages:
            raise NotVisible("Nothing is visible on this phone yet.")
        return self.messages[-1]

    def message(self, message_id: int) -> Shown:
        """One visible message. Raises KeyError when it is gone."""
        return shown(self.stand.world, self.conversation.messages[message_id])

    @property
    def notices(self) -> list[str]:
        """The short notes that came as answers to presses, oldest first."""
        return list(self.conversation.notices)

    def news(self, since: int) -> list[Shown]:
        """What is visible and came or changed after this revision of the stand's activity."""
        return all_shown(self.stand.world, self.conversation, since)

    def button_list(self) -> list[Button]:
        """The buttons of the newest message that has any, in reading order."""
        return next((list(message.buttons) for message in reversed(self.messages) if message.rows), [])

    def buttons(self) -> list[str]:
        """The labels of the newest message that has buttons, without invisible marks."""
        return [plain(button.label) for button in self.button_list()]

    def find_button(self, fits: Callable[[Button], bool]) -> tuple[Shown, Button]:
        """The newest visible button that `fits` and its message. Raises NotVisible."""
        for message in reversed(self.messages):
            for button in message.buttons:
                if fits(button):
                    return message, button
        raise NotVisible(f"There is no such button. On the phone:\n{as_chat(self.messages[-6:])}")

    def has_button(self, wanted: str | Callable[[Button], bool]) -> bool:
        """Whether a button with this label, or one that fits, is visible."""
        fits = wanted if callable(wanted) else _labelled(wanted)
        return any(fits(button) for message in self.messages for button in message.buttons)

    async def wait_for(self, what: str | Callable[["Phone"], object], seconds: float = 10) -> Shown:
        """Wait until the bot's text `what` is visible, or `what(phone)` is true; returns a message.

        For a text that is the newest with it, else the newest of all. Raises NotVisible after
        `seconds` of real time.
        """

        def found() -> Shown | None:
            if callable(what):
                return (self.messages or [_NOTHING])[-1] if what(self) else None
            return next(
                (m for m in reversed(self.messages) if m.from_bot and plain(what) in plain(m.text)), None
            )

        if not await self.stand.world.activity.until(found, seconds):
            wanted = "What was waited for" if callable(what) else f"“{what}”"
            raise NotVisible(f"{wanted} is not visible. On the phone:\n{as_chat(self.messages[-6:])}")
        return found() or _NOTHING

    async def wait_for_button(self, label: str, seconds: float = 10) -> Shown:
        """Wait until a button with this label is visible. Raises NotVisible."""
        await self.wait_for(lambda phone: phone.has_button(label), seconds)
        return self.find_button(_labelled(label))[0]

    async def tap(self, label: str, seconds: float = 10) -> str:
        """Wait for a button and press it. Raises NotVisible."""
        await self.wait_for_button(label, seconds)
        return self.press(label)

    def _press(self, message: Shown, button: Button) -> str:
        if button.data is None:
            raise NotVisible(f"“{button.label}” is a link to {button.url}, which the bot is not told of.")
        return self.press_data(message.id, button.data)


def _labelled(label: str) -> Callable[[Button], bool]:
    return lambda button: plain(button.label) == plain(label)


_NOTHING = Shown(0, False, "text", "", (), (), None, None, 0, False)

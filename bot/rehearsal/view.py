"""What a person sees on a phone, made from Telegram's message objects."""

import re
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.files import Kept
from bot.rehearsal.world import Conversation, World

Json = dict[str, Any]

KINDS = (
    *("text", "photo", "voice", "document", "video", "video_note", "audio"),
    *("sticker", "animation", "contact", "location", "poll"),
)

_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


@dataclass(frozen=True)
class Button:
    """One visible button. `data` is None for a link, `url` for all others; both for a reply key."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Shown:
    """One visible message.

    `text` is the text or the caption; `rows` the inline keyboard as laid out; `size` the width and
    height of a photo; `date` in Unix seconds.
    """

    id: int
    from_bot: bool
    kind: str
    text: str
    entities: tuple[Json, ...]
    rows: tuple[tuple[Button, ...], ...]
    file: Kept | None
    size: tuple[int, int] | None
    date: int
    edited: bool

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons of this message in reading order."""
        return tuple(button for row in self.rows for button in row)


def plain(text: str) -> str:
    """Text without the invisible marks that set its direction: what a reader would compare."""
    return _MARKS.sub("", text)


def shown(world: World, message: Json) -> Shown:
    """The view of one message object."""
    kind = next((kind for kind in KINDS if kind in message), "text")
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return Shown(
        id=message["message_id"],
        from_bot=bool(message.get("from", {}).get("is_bot")),
        kind=kind,
        text=_text(message),
        entities=tuple(message.get("entities") or message.get("caption_entities") or ()),
        rows=tuple(
            tuple(Button(b["text"], b.get("callback_data"), b.get("url")) for b in row) for row in rows
        ),
        file=_file(world, message, kind),
        size=(message["photo"][-1]["width"], message["photo"][-1]["height"]) if kind == "photo" else None,
        date=message["date"],
        edited="edit_date" in message,
    )


def all_shown(world: World, conversation: Conversation, since: int = 0) -> list[Shown]:
    """Everything visible in a conversation that came or changed after revision `since`, oldest first."""
    touched = conversation.touched
    return [shown(world, m) for id_, m in conversation.messages.items() if touched[id_] > since]


def as_chat(messages: list[Shown]) -> str:
    """Messages as lines to read in a failure: who, text, buttons in brackets."""
    lines = []
    for message in messages:
        who = "bot" if message.from_bot else "me"
        what = message.text or f"({message.kind})"
        buttons = "".join(f" [{button.label}]" for button in message.buttons)
        lines.append(f"{who}: {what}{buttons}")
    return "\n".join(lines) or "(nothing)"


def _text(message: Json) -> str:
    text = str(message.get("text") or message.get("caption") or "")
    # Telegram's apps show no token of a link that was followed: the chat says /start only.
    return "/start" if text.startswith("/start ") and not message["from"]["is_bot"] else text


def _file(world: World, message: Json, kind: str) -> Kept | None:
    content = message.get(kind)
    if isinstance(content, list):
        content = content[-1]
    return (
        world.files.by_id(content["file_id"]) if isinstance(content, dict) and "file_id" in content else None
    )

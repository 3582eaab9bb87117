"""Reads Telegram's messages in the product's words."""

from __future__ import annotations

from typing import Any

import msgspec
from telegram import Message, Update

from bot.codesign.story import Kind
from bot.services.arrivals import Arrival, Heard
from bot.services.media import PAPER, SentFile

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
"""The kinds of update that are asked for. Everything else never leaves Telegram."""


class Untaken(msgspec.Struct, frozen=True):
    """Something that is not taken in. ``what`` names it, as the refusals do."""

    what: str


def sender_of(update: dict[str, Any]) -> str:
    """Whose turn a raw update belongs to: the chat, or the person when there is no chat; "" if neither.

    Hostile shapes give "" rather than an error: one odd update must not stop the rest.
    """
    for body in update.values():
        if not isinstance(body, dict):
            continue
        message = body.get("message")
        chat = body.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
        owner = chat or body.get("from")
        if isinstance(owner, dict) and isinstance(owner.get("id"), int):
            return str(owner["id"])
    return ""


def arrival_of(update: Update) -> Arrival:
    """Who sent this update. Only for updates with a chat or a person."""
    sender = update.effective_chat or update.effective_user
    assert sender is not None
    language = update.effective_user.language_code if update.effective_user else None
    return Arrival(update.update_id, str(sender.id), language)


_NOTES = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
    "connected_website",
)


def is_note(message: Message) -> bool:
    """Whether the app only notes in the chat what somebody did with it: nobody said anything."""
    return any(getattr(message, each) for each in _NOTES)


def heard_in(message: Message) -> Heard | Untaken:
    """What was told in a message, or why it is not taken in."""
    if message.forward_origin is not None:
        return Untaken("forwarded")
    found = _file_in(message)
    if isinstance(found, Untaken):
        return found
    kind, file = found
    words = clean(message.text or message.caption or "")
    if kind == "text" and not words.strip():
        return Untaken("other")
    return Heard(str(message.message_id), message.message_id, kind, words, file, message.media_group_id)


def clean(words: str) -> str:
    """``words`` without halves of characters and without NUL, which cannot be stored or sent."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def _file_in(message: Message) -> tuple[Kind, SentFile | None] | Untaken:
    if message.text is not None:
        return "text", None
    if message.voice:
        return "voice", _file(message.voice, message.voice.mime_type or "audio/ogg")
    if message.photo:
        return "photo", _file(message.photo[-1], "image/jpeg")
    if message.video_note:
        return "video_note", _file(message.video_note, "video/mp4")
    if message.video:
        return "video", _file(message.video, message.video.mime_type or "video/mp4")
    document = message.document
    if document and not message.animation and _is_taken(document.mime_type or ""):
        return "document", _file(document, document.mime_type or "", clean(document.file_name or ""))
    return Untaken(_name_of(message))


def _is_taken(mime: str) -> bool:
    """Pictures that are sent as files, and the documents that go along with updates."""
    return mime.startswith("image/") or mime == PAPER


def _file(attachment: Any, mime: str, name: str = "") -> SentFile:
    return SentFile(attachment.file_id, mime, attachment.file_size or 0, name, attachment.file_unique_id)


def _name_of(message: Message) -> str:
    for what in ("contact", "location", "sticker", "poll", "audio", "document"):
        if getattr(message, what):
            return what
    return "other"

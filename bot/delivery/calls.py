"""Makes one call of Telegram."""

from __future__ import annotations

from typing import Any

from telegram import InputFile

from bot.delivery.client import QuietBot
from bot.delivery.render import Call, Change, File, Keyboard, Press, Say, Strip

LARGEST_PHOTO = 10_000_000
"""Bytes; Telegram refuses larger photos, which are sent as documents."""

_NO_PREVIEW = {"is_disabled": True}


async def perform(
    bot: QuietBot, chat: str, call: Call, content: bytes | None = None, *, plain: bool = False
) -> int | None:
    """Make ``call`` in the private chat with this id; returns the id of a new message.

    ``content`` are the bytes of a File. ``plain``: in the plainest form, without bold and any file as a
    document. Raises ``telegram.error.TelegramError``.
    """
    match call:
        case Say(text, bold, keyboard):
            sent = await bot.call(
                "sendMessage", {"chat_id": int(chat), **_shown(text, bold, keyboard, plain)}
            )
            return int(sent["message_id"])
        case Change(message_id, text, bold, keyboard):
            shown = _shown(text, bold, keyboard, plain)
            await bot.call("editMessageText", {"chat_id": int(chat), "message_id": message_id, **shown})
        case Strip(message_id):
            await bot.call("editMessageReplyMarkup", {"chat_id": int(chat), "message_id": message_id})
        case Press(press, text):
            await bot.call("answerCallbackQuery", {"callback_query_id": press, "text": text})
        case File():
            return await _send_file(bot, int(chat), call, content or b"", "document" if plain else call.kind)
    return None


async def _send_file(bot: QuietBot, chat: int, call: File, content: bytes, kind: str) -> int:
    file = InputFile(content, filename=call.name)
    match kind:
        case "voice":
            message = await bot.send_voice(chat, file, caption=call.caption)
        case "photo" if len(content) <= LARGEST_PHOTO:
            message = await bot.send_photo(chat, file, caption=call.caption)
        case "video":
            message = await bot.send_video(chat, file, caption=call.caption, supports_streaming=True)
        case "video_note":
            message = await bot.send_video_note(chat, file)
        case _:
            message = await bot.send_document(chat, file, caption=call.caption)
    return message.message_id


def _shown(text: str, bold: int, keyboard: Keyboard, plain: bool) -> dict[str, Any]:
    bold = 0 if plain else bold
    return {
        "text": text,
        "entities": [{"type": "bold", "offset": 0, "length": bold}] if bold else None,
        "reply_markup": _markup(keyboard),
        "link_preview_options": _NO_PREVIEW,
    }


def _markup(keyboard: Keyboard) -> dict[str, Any] | None:
    if not keyboard:
        return None
    return {
        "inline_keyboard": [
            [{"text": words, "callback_data": data} for words, data in row] for row in keyboard
        ]
    }

"""Makes one call of Telegram."""

from __future__ import annotations

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    MessageEntity,
)

from bot.delivery.render import Call, Change, File, Keyboard, Press, Say, Strip

LARGEST_PHOTO = 10_000_000
"""Bytes; Telegram refuses larger photos, which are sent as documents."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def perform(
    bot: Bot, chat: str, call: Call, content: bytes | None = None, *, plain: bool = False
) -> int | None:
    """Make ``call`` in the private chat with this id; returns the id of a new message.

    ``content`` are the bytes of a File. ``plain``: in the plainest form, without bold and any file as a
    document. Raises ``telegram.error.TelegramError``.
    """
    match call:
        case Say(text, bold, keyboard):
            message = await bot.send_message(
                int(chat),
                text,
                entities=_entities(0 if plain else bold),
                reply_markup=_markup(keyboard),
                link_preview_options=_NO_PREVIEW,
            )
            return message.message_id
        case Change(message_id, text, bold, keyboard):
            await bot.edit_message_text(
                text,
                int(chat),
                message_id,
                entities=_entities(0 if plain else bold),
                reply_markup=_markup(keyboard),
                link_preview_options=_NO_PREVIEW,
            )
        case Strip(message_id):
            await bot.edit_message_reply_markup(int(chat), message_id)
        case Press(press, text):
            await bot.answer_callback_query(press, text)
        case File():
            return await _send_file(bot, int(chat), call, content or b"", "document" if plain else call.kind)
    return None


async def _send_file(bot: Bot, chat: int, call: File, content: bytes, kind: str) -> int:
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


def _entities(bold: int) -> list[MessageEntity] | None:
    return [MessageEntity(MessageEntity.BOLD, 0, bold)] if bold else None


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(words, callback_data=data) for words, data in row] for row in keyboard]
    )

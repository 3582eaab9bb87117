"""The methods that put something before a person, change it or take it away."""

import json
from datetime import timedelta
from typing import Any

from bot.rehearsal import files
from bot.rehearsal.html_text import parse_html
from bot.rehearsal.keyboards import any_markup, inline_keyboard
from bot.rehearsal.refusals import bad_request, stricter
from bot.rehearsal.requests import Params
from bot.rehearsal.texts import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    clean,
    commands_in,
    is_blank,
    require_utf8,
    units,
)
from bot.rehearsal.world import Conversation, World

Json = dict[str, Any]

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
# Source: deleteMessage, Bot API 10.1.
DELETABLE_FOR = timedelta(hours=48)
# Telegram does not publish how long a press may wait for its answer; bots see it fail after some seconds.
PRESS_WAITS = timedelta(seconds=30)


async def send_message(world: World, params: Params) -> Json:
    """sendMessage."""
    return deliver(world, params, text_content(params))


async def send_document(world: World, params: Params) -> Json:
    """sendDocument."""
    kept = file_of(world, params, "document", "documents")
    content = {"document": {**kept.described(), "file_name": kept.name, "mime_type": kept.mime}}
    return deliver(world, params, content | caption_content(params))


async def send_voice(world: World, params: Params) -> Json:
    """sendVoice."""
    kept = file_of(world, params, "voice", "voice")
    content = {"voice": {**kept.described(), "duration": params["duration"] or 0, "mime_type": kept.mime}}
    return deliver(world, params, content | caption_content(params))


async def send_video(world: World, params: Params) -> Json:
    """sendVideo."""
    kept = file_of(world, params, "video", "videos")
    sides = {name: params[name] or 0 for name in ("duration", "width", "height")}
    content = {"video": {**kept.described(), **sides, "mime_type": kept.mime}}
    return deliver(world, params, content | caption_content(params))


async def send_video_note(world: World, params: Params) -> Json:
    """sendVideoNote."""
    kept = file_of(world, params, "video_note", "video_notes")
    sides = {name: params[name] or 0 for name in ("duration", "length")}
    return deliver(world, params, {"video_note": {**kept.described(), **sides}})


async def send_photo(world: World, params: Params) -> Json:
    """sendPhoto."""
    kept = file_of(world, params, "photo", "photos")
    if kept.size > files.LARGEST_PHOTO:
        raise bad_request("file is too big")
    try:
        sizes = world.files.keep_sent_photo(kept.content)
    except OSError as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    if sizes is None:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return deliver(world, params, {"photo": sizes} | caption_content(params))


async def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction."""
    conversation = world.reachable(params.chat_id)
    if params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    conversation.action_at = world.seconds()
    world.activity.stir()
    return True


async def edit_message_text(world: World, params: Params) -> Json:
    """editMessageText."""
    conversation, message = editable(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return change(world, conversation, message, text_content(params) | markup_content(params))


async def edit_message_caption(world: World, params: Params) -> Json:
    """editMessageCaption."""
    conversation, message = editable(world, params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return change(world, conversation, message, caption_content(params) | markup_content(params))


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    """editMessageReplyMarkup."""
    conversation, message = editable(world, params)
    kept = {
        name: message[name] for name in ("text", "entities", "caption", "caption_entities") if name in message
    }
    return change(world, conversation, message, kept | markup_content(params))


async def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    conversation = world.reachable(params.chat_id)
    message = conversation.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if world.seconds() - message["date"] > DELETABLE_FOR.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    del conversation.messages[message["message_id"]]
    world.touch(conversation, message["message_id"])
    return True


async def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or press.answered or world.clock.now() - press.at > PRESS_WAITS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params["text"]
    if text and units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        world.chats[press.user_id].notices.append(text)
    world.activity.stir()
    return True


def deliver(world: World, params: Params, content: Json) -> Json:
    """Put the bot's new message before a person. Raises Telegram's refusals."""
    conversation = world.reachable(params.chat_id)
    markup = any_markup(params["reply_markup"])
    if markup:
        content = {**content, "reply_markup": markup}
    reply = params["reply_parameters"]
    if reply:
        original = conversation.messages.get(reply.get("message_id"))
        if original is not None:
            content = {**content, "reply_to_message": original}
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    conversation.action_at = 0
    return world.add_message(conversation, world.bot, content)


def text_content(params: Params) -> Json:
    """The text of a message with its entities. Raises Telegram's refusals for none or too long a one."""
    text, entities = formatted(params["text"] or "", params["entities"], params["parse_mode"])
    if is_blank(text):
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    entities = sorted([*entities, *commands_in(text)], key=lambda e: (e["offset"], -e["length"]))
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(params: Params) -> Json:
    """The caption of a file with its entities."""
    text, entities = formatted(params["caption"] or "", params["caption_entities"], params["parse_mode"])
    if units(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def markup_content(params: Params) -> Json:
    """The inline keyboard of an edit; without one, the message has none afterwards."""
    markup = inline_keyboard(params["reply_markup"])
    return {"reply_markup": markup} if markup else {}


def formatted(text: str, entities: list[Json] | None, mode: str | None) -> tuple[str, list[Json]]:
    """Text and entities after parsing and cleaning. A parse mode goes before given entities."""
    require_utf8(text)
    if mode:
        if mode.lower() in ("markdown", "markdownv2"):
            raise stricter(f"parse_mode {mode} is not played here")
        if mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        text, entities = parse_html(text)
    return clean(text, entities or [])


def file_of(world: World, params: Params, name: str, folder: str) -> files.Kept:
    """The file a request brings or names by id. Raises Telegram's refusals."""
    given = params[name] or ""
    upload = params.uploads.get(given.removeprefix("attach://") if given else name)
    if upload is None:
        kept = world.files.by_id(given)
        if kept is None:
            raise bad_request("wrong remote file identifier specified: Wrong padding in the string")
        return kept
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > files.LARGEST_UPLOAD:
        raise bad_request("file is too big")
    return world.files.keep(upload.content, folder, upload.name, upload.mime)


def editable(world: World, params: Params) -> tuple[Conversation, Json]:
    """The bot's own message that an edit names. Raises Telegram's refusals."""
    if params["message_id"] is None:
        raise bad_request("message identifier is not specified")
    conversation = world.reachable(params.chat_id)
    message = conversation.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from") != world.bot:
        raise bad_request("message can't be edited")
    return conversation, message


def change(world: World, conversation: Conversation, message: Json, content: Json) -> Json:
    """Give a message this content in place of what it had. Raises a refusal when nothing changes."""
    fields = ("text", "entities", "caption", "caption_entities", "reply_markup")
    now = {name: message[name] for name in fields if name in message}
    if json.dumps(now, sort_keys=True) == json.dumps(content, sort_keys=True):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    changed = {name: value for name, value in message.items() if name not in fields}
    changed |= content | {"edit_date": world.seconds()}
    conversation.messages[message["message_id"]] = changed
    world.touch(conversation, message["message_id"])
    return changed

"""The Bot API methods the stand serves, with every parameter Telegram documents for them.

Source: Telegram Bot API 10.1, 11 June 2026, core.telegram.org/bots/api. A kind that ends in "!"
is required. What Telegram knows and the stand does not play is in `UNPLAYED` and refused as such,
so that nobody relies on something that was never rehearsed.
"""

_MARKUP = {"reply_markup": "object"}

_ADDRESS = {
    "business_connection_id": "text",
    "chat_id": "chat!",
    "message_thread_id": "number",
    "direct_messages_topic_id": "number",
}

_MANNER = {
    "disable_notification": "flag",
    "protect_content": "flag",
    "allow_paid_broadcast": "flag",
    "message_effect_id": "text",
    "suggested_post_parameters": "object",
    "reply_parameters": "object",
    **_MARKUP,
}

_CAPTION = {"caption": "text", "parse_mode": "text", "caption_entities": "list"}

_EDITED = {
    "business_connection_id": "text",
    "chat_id": "chat",
    "message_id": "number",
    "inline_message_id": "text",
    **_MARKUP,
}

_LANGUAGE = {"language_code": "text"}

_SCOPE = {"scope": "object", **_LANGUAGE}

METHODS: dict[str, dict[str, str]] = {
    "getMe": {},
    "getUpdates": {"offset": "number", "limit": "number", "timeout": "number", "allowed_updates": "list"},
    "setWebhook": {
        "url": "text!",
        "certificate": "file",
        "ip_address": "text",
        "max_connections": "number",
        "allowed_updates": "list",
        "drop_pending_updates": "flag",
        "secret_token": "text",
    },
    "deleteWebhook": {"drop_pending_updates": "flag"},
    "getWebhookInfo": {},
    "sendMessage": {
        **_ADDRESS,
        "text": "text!",
        "parse_mode": "text",
        "entities": "list",
        "link_preview_options": "object",
        **_MANNER,
    },
    "sendDocument": {
        **_ADDRESS,
        "document": "file!",
        "thumbnail": "file",
        **_CAPTION,
        "disable_content_type_detection": "flag",
        **_MANNER,
    },
    "sendPhoto": {
        **_ADDRESS,
        "photo": "file!",
        **_CAPTION,
        "show_caption_above_media": "flag",
        "has_spoiler": "flag",
        **_MANNER,
    },
    "sendVoice": {**_ADDRESS, "voice": "file!", **_CAPTION, "duration": "number", **_MANNER},
    "sendVideo": {
        **_ADDRESS,
        "video": "file!",
        "duration": "number",
        "width": "number",
        "height": "number",
        "thumbnail": "file",
        "cover": "file",
        "start_timestamp": "number",
        **_CAPTION,
        "show_caption_above_media": "flag",
        "has_spoiler": "flag",
        "supports_streaming": "flag",
        **_MANNER,
    },
    "sendVideoNote": {
        **_ADDRESS,
        "video_note": "file!",
        "duration": "number",
        "length": "number",
        "thumbnail": "file",
        **_MANNER,
    },
    "sendChatAction": {
        "business_connection_id": "text",
        "chat_id": "chat!",
        "message_thread_id": "number",
        "action": "text!",
    },
    "editMessageText": {
        **_EDITED,
        "text": "text",
        "parse_mode": "text",
        "entities": "list",
        "link_preview_options": "object",
        "rich_message": "object",
    },
    "editMessageCaption": {**_EDITED, **_CAPTION, "show_caption_above_media": "flag"},
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": {"chat_id": "chat!", "message_id": "number!"},
    "answerCallbackQuery": {
        "callback_query_id": "text!",
        "text": "text",
        "show_alert": "flag",
        "url": "text",
        "cache_time": "number",
    },
    "getFile": {"file_id": "text!"},
    "setMyCommands": {"commands": "list!", **_SCOPE},
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": {"name": "text", **_LANGUAGE},
    "getMyName": _LANGUAGE,
    "setMyDescription": {"description": "text", **_LANGUAGE},
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {"short_description": "text", **_LANGUAGE},
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": {"chat_id": "number", "menu_button": "object"},
    "getChatMenuButton": {"chat_id": "number"},
}

UNPLAYED = frozenset(
    {
        "business_connection_id",
        "certificate",
        "direct_messages_topic_id",
        "inline_message_id",
        "ip_address",
        "message_effect_id",
        "message_thread_id",
        "rich_message",
        "suggested_post_parameters",
        "thumbnail",
        "cover",
        "start_timestamp",
    }
)

LIMITED = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "sendVoice",
        "sendVideo",
        "sendVideoNote",
        "editMessageText",
        "editMessageCaption",
        "editMessageReplyMarkup",
    }
)
"""Methods the limiter counts: those that put something before a person."""

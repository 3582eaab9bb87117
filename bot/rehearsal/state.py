"""What the page shows, as JSON: all of it, or what has come, changed or gone since a revision."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.rehearsal.clock import Clock
from bot.rehearsal.files import Kept
from bot.rehearsal.phones import Phone
from bot.rehearsal.profile import commands_for
from bot.rehearsal.view import Shown

Json = dict[str, Any]

EVERYTHING = -1
"""The revision before all others: since then is everything."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "audio/ogg", "application/pdf"})
# Telegram's apps show an action of a bot for five seconds. Source: sendChatAction, Bot API 10.1.
ACTION_SHOWS_FOR = 5


def state(phones: Sequence[Phone], clock: Clock, since: int) -> Json:
    """The page's state. After EVERYTHING, the page forgets what is not in it."""
    return {
        "all": since == EVERYTHING,
        "now": clock.now().isoformat(),
        "phones": [_phone(phone, clock, since) for phone in phones],
    }


def _phone(phone: Phone, clock: Clock, since: int) -> Json:
    conversation = phone.conversation
    language = phone.language.partition("-")[0]
    recent = clock.now().timestamp() - conversation.action_at < ACTION_SHOWS_FOR
    return {
        "id": phone.id,
        "name": phone.user["first_name"],
        "role": phone.role,
        "language": phone.language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "started": conversation.open,
        "blocked": conversation.blocked,
        "commands": commands_for(phone.stand.world, phone.id, language),
        "busy": recent and conversation.action_at > 0,
        "notices": conversation.notices,
        "messages": [_message(message) for message in phone.news(since)],
        "gone": [
            id_
            for id_, revision in conversation.touched.items()
            if revision > since and id_ not in conversation.messages
        ],
    }


def _message(message: Shown) -> Json:
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "rows": [[{"label": b.label, "data": b.data, "url": b.url} for b in row] for row in message.rows],
        "file": _file(message.file) if message.file else None,
        "size": message.size,
        "time": datetime.fromtimestamp(message.date, UTC).isoformat(),
        "edited": message.edited,
    }


def _file(kept: Kept) -> Json:
    return {
        "address": f"/files/{kept.file_id}",
        "name": kept.name,
        "bytes": kept.size,
        "inline": kept.mime in SHOWN_INLINE,
    }

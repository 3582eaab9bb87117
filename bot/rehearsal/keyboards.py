"""Reply markup, checked as Telegram checks it."""

from typing import Any

from bot.rehearsal.refusals import bad_request, stricter
from bot.rehearsal.texts import require_utf8

Json = dict[str, Any]

MOST_BUTTONS = 100
LONGEST_DATA = 64

_PLAYED = frozenset({"text", "callback_data", "url", "style"})


def inline_keyboard(markup: Json | None) -> Json | None:
    """The inline keyboard of an edit, or None for none. Raises Telegram's refusals."""
    if not markup:
        return None
    if set(markup) != {"inline_keyboard"}:
        raise bad_request("object expected as reply markup")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("inline keyboard expected to be Array of Array of InlineKeyboardButton")
    rows = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def any_markup(markup: Json | None) -> Json | None:
    """The reply markup of a new message: an inline keyboard, or one of the kinds below the input."""
    if not markup or "inline_keyboard" in markup:
        return inline_keyboard(markup)
    if markup.get("keyboard"):
        return markup
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    raise bad_request("object expected as reply markup")


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    require_utf8(text)
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    if unknown := set(button) - _PLAYED:
        raise stricter(f"can't parse inline keyboard button: {', '.join(sorted(unknown))} is not played")
    if len({"callback_data", "url"} & set(button)) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    _check_target(button)
    return button


def _check_target(button: Json) -> None:
    if "url" in button:
        if not str(button["url"]).startswith(("http://", "https://", "tg://")):
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        return
    data = button["callback_data"]
    if not isinstance(data, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    require_utf8(data)
    if not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")

"""Telegram's `parse_mode` HTML, as far as a bot of plain words needs it.

Source: "HTML style", core.telegram.org/bots/api#formatting-options.
"""

import html
import re
from typing import Any

from bot.rehearsal.refusals import bad_request
from bot.rehearsal.texts import units

Json = dict[str, Any]

_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^<>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
}


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of an HTML text. Raises Telegram's refusals for what cannot be parsed."""
    text, entities, position = "", [], 0
    opened: list[tuple[str, int, str]] = []
    while (start := source.find("<", position)) >= 0:
        text += html.unescape(source[position:start])
        byte = len(source[:start].encode())
        tag = _TAG.match(source, start)
        if tag is None:
            raise _unparsable(f"Unclosed start tag at byte offset {byte}")
        closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3)
        if not closing:
            opened.append(_opened(name, rest, units(text), byte))
        else:
            entities.extend(_closed(opened, name, units(text), byte))
        position = tag.end()
    text += html.unescape(source[position:])
    if opened:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text, sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _opened(name: str, rest: str, at: int, byte: int) -> tuple[str, int, str]:
    if name not in _STYLES:
        raise _unparsable(f'Unsupported start tag "{name}" at byte offset {byte}')
    href = _HREF.search(rest)
    return name, at, html.unescape(href.group(1) or href.group(2) or "") if href else ""


def _closed(opened: list[tuple[str, int, str]], name: str, at: int, byte: int) -> list[Json]:
    if not opened:
        raise _unparsable(f"Unexpected end tag at byte offset {byte}")
    expected, start, href = opened.pop()
    if name != expected:
        raise _unparsable(
            f'Unmatched end tag at byte offset {byte}, expected "</{expected}>", found "</{name}>"'
        )
    entity: Json = {"type": _STYLES[name], "offset": start, "length": at - start}
    if href:
        entity["url"] = href
    # Telegram leaves out what covers nothing, and a link without an address.
    return [entity] if at > start and (name != "a" or href) else []


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")

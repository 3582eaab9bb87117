"""What Telegram does to a text before anyone sees it: cleaning, measuring, entities.

Offsets and lengths of entities are UTF-16 code units, as everywhere in the Bot API.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Any

from bot.rehearsal.refusals import bad_request, stricter

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_SPACED = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")

ENTITY_TYPES = frozenset(
    {
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"),
        *("blockquote", "expandable_blockquote", "text_link", "text_mention", "custom_emoji"),
    }
)


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def cut(text: str, start: int, length: int) -> str:
    """The part of `text` that an entity of this offset and length covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def require_utf8(text: str) -> None:
    """Raises Telegram's refusal for text with a lone surrogate in it."""
    if _SURROGATE.search(text):
        raise bad_request("strings must be encoded in UTF-8")


def cleaned(text: str) -> str:
    """Text as Telegram keeps it.

    Control characters become spaces; carriage returns, direction overrides and a few stacking
    marks go.
    """
    return _SPACED.sub(" ", _DROPPED.sub("", text))


def clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Clean and trim a text that came with entities; moves, shortens and drops these to fit."""
    require_utf8(text)
    check_entities(text, entities)
    kept = cleaned(text)
    lead = len(kept) - len(kept.lstrip(" \n"))
    result = kept.strip(" \n")
    if result == text:
        return text, entities
    where: list[int] = [0]  # old UTF-16 position -> new UTF-16 position
    for character in text:
        step = 0 if _DROPPED.match(character) else units(character)
        where.extend([where[-1] + step] * units(character))
    end = units(result)

    def moved(position: int) -> int:
        return min(max(where[position] - lead, 0), end)

    placed = []
    for entity in entities:
        start, stop = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
        if stop > start:
            placed.append({**entity, "offset": start, "length": stop - start})
    return result, placed


def check_entities(text: str, entities: list[Json]) -> None:
    """Raises Telegram's refusal for the first entity that does not lie on the text's characters."""
    starts = _character_starts(text)
    for entity in entities:
        _check_entity(entity, starts)
    for first, second in pairwise(sorted(entities, key=lambda e: (e["offset"], -e["length"]))):
        stop = first["offset"] + first["length"]
        if first["offset"] < second["offset"] < stop < second["offset"] + second["length"]:
            raise stricter("entities overlap without lying inside one another")


def _character_starts(text: str) -> dict[int, int]:
    """UTF-16 positions where a character starts (and the end), with their byte offsets."""
    starts, byte, unit = {}, 0, 0
    for character in text:
        starts[unit] = byte
        unit += units(character)
        byte += len(character.encode())
    starts[unit] = byte
    return starts


def _check_entity(entity: Json, starts: dict[int, int]) -> None:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in ENTITY_TYPES:
        raise bad_request(f"can't parse MessageEntity: unsupported entity type {kind!r}")
    if not isinstance(offset, int) or offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if not isinstance(length, int) or length <= 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    end, stop = max(starts), offset + length
    if offset > end:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if stop > end:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} "
            f"ends after the end of the text at UTF-16 offset {stop}"
        )
    if offset not in starts:
        byte = starts[offset + 1]
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
    if stop not in starts:
        byte = starts[stop + 1]
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} "
            f"ends in a middle of a UTF-16 symbol at byte offset {byte}"
        )


def commands_in(text: str) -> list[Json]:
    """The bot_command entities Telegram finds in a text."""
    return [
        {"type": "bot_command", "offset": units(text[: m.start()]), "length": len(m.group())}
        for m in _COMMAND.finditer(text)
    ]


def split(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """Split a long text as Telegram's own clients do: at `most` UTF-16 units, at a gap where there is one."""
    parts = []
    while units(text) > most:
        head = cut_to(text, most)
        gap = max(head.rfind("\n"), head.rfind(" "))
        head = head[:gap] if gap > len(head) // 2 else head
        parts.append(head.strip())
        text = text[len(head) :].lstrip()
    return [part for part in [*parts, text.strip()] if part]


def cut_to(text: str, most: int) -> str:
    """The longest beginning of `text` of at most `most` UTF-16 units; no character is cut in two."""
    used = 0
    for index, character in enumerate(text):
        used += units(character)
        if used > most:
            return text[:index]
    return text


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of this text: nothing in it but spaces and format characters."""
    return all(unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf") for character in text)

"""Parts of a telling in words, as their teller and the team see them."""

from __future__ import annotations

from bot.codesign.story import Kind, Part
from bot.i18n.texts import Quote, Text, _

KIND_NAMES: dict[Kind, Text] = {
    "text": _("Words"),
    "voice": _("Voice message"),
    "photo": _("Photo"),
    "video_note": _("Round video"),
    "video": _("Video"),
    "document": _("Picture file"),
}


def part_line(part: Part) -> Text:
    """One part in words: its text, or what kind of file it is and its caption."""
    if part.kind == "text":
        return Quote(part.words)
    if part.words:
        return _("[{kind}] {words}", kind=KIND_NAMES[part.kind], words=Quote(part.words))
    return _("[{kind}]", kind=KIND_NAMES[part.kind])

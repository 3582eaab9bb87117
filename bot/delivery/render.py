"""Puts a message into Telegram's terms, in one person's language. No I/O.

Texts go out plain, without a parse mode, so that whatever people write stays what they wrote. What is
bold is marked by offsets in UTF-16 units.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import msgspec

from bot.delivery.splitting import LONGEST_CAPTION, LONGEST_TEXT, clean, cut, is_blank, split, utf16_length
from bot.i18n.texts import Text, _
from bot.i18n.translator import Translator
from bot.services.messages import Acknowledge, Ask, Attach, Button, Message, Note, Redraw, Settle

LONGEST_LABEL = 64
"""Most UTF-16 units of a button's words; more cannot be read on a phone."""

LONGEST_NOTICE = 200
"""Most characters that are shown briefly after a press."""

LONGEST_CHOICE = 512
"""Most UTF-16 units of the line that leaves a choice standing."""

_BLANK = "…"
"""Stands for a text in which there is nothing to see, which Telegram would refuse."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]+')

Keyboard: TypeAlias = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of (words, data)."""


class Say(msgspec.Struct, frozen=True):
    """A new message; its first ``bold`` units are bold."""

    text: str
    bold: int = 0
    keyboard: Keyboard = ()


class Change(msgspec.Struct, frozen=True):
    """An earlier message gets this text and keyboard instead of what it had."""

    message_id: int
    text: str
    bold: int = 0
    keyboard: Keyboard = ()


class Strip(msgspec.Struct, frozen=True):
    """An earlier message loses its keyboard."""

    message_id: int


class Press(msgspec.Struct, frozen=True):
    """A press of a button is answered."""

    press: str
    text: str | None


class File(msgspec.Struct, frozen=True):
    """A file is sent; its bytes are fetched when it is."""

    kind: str
    name: str
    caption: str | None


Call: TypeAlias = Say | Change | Strip | Press | File


def render(
    message: Message, language: str, translator: Translator, reference: str | None = None
) -> list[Call]:
    """The calls that put ``message`` before a person, in order; none where there is nothing to do.

    ``reference`` (see :func:`reference_of`) tells which messages a Redraw or Settle is about; without it
    the question was never shown.
    """
    return _Rendering(language, translator).calls(message, reference)


def reference_of(message_ids: list[int]) -> str | None:
    """The reference of what was sent: the ids of its messages in order."""
    return ",".join(map(str, message_ids)) or None


def _ids(reference: str | None) -> list[int]:
    return [int(each) for each in reference.split(",")] if reference else []


class _Rendering(msgspec.Struct, frozen=True):
    language: str
    translator: Translator

    def calls(self, message: Message, reference: str | None) -> list[Call]:
        match message:
            case Note(text):
                return [*self._says(self._words(text))]
            case Ask():
                return [*self._asks(message)]
            case Redraw(_, ask):
                return self._redraws(ask, _ids(reference))
            case Settle():
                return self._settles(message, _ids(reference))
            case Acknowledge(press, text):
                return [Press(press, None if text is None else cut(self._words(text), LONGEST_NOTICE))]
            case Attach():
                return self._attaches(message)

    def _words(self, text: Text) -> str:
        return clean(self.translator.render(text, self.language))

    def _says(self, words: str) -> list[Say]:
        return [Say(piece) for piece in split(words) or [_BLANK]]

    def _asks(self, ask: Ask) -> list[Say]:
        words, bold = self._words(ask.text), 0
        if ask.progress is not None:
            step, total = ask.progress
            first = self._words(_("{step} of {total}", step=step, total=total))
            words, bold = f"{first}\n{words}", utf16_length(first)
        says = self._says(words)
        says[0] = Say(says[0].text, bold)
        says[-1] = Say(says[-1].text, says[-1].bold, self._keyboard(ask))
        return says

    def _keyboard(self, ask: Ask) -> Keyboard:
        return tuple(tuple((self._label(button), button.data) for button in row) for row in ask.rows if row)

    def _label(self, button: Button) -> str:
        words = " ".join(self._words(button.label).split())
        return _BLANK if is_blank(words) else cut(words, LONGEST_LABEL)

    def _redraws(self, ask: Ask, ids: list[int]) -> list[Call]:
        if not ids:
            return []
        says = self._asks(ask)
        if len(says) != len(ids):
            # It no longer fits where it stood: shown anew, and the old one can no longer be pressed.
            return [Strip(ids[-1]), *says]
        return [Change(id, say.text, say.bold, say.keyboard) for id, say in zip(ids, says, strict=True)]

    def _settles(self, settle: Settle, ids: list[int]) -> list[Call]:
        if not ids:
            return []
        if settle.ask is None or settle.choice is None:
            return [Strip(ids[-1])]
        last = self._asks(settle.ask)[-1]
        chosen = "; ".join(line for line in self._words(settle.choice).splitlines() if line.strip())
        chosen = "\n\n" + cut(f"✓ {chosen}", LONGEST_CHOICE)
        question = cut(last.text, LONGEST_TEXT - utf16_length(chosen))
        return [Change(ids[-1], question + chosen, last.bold)]

    def _attaches(self, attach: Attach) -> list[Call]:
        caption = self._words(attach.caption).strip()
        if is_blank(caption):
            return [File(attach.kind, _file_name(attach.name), None)]
        if attach.kind == "video_note" or utf16_length(caption) > LONGEST_CAPTION:
            return [File(attach.kind, _file_name(attach.name), None), *self._says(caption)]
        return [File(attach.kind, _file_name(attach.name), caption)]


def _file_name(name: str) -> str:
    return _NOT_IN_NAMES.sub("-", clean(name)).strip(" .-")[:120] or "file"

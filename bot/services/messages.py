"""What can be queued for somebody, whatever the channel.

The outbox holds these values, sealed. They say *what* to say or ask; how it looks in Telegram (or in
another channel) is decided at delivery, in the language the person has then.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.i18n.texts import Text


class Button(msgspec.Struct, frozen=True):
    """One button: its words, and the data (1-64 bytes) that comes back when it is pressed."""

    label: Text
    data: str


class Note(msgspec.Struct, frozen=True, tag="note"):
    """Something said that wants no answer."""

    text: Text


class Ask(msgspec.Struct, frozen=True, tag="ask", omit_defaults=True):
    """A question with its buttons, row by row, top to bottom. ``progress`` is (3, 6) for "3 of 6"."""

    text: Text
    rows: tuple[tuple[Button, ...], ...]
    progress: tuple[int, int] | None = None


class Redraw(msgspec.Struct, frozen=True, tag="redraw"):
    """Show an earlier question (its outbox id) anew in place: the text or the buttons changed."""

    of: str
    ask: Ask


class Settle(msgspec.Struct, frozen=True, tag="settle", omit_defaults=True):
    """Take the buttons off an earlier question (its outbox id).

    With ``ask`` and ``choice`` the chosen answer is left standing under the question's words.
    """

    of: str
    ask: Ask | None = None
    choice: Text | None = None


class Acknowledge(msgspec.Struct, frozen=True, tag="acknowledge", omit_defaults=True):
    """Tell the channel that a press arrived, so that its button stops waiting; ``text`` shows briefly."""

    press: str
    text: Text | None = None


class Attach(msgspec.Struct, frozen=True, tag="attach"):
    """A kept file: voice, photo, video_note, video or document. ``caption`` is its text alternative.

    ``membership`` is whose key seals it; empty: the project's own.
    """

    blob: str
    project: str
    membership: str
    kind: str
    name: str
    caption: Text


Message: TypeAlias = Note | Ask | Redraw | Settle | Acknowledge | Attach

_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def encode(message: Message) -> bytes:
    """The message as JSON, ready to be sealed."""
    return msgspec.json.encode(message)


def decode(stored: bytes) -> Message:
    """The message that :func:`encode` stored."""
    return _decoder.decode(stored)

"""What a person answered, as it is stored: one value under the name of its question."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.story import Part


class Chosen(msgspec.Struct, frozen=True, tag="chosen"):
    """One option of a question, by its key."""

    key: str


class ChosenSeveral(msgspec.Struct, frozen=True, tag="several", omit_defaults=True):
    """Any number of options, in the order they were put in; ``done`` once the person said that is all."""

    keys: tuple[str, ...] = ()
    done: bool = False


class Shared(msgspec.Struct, frozen=True, tag="shared", omit_defaults=True):
    """A number for each option that has one, from 1; ``done`` once the person said that is all."""

    given: dict[str, int] = {}
    done: bool = False


class Told(msgspec.Struct, frozen=True, tag="told", omit_defaults=True):
    """Words or files, in parts; ``done`` once the person said that is all."""

    parts: tuple[Part, ...] = ()
    done: bool = False

    def with_part(self, part: Part) -> Told:
        """The same with ``part`` put in its place (albums can arrive out of order)."""
        others = [each for each in self.parts if each.id != part.id]
        return Told(tuple(sorted([*others, part], key=lambda each: each.order)), self.done)

    def without_last(self) -> Told:
        """The same without the part that was told last."""
        return Told(self.parts[:-1], self.done)


class Skipped(msgspec.Struct, frozen=True, tag="skipped"):
    """The person chose not to answer."""


Answer: TypeAlias = Chosen | ChosenSeveral | Shared | Told | Skipped

_decoder: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(answer: Answer) -> bytes:
    """The answer as JSON, ready to be sealed."""
    return msgspec.json.encode(answer)


def decode(stored: bytes) -> Answer:
    """The answer that :func:`encode` stored."""
    return _decoder.decode(stored)

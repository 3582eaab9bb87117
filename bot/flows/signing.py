"""What a member of the team says to one person: written or spoken, with a first name by choice."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.flows.brief import TYPED, Brief, written
from bot.flows.exchange_words import called, choose_name, in_voice
from bot.flows.questions import CHANGE, Option, ReadBack, Words
from bot.flows.story import SPOKEN
from bot.i18n.texts import Quote, Text, _, lines

LONGEST_LINE = 300
"""Letters in which a recording is put in writing: they stand under it on a small phone."""


@dataclass(frozen=True)
class Spoken(Words):
    """Words of the team to one person, typed or spoken in one message."""


class Signed(msgspec.Struct, frozen=True):
    """Words to somebody with the first name under them, if any.

    ``voice`` is the facilitator's own file where they spoke; ``words`` then say in writing what it says.
    """

    words: str
    name: str
    voice: str | None = None


async def signed(to: Text, me: int, known: str) -> Signed | None:
    """Words to somebody with the first name under them; None when they are not to be sent."""
    parts = await Spoken(
        "words",
        lines(
            _("Write or speak your answer to {who} in one message. They can write back.", who=to),
            _("Please be kind and plain. Say no names of others."),
            _("If you speak, they hear your voice and may know you by it."),
        ),
        allowed=SPOKEN,
    )
    words = "\n".join(part.words for part in parts if part.words)
    voice = next((part.file for part in parts if part.file), None)
    asked = voice is not None and not words
    if asked:
        words = await _in_writing()
    if not words:
        return None
    mine = called("facilitator", me)
    name = await choose_name("sign", _("How do you sign it? They see you as {me}.", me=mine), mine, known)
    given = Signed(words, name, voice)
    return given if await _read_back(to, me, given, asked=asked) == "send" else None


async def _in_writing() -> str:
    """What a recording says: whoever asked may not be able to listen."""
    parts = await Brief(
        "words.line",
        lines(
            _("Please write in a line or two what your voice message says."),
            _("Not everybody can listen: some people are deaf, or have no quiet place."),
        ),
        allowed=TYPED,
        optional=False,
        longest=LONGEST_LINE,
    )
    return written(parts)


async def _read_back(to: Text, me: int, given: Signed, *, asked: bool) -> str:
    says = in_voice(given.words) if given.voice else Quote(given.words)
    return await ReadBack(
        "check",
        lines(
            _("This is what {who} hears and reads:", who=to)
            if given.voice
            else _("This is what {who} reads:", who=to),
            lines(_("{who} answered:", who=called("facilitator", me, given.name)), says, gap=0),
        ),
        options=(
            Option("send", _("Send it")),
            Option(f"{CHANGE}words", _("Say it anew") if given.voice else _("Change the words")),
            *((Option(f"{CHANGE}words.line", _("Change what stands in writing")),) if asked else ()),
            Option(f"{CHANGE}sign", _("Change the name")),
            Option("drop", _("Do not send it")),
        ),
    )

"""The reel: recordings to listen to together, in the order of the pathway, with a list of what is on each."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

import av

from bot.codesign.listening import LONGEST, clock, first_too_many, running
from bot.exports.contents import File
from bot.exports.names import Names, ending
from bot.exports.pack.page import page, place, role_name, told
from bot.exports.typesetting import typeset
from bot.i18n.texts import Text, _, n_
from bot.services import collecting
from bot.services.house import House
from bot.services.packs.clips import Clip
from bot.services.packs.making import Pack

TITLE = _("Listening together")

START_WORDS = 12
"""Words by which somebody finds the recording that begins like this."""


@dataclass(frozen=True)
class _OnReel:
    clip: Clip
    length: timedelta

    @property
    def file(self) -> str:
        return f"{self.clip.code}.{ending(self.clip.mime)}"


async def reel(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """Each recording as a file, and the list of them; nothing where no recording may be played."""
    on_reel = list[_OnReel]()
    for clip in pack.clips:
        content = await collecting.content(house, pack.project_id, clip.membership_id, clip.media_id)
        length = await asyncio.to_thread(_length, content) if content is not None else None
        if content is not None and length is not None:
            on_reel.append(_OnReel(clip, length))
            yield File(f"reel/{on_reel[-1].file}", content)
    if on_reel:
        made = await asyncio.to_thread(typeset, "reel.typ", _page(pack, names, on_reel), "pdf")
        yield File("print/reel.pdf", made[0], TITLE)


def _length(content: bytes) -> timedelta | None:
    """How long a recording runs; None for what cannot be played."""
    try:
        with av.open(io.BytesIO(content), "r") as opened:
            return timedelta(microseconds=opened.duration) if opened.duration else None
    except (av.FFmpegError, ValueError):
        return None


def _page(pack: Pack, names: Names, on_reel: Sequence[_OnReel]) -> dict[str, Any]:
    lengths = [each.length for each in on_reel]
    ends, too_many = running(lengths), first_too_many(lengths)
    rows = [
        _row(names, each, ends[at], late=too_many is not None and at >= too_many)
        for at, each in enumerate(on_reel)
    ]
    said = names.said
    sections = groupby(zip(on_reel, rows, strict=True), key=lambda pair: pair[0].clip.touchpoint)
    return page(pack, names, TITLE) | {
        "about": [said(text) for text in _about(ends[-1], len(on_reel), too_many)],
        "columns": [
            said(each) for each in (_("File"), _("Who"), _("It begins with"), _("Length"), _("Heard by then"))
        ],
        "sections": [
            {"heading": said(place(pack, touchpoint)), "rows": [row for _clip, row in pairs]}
            for touchpoint, pairs in sections
        ],
    }


def _about(whole: timedelta, count: int, too_many: int | None) -> list[Text]:
    return [
        n_(
            "There is {n} recording that its teller lets you play. It takes {length} minutes.",
            "There are {n} recordings that their tellers let you play. They take {length} minutes.",
            count,
            length=clock(whole),
        ),
        _("People in the room may know a voice. Please play them in the workshop, and nowhere else."),
        _("Tell people before you begin that they may leave the room at any time."),
        *(
            [
                _(
                    "Listening for more than {n} minutes is too much. What comes after that is marked with a "
                    "star: please choose.",
                    n=round(LONGEST.total_seconds() / 60),
                )
            ]
            if too_many is not None
            else []
        ),
    ]


def _row(names: Names, each: _OnReel, end: timedelta, *, late: bool) -> dict[str, Any]:
    clip, words = each.clip, each.clip.words.split()
    begins = " ".join(words[:START_WORDS]) + (" …" if len(words) > START_WORDS else "")
    return {
        "file": each.file,
        "who": role_name(names, clip.role) if clip.role else "",
        "begins": told(begins, clip.language, names) if words else None,
        "nothing": names.said(_("nobody has written it down")),
        "length": clock(each.length),
        "heard": f"{clock(end)} *" if late else clock(end),
    }

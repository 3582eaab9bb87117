"""The files of a pack, one after another, wherever they are written to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from bot.exports.contents import File, Progress, contents
from bot.exports.names import Names
from bot.exports.pack.quote_cards import quote_cards
from bot.services.house import House
from bot.services.packs.making import Pack

Maker = Callable[[House, Pack, Names], AsyncIterator[File]]
"""Makes some of the files of a pack; none where there is nothing to show."""

MAKERS: tuple[Maker, ...] = (quote_cards,)
"""In the order in which a facilitator takes them up."""


async def pack_contents(
    house: House,
    pack: Pack,
    *,
    with_media: bool = True,
    progress: Progress = lambda done, of: None,
) -> AsyncIterator[File]:
    """Every file of a pack: what there is to print, then, for the team, all that people told."""
    names = Names(house.translator, pack.stored.language)
    for at, maker in enumerate(MAKERS, start=1):
        async for file in maker(house, pack, names):
            yield file
        progress(at, len(MAKERS))
    if pack.exact is not None:
        language = pack.stored.language
        async for file in contents(house, pack.exact, language, with_media=with_media, progress=progress):
            yield file

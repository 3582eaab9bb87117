"""The files of a pack, one after another, wherever they are written to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from bot.exports.contents import Progress, Written, contents, how_many
from bot.exports.names import Names
from bot.exports.pack.priority_sheet import priority_sheet
from bot.exports.pack.purpose import purpose
from bot.exports.pack.quote_cards import quote_cards
from bot.exports.pack.record_form import record_form
from bot.exports.pack.reel import reel
from bot.exports.pack.results_sheet import results_sheet
from bot.exports.pack.run_sheet import run_sheet
from bot.exports.pack.voting_sheets import voting_sheets
from bot.exports.pack.wall import wall
from bot.exports.pack.workbook import workbook
from bot.services.house import House
from bot.services.packs.making import Pack

Maker = Callable[[House, Pack, Names], AsyncIterator[Written]]
"""Makes some of the files of a pack; none where there is nothing to show."""

MAKERS: tuple[Maker, ...] = (
    purpose,
    run_sheet,
    wall,
    quote_cards,
    priority_sheet,
    voting_sheets,
    results_sheet,
    reel,
    workbook,
    record_form,
)
"""In the order in which a facilitator takes them up."""


async def pack_contents(
    house: House,
    pack: Pack,
    *,
    with_media: bool = True,
    progress: Progress = lambda done, of: None,
) -> AsyncIterator[Written]:
    """Every file of a pack: what there is to print, then, for the team, all that people told.

    ``progress`` counts each kind of page as one file, in how many layouts ever it comes.
    """
    names, pages = Names(house.translator, pack.stored.language), len(MAKERS)
    told = 0
    if pack.exact is not None:
        told = await asyncio.to_thread(how_many, pack.exact, with_media=with_media)
    for at, maker in enumerate(MAKERS, start=1):
        async for file in maker(house, pack, names):
            yield file
        progress(at, pages + told)
    if pack.exact is None:
        return
    async for file in contents(
        house,
        pack.exact,
        names.language,
        with_media=with_media,
        progress=lambda done, of: progress(pages + done, pages + of),
    ):
        yield replace(file, path=f"data/{file.path}")

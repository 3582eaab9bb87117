"""The process that is measured: ``python -m benchmarks.mapped FOLDER`` draws the emotional map in every form.

Prints as JSON the seconds of CPU time and the memory in MB of each part. ``FOLDER`` holds a database that
:mod:`benchmarks.answered` filled. In the end it leaves there ``ratings.csv``: all that the map is made of,
in clear.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from benchmarks.exported import peak
from benchmarks.parts import PROJECT
from bot.app import open_house
from bot.exports.contents import as_csv, sheets_of
from bot.exports.maps import every_form
from bot.exports.names import Names
from bot.exports.rows import View
from bot.rehearsal.stand import Stand
from bot.services import collecting
from bot.services.files import project_files
from bot.services.house import House
from bot.services.ratings import mapping
from bot.stage import example, settings_in


async def main(folder: Path) -> dict[str, float]:
    """Tally, then every form; what it is made of is written down afterwards."""
    async with open_house(settings_in(folder, Stand())) as house:
        names = Names(house.translator, "en")
        key = project_files.read(example(PROJECT)).key
        found, began = {"rest": peak()}, time.process_time()
        drawn = await mapping.found(house, key, None)
        found["tallying"] = time.process_time() - began
        began = time.process_time()
        found["files"] = sum([1 async for _file in every_form(drawn, names)])
        found["forms"] = time.process_time() - began
        found["peak"] = peak()
        await _written(house, names, drawn.round.stored.project_id, folder / "ratings.csv")
        return found


async def _written(house: House, names: Names, project_id: str, path: Path) -> None:
    collected = await collecting.collect(house, project_id)
    sheet = next(each for each in sheets_of(View(collected, names)) if each.name == "ratings")
    with path.open("wb") as written:
        await asyncio.to_thread(as_csv(sheet).write, written)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1])))))

"""The process that is measured: ``python -m benchmarks.exported FOLDER`` gathers a project and writes it.

Prints as JSON the seconds of CPU time and the memory in MB of each part. ``FOLDER`` holds a database that
:mod:`benchmarks.answered` filled; the files are written beside it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.parts import PROJECT
from bot.app import open_house
from bot.exports import workbook
from bot.exports.contents import as_csv, sheets_of
from bot.exports.names import Names
from bot.exports.rows import View
from bot.exports.workbook import LongWords, Look
from bot.i18n.texts import _
from bot.rehearsal.stand import Stand
from bot.services import collecting, projects
from bot.services.aside import Aside
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example, settings_in

TABLES = ("stories", "parts", "ratings", "consents")
"""The large tables: where the answers are, and what was agreed to."""


def peak() -> float:
    """MB of 2^20 bytes that the process has held at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


async def main(folder: Path) -> dict[str, float]:
    """Gather, then CSV, then XLSX."""
    async with open_house(settings_in(folder, Stand())) as house:
        async with house.database.snapshot() as tx:
            project = await projects.find(house, tx, project_files.read(example(PROJECT)).key)
        found, began = {"rest": peak()}, time.process_time()
        collected = await collecting.collect(house, project.id)
        found["gathering"] = time.process_time() - began
        return found | await asyncio.to_thread(_written, house, View(collected, _names(house)), folder)


def _names(house: House) -> Names:
    return Names(house.translator, "en")


def _written(house: House, view: View, folder: Path) -> dict[str, float]:
    sheets = [each for each in sheets_of(view) if each.name in TABLES]
    began = time.process_time()
    for sheet in sheets:
        file = as_csv(sheet)
        with (folder / file.path).open("wb") as written:
            file.write(written)
    csv = time.process_time() - began
    look = Look(_("Workbook"), "", datetime.now(UTC), ())
    began = time.process_time()
    with (folder / "workbook.xlsx").open("wb") as written:
        workbook.write(sheets, look, view.names, Aside(house.blobs.spool(), LongWords), written)
    return {"csv": csv, "xlsx": time.process_time() - began, "peak": peak()}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1])))))

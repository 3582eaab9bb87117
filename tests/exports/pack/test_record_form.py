"""The workshop record travels with a pack for the team, and tells everybody what was decided."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.codesign.packs import Kind
from bot.exports.names import Names
from bot.exports.pack.record_form import FILE, record_form
from bot.services.files import workbooks
from bot.services.files.toml_files import BadFile
from bot.services.packs import making
from bot.services.projects import Refused
from bot.services.workshops import recording, workshops
from storage import update_recipients
from tests.exports.world import World

FILLED: dict[str, dict[str, Any]] = {
    "workshop": {"B2": date(2026, 3, 1), "B3": 3},
    "decisions": {"A3": "A bell.", "B3": "It was loud."},
}


async def form(world: World, kind: Kind = "team", language: str = "en") -> dict[str, bytes]:
    pack = await making.make(world.house, world.project_id, kind, language)
    names = Names(world.house.translator, language)
    return {each.path: each.content async for each in record_form(world.house, pack, names)}


async def filled(world: World, folder: Path, cells: dict[str, dict[str, Any]], language: str = "en") -> Path:
    """A form of a pack in which this was filled in."""
    book = openpyxl.load_workbook(io.BytesIO((await form(world, "team", language))[FILE]))
    for sheet, values in cells.items():
        for cell, value in values.items():
            book[sheet][cell] = value
    path = folder / "filled.xlsx"
    book.save(path)
    return path


async def record(world: World, path: Path) -> workshops.Told:
    return await recording.enter_record(world.house, world.project.key, path)


async def told(world: World) -> list[workshops.Told]:
    async with world.house.database.snapshot() as tx:
        return await workshops.every(world.house, tx, world.project_id)


async def test_a_form_that_is_filled_in_tells_everybody(world: World, tmp_path: Path) -> None:
    ann = await world.person()
    made = await record(world, await filled(world, tmp_path, FILLED))
    (stored,) = await told(world)
    assert stored.number == made.number == 1
    assert stored.workshop.present == {"patient": 3}
    assert stored.workshop.decisions[0].what == {"en": "A bell."}
    async with world.house.database.snapshot() as tx:
        assert await update_recipients.of(tx, made.broadcast.stored.id, ann.place.id) is not None


async def test_a_form_in_arabic_reads_back_as_any_other(world: World, tmp_path: Path) -> None:
    await world.person()
    await record(world, await filled(world, tmp_path, FILLED, "ar"))
    assert len(await told(world)) == 1


async def test_the_same_record_is_told_once(world: World, tmp_path: Path) -> None:
    await world.person()
    path = await filled(world, tmp_path, FILLED)
    await record(world, path)
    with pytest.raises(Refused, match="told already"):
        await record(world, path)
    assert len(await told(world)) == 1


async def test_every_wrong_cell_is_named_and_nothing_is_stored(world: World, tmp_path: Path) -> None:
    await world.person()
    cells = {"workshop": {"B2": "soon", "B3": "many"}, "decisions": {"A4": "=1+1", "B3": "Only a reason."}}
    with pytest.raises(BadFile) as raised:
        await record(world, await filled(world, tmp_path, cells))
    said = str(raised.value)
    for cell in ("“workshop”, cell B2", "“workshop”, cell B3", "“decisions”, cell A3"):
        assert cell in said
    assert await told(world) == []


async def test_an_empty_form_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="the day of the workshop is missing"):
        await record(world, await filled(world, tmp_path, {}))


async def test_a_pack_to_share_has_no_form(world: World) -> None:
    assert await form(world, "share") == {}


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
async def test_what_is_no_workbook_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadFile) as raised:
        workbooks.load(path)
    assert len(str(raised.value).splitlines()) == 1


async def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(BadFile, match="there is no sheet “workshop”"):
        workbooks.load(path)


async def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await filled(world, tmp_path, {"decisions": {"A3": "x" * 30_000}})
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 10_000)
    with pytest.raises(BadFile, match="too large"):
        workbooks.load(path)
    monkeypatch.setattr(workbooks, "LARGEST", 100)
    with pytest.raises(BadFile, match="too large"):
        workbooks.load(path)


async def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        workbooks.load(tmp_path / "nowhere.xlsx")

"""The run sheet: what a facilitator needs on the day, exact for the team, and nothing exact to share."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from bot.codesign.packs import Kind
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.contents import pack_contents
from bot.exports.pack.run_sheet import run_sheet
from bot.exports.pack.wrapping import whole_numbers
from bot.services.packs import making, running
from bot.services.packs.running import RunSheet
from tests.exports.test_pictures import tagged
from tests.exports.workshop import QUESTION, SHARED_PRIORITY, asks, busy
from tests.exports.world import World, filed, text


async def printed(world: World, kind: Kind, language: str = "en") -> PdfReader:
    pack = await making.make(world.house, world.project_id, kind, language)
    files = [file async for file in run_sheet(world.house, pack, Names(world.house.translator, language))]
    assert [file.path for file in files] == ["print/run-sheet.pdf"]
    return PdfReader(io.BytesIO(files[0].content))


def words(document: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))


async def gathered(world: World, kind: Kind) -> RunSheet:
    return await running.gather(world.house, await making.make(world.house, world.project_id, kind, "en"))


async def test_the_team_has_all_of_it(world: World) -> None:
    world.clock.moment = datetime(2027, 3, 15, 10, tzinfo=UTC)
    await busy(world)
    said = words(await printed(world, "team"))
    point, other = (each.name["en"] for each in world.project.touchpoints[:2])
    for expected in (
        f"{world.project.format_needs[0].label['en']}: 9 people",
        f"{point}: They disagree: Staff felt better, Patients felt worse.",
        f"{other}: They disagree: Carers and family felt better, Patients felt worse.",
        f"Backed more by patients than by staff: {SHARED_PRIORITY}",
        "Question 1, from patient 1",
        QUESTION,
        "Question 1, patient 1, 14 days left",
        "What we see differently",
        "People who were not there hear what was said and decided within 2 days.",
        world.project.responsible.safeguarding.lead.contact,
        world.project.responsible.safeguarding.deputy.name,
        "TEAM ONLY",
    ):
        assert expected in said


async def test_to_share_there_is_nothing_exact(world: World) -> None:
    await busy(world)
    said = words(await printed(world, "share"))
    point, other = (each.name["en"] for each in world.project.touchpoints[:2])
    assert f"{point}: They disagree: Staff felt better, Patients felt worse." in said
    assert f"Backed more by patients than by staff: {SHARED_PRIORITY}" in said
    assert "To share in the workshop" in said
    for need in world.project.format_needs:
        assert need.label["en"] in said
    for exact in (
        other,
        QUESTION,
        "atient 1",
        "Question 1",
        "Story 1",
        "9 people",
        "people:",
        "owed",
        "days left",
    ):
        assert exact not in said
    assert not re.search(r"\d+ (people|person)", said)


async def test_a_whole_pack_to_share_holds_no_exact_word(world: World) -> None:
    people = await busy(world)
    await asks(world, people["carer"][0], text("Why did Doctor Quillfeather laugh?"))
    pack = await making.make(world.house, world.project_id, "share", "en")
    paths, said = [], ""
    async for file in pack_contents(world.house, pack):
        paths.append(file.path)
        if isinstance(file, File) and file.path.endswith(".pdf"):
            said += words(PdfReader(io.BytesIO(file.content)))
    assert {"print/run-sheet.pdf", "print/wall.pdf"} <= set(paths)
    assert "about 10" in said
    for exact in ("Quillfeather", QUESTION, "It was cold", "9 people", "4 people", "atient 1", "1-1"):
        assert exact not in said


async def test_two_sheets_to_share_are_the_same_whoever_needs_or_asks_something_in_between(
    world: World,
) -> None:
    people = await busy(world)
    before = await gathered(world, "share")
    await world.person("carer", needs=(world.project.format_needs[1].key,))
    await asks(world, people["staff"][0], text("Another question"))
    assert await gathered(world, "share") == before


async def test_nothing_at_all_makes_a_sheet_too(world: World) -> None:
    said = words(await printed(world, "team"))
    for expected in (
        "Nobody has asked for anything.",
        "That does not mean that they agree.",
        "No question waits for an answer.",
        "Everybody has heard back. Nothing is owed.",
    ):
        assert expected in said
    assert "What we see differently" not in said


async def test_only_what_its_asker_agrees_to_today_is_printed(world: World) -> None:
    who, gone = await world.person(), await world.person()
    voice = await world.keep(who, "voice", b"ogg", "audio/ogg")
    await asks(world, who, text("Written words"), filed("voice", voice))
    await asks(world, gone, text("Words of somebody who withdrew"))
    await asks(world, who, text("What I meant"), kind="objection")
    assert "[Voice message]" in words(await printed(world, "team"))
    await world.decide(who, {"keep_voice": False})
    await world.decide(gone, {"take_part": False})
    said = words(await printed(world, "team"))
    assert "Written words" in said
    assert "[Voice message]" not in said
    assert "“This is not what I meant” (3)" in said
    assert "withdrew" not in said
    assert "patient 2" not in said
    await world.decide(who, {"keep_words": False})
    said = words(await printed(world, "team"))
    assert "Written words" not in said
    assert "What they said may not be printed." in said


async def test_what_is_to_be_read_out_is_on_the_teams_sheet_as_far_as_its_teller_agrees_today(
    world: World,
) -> None:
    who, gone = await world.person(), await world.person("carer")
    voice = await world.keep(who, "voice", b"ogg", "audio/ogg")
    await asks(world, who, text("Lower the lights"), kind="for_workshop")
    await asks(world, who, filed("voice", voice), kind="for_workshop")
    await asks(world, gone, text("Words of somebody who withdrew"), kind="for_workshop")
    said = words(await printed(world, "team"))
    assert "M1: from somebody who takes part Lower the lights" in said
    assert "M2: from somebody who takes part [Voice message] A voice message. Play it" in said
    assert "withdrew" in said
    assert "No question waits for an answer." in said
    assert "Lower the lights" not in words(await printed(world, "share"))
    await world.decide(who, {"keep_voice": False})
    await world.decide(gone, {"take_part": False})
    said = words(await printed(world, "team"))
    assert "M1" in said
    assert "M2" not in said
    assert "M3" not in said
    await world.leave(who)
    assert "Nobody who cannot come has sent anything" in words(await printed(world, "team"))


async def test_the_agenda_is_that_of_the_phase_today(world: World) -> None:
    for on, event in (
        (datetime(2026, 11, 20, tzinfo=UTC), "gathering"),
        (datetime(2027, 3, 15, tzinfo=UTC), "bringing_together"),
        (datetime(2027, 9, 1, tzinfo=UTC), "celebrate_and_review"),
    ):
        world.clock.moment = on
        assert (await gathered(world, "team")).event == event


async def test_who_left_needs_nothing_on_the_day(world: World) -> None:
    need = world.project.format_needs[0].key
    who, _other = await world.person(needs=(need,)), await world.person(needs=(need, "not-asked-any-more"))
    await world.leave(who)
    needs = (await gathered(world, "team")).needs
    assert [each.people for each in needs] == [1, 1]


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("kind", ["team", "share"])
async def test_it_can_be_read_by_a_screen_reader(world: World, kind: Kind, language: str) -> None:
    people = await busy(world)
    for said in (
        "لماذا لا يوجد مترجم في الليل؟",
        "ہسپتال میں مترجم کیوں نہیں؟",
        "दुभाषिया क्यों नहीं?",
        "#panic() " + "x" * 400,
    ):
        await asks(world, people["carer"][0], text(said))
        await asks(world, people["carer"][0], text(said), kind="for_workshop")
    document = await printed(world, kind, language)
    catalog: Any = document.trailer["/Root"]
    assert catalog["/Lang"] == language
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data().decode()
    kinds = [each["/S"] for each in tagged(catalog["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/Table", "/TH", "/L"} <= set(kinds)


def test_a_telephone_number_stays_in_its_order() -> None:
    assert whole_numbers("call 01632 960 101, or come at 9") == "call 01632\u00a0960\u00a0101, or come at 9"

"""Quote cards: whose words are on them, in what order, and that every word can be read on the page."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from bot.codesign.packs import CODE_LENGTH, CODE_LETTERS, Kind
from bot.exports.folder import write_files
from bot.exports.names import Names
from bot.exports.pack.contents import pack_contents
from bot.exports.pack.quote_cards import LAYOUTS, Layout, set_cards
from bot.services.packs import making
from bot.services.packs.making import Pack
from tests.exports.quoted import quoted
from tests.exports.world import World, files_in

LONGEST = "The doors banged all night and nobody came to say why they did. " * 60
AWKWARD = "#strong[x] $x$ * _ ` <img src=x> {{7*7}} =1+1 汉字 "


async def made(world: World, kind: Kind = "team", language: str = "en") -> Pack:
    return await making.make(world.house, world.project_id, kind, language)


def pages(pack: Pack, world: World, layout: Layout = LAYOUTS[0]) -> list[str]:
    """The words on each page, as a program reads them."""
    content = set_cards(pack, Names(world.house.translator, pack.stored.language), layout)
    return [page.extract_text() for page in PdfReader(io.BytesIO(content), strict=True).pages]


async def test_only_what_may_be_shown_in_the_workshop_is_on_a_card(world: World) -> None:
    ann, ben, cat = await world.person(), await world.person("carer"), await world.person()
    point, other = (each.id for each in world.project.touchpoints[:2])
    await quoted(world, ann, "It was loud.", touchpoint=other)
    await quoted(world, ben, "It was dark.", touchpoint=point, feelings=("alone",))
    await quoted(world, cat, "For a report only.", uses=("team", "quote_publication"))
    pack = await made(world)
    assert [(card.code, card.words, card.role) for card in pack.cards] == [
        ("2-1", "It was dark.", "carer"),
        ("1-1", "It was loud.", "patient"),
    ]
    assert pack.quotes_left_out == 1
    await world.decide(ben, {"quote_workshop": False})
    assert [card.code for card in (await made(world)).cards] == ["1-1"]
    await world.decide(ann, {"take_part": False})
    assert (await made(world)).cards == ()


async def test_two_packs_to_share_have_no_code_in_common(world: World) -> None:
    for each in range(4):
        await quoted(world, await world.person(), f"It was loud, {each}.")
    first, second = await made(world, "share"), await made(world, "share")
    codes, others = ({card.code for card in pack.cards} for pack in (first, second))
    assert len(codes) == len(others) == 4
    assert not codes & others
    assert all(len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS) for code in codes)


async def test_a_pack_to_share_says_nothing_of_who_told_what_in_a_small_project(world: World) -> None:
    nurse = await world.person("staff", language="ar")
    await quoted(world, nurse, "Nobody tells us.")
    pack = await made(world, "share")
    (card,) = pack.cards
    assert (card.role, card.language, pack.exact) == (None, None, None)
    (page,) = pages(pack, world)
    assert "taff" not in page
    for _each in range(7):
        await world.person("staff")
    assert [card.role for card in (await made(world, "share")).cards] == ["staff"]
    await world.person("carer")
    assert [card.role for card in (await made(world, "share")).cards] == [None]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.file)
async def test_every_word_is_on_the_page_however_long_and_odd(world: World, layout: Layout) -> None:
    ann = await world.person()
    await quoted(world, ann, LONGEST)
    await quoted(world, ann, AWKWARD)
    await quoted(world, ann, "No.")
    read = "".join(" ".join(pages(await made(world), world, layout)).split())
    assert read.count("Thedoorsbanged") == 60
    for words in ("#strong[x]$x$*_`<imgsrc=x>{{7*7}}=1+1", "[U+6C49CJKUNIFIEDIDEOGRAPH-6C49]", "No."):
        assert words in read


async def test_two_hundred_cards_lie_four_to_a_sheet(world: World) -> None:
    ann = await world.person()
    for each in range(200):
        await quoted(world, ann, f"Night {each} was loud.")
    found = pages(await made(world), world)
    assert len(found) == 50
    assert "1-1" in found[0]
    assert "200-1" in found[-1]


async def test_no_quote_is_a_page_that_says_so(world: World) -> None:
    (page,) = pages(await made(world, "share"), world)
    assert "No quote may be shown yet" in page


async def test_for_whom_and_until_when_stands_on_every_card(world: World) -> None:
    await quoted(world, await world.person(), "It was loud.")
    (page,) = pages(await made(world), world)
    assert "TEAM ONLY" in page
    assert "Destroy by Sunday, 31 May 2026" in page
    (page,) = pages(await made(world, "share"), world)
    assert "To share in the workshop" in page


async def test_words_are_in_the_file_in_their_own_language(world: World) -> None:
    ann = await world.person(language="cy")
    await quoted(world, ann, "Doedd neb yno.")
    await quoted(world, ann, "لم يكن هناك أحد.")
    content = set_cards(await made(world), Names(world.house.translator, "en"), LAYOUTS[0])
    spoken = {str(element.get("/Lang")) for element in elements(PdfReader(io.BytesIO(content)))}
    assert {"cy", "ar"} <= spoken


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """Every element of the document's structure."""
    found: list[DictionaryObject] = []
    waiting: list[PdfObject] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, ArrayObject):
            waiting += list(each)
        elif isinstance(each, DictionaryObject):
            found.append(each)
            if "/K" in each:
                waiting.append(each["/K"])
    return found


async def test_a_pack_to_share_is_made_of_nothing_exact(world: World, tmp_path: Path) -> None:
    ann = await world.person()
    await quoted(world, ann, "It was loud.", uses=("team", "quote_workshop"))
    await quoted(world, ann, "Only the team may know.", uses=("team",))
    world.clock.turn(timedelta(days=1))
    pack = await made(world, "share")
    files = files_in(await write_files(pack_contents(world.house, pack), tmp_path / "out"))
    assert not {path for path in files if "stories" in path or "participants" in path or "media" in path}
    assert not [path for path, content in files.items() if b"Only the team may know" in content]

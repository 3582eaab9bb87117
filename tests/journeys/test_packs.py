"""A facilitator makes a workshop pack, and hears what of it has to go when somebody changes their mind."""

from __future__ import annotations

import io
import zipfile

from pypdf import PdfReader

from bot.rehearsal.phones import Phone
from tests.journeys.rounds import next_day
from tests.journeys.stored import all_well, question
from tests.journeys.suggestions import coded
from tests.journeys.test_themes import one_story, quoted
from tests.room import Room


async def export(room: Room, fay: Phone, kind: str) -> dict[str, bytes]:
    """The files that come when a facilitator asks for a pack."""
    await room.write(fay, "/team")
    await room.press(fay, "Export for the workshop")
    await room.press(fay, kind)
    await room.press(fay, "English")
    return {each.file.name: each.file.content for each in fay.messages if each.file}


async def no_quotes(room: Room, ann: Phone) -> None:
    """Somebody does not want to be quoted in the workshop any more."""
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Quoting me in the workshop: I agree")
    await room.press(ann, "No, I do not agree")


def words_of(content: bytes) -> str:
    """The words of a page."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


async def test_a_pack_to_share_arrives_and_a_card_of_it_is_called_back(room: Room) -> None:
    ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 1")
    files = await export(room, fay, "Make a pack to share")
    assert "It was loud." in words_of(files["quote-cards.pdf"])
    with zipfile.ZipFile(io.BytesIO(files["pack.zip"])) as packed:
        assert packed.read("print/quote-cards.pdf") == files["quote-cards.pdf"]
        assert not [name for name in packed.namelist() if "stories" in name or "media" in name]
    await no_quotes(room, ann)
    await next_day(room)
    assert any("Something in 1 workshop pack may not be used" in each.text for each in fay.messages)
    await room.write(fay, "/team")
    await room.press(fay, "Export for the workshop")
    shown = question(fay)
    code = shown.rsplit("Destroy them: ", maxsplit=1)[1][:5]
    assert code in words_of(files["quote-cards.pdf"])
    await room.press(fay, "Pack 1 is destroyed")
    await room.press(fay, "No, not all")
    await room.press(fay, "Export for the workshop")
    await room.press(fay, "Pack 1 is destroyed")
    await room.press(fay, "Yes, all of it")
    await room.press(fay, "Export for the workshop")
    assert "Pack 1" not in question(fay)
    all_well(room)


async def test_whoever_changed_their_mind_is_not_in_the_next_pack(room: Room) -> None:
    ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 1")
    await no_quotes(room, ann)
    files = await export(room, fay, "Make a pack for the team only")
    assert "It was loud." not in words_of(files["quote-cards.pdf"])
    assert "No quote may be shown yet" in words_of(files["quote-cards.pdf"])
    all_well(room)


async def test_a_quote_stands_on_its_card_with_what_it_means(room: Room) -> None:
    _ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 4")
    await room.press(fay, "Translate a quote")
    await room.press(fay, "English")
    await room.write(fay, "Was that needed? =1+1 #x")
    assert "Was that needed?" in question(fay)
    files = await export(room, fay, "Make a pack to share")
    read = words_of(files["quote-cards.pdf"])
    assert "Translated by the team:" in read
    assert "Was that needed? =1+1 #x" in read

    await coded(room, fay, "Story 1, patient 1")
    await room.press(fay, "Translate a quote")
    await room.press(fay, "English")
    await room.press(fay, "Skip this")
    assert "Was that needed?" not in question(fay)
    all_well(room)

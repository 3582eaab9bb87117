"""A document goes along with an update: of a facilitator, from a PDF that hides much, to people's phones."""

from __future__ import annotations

import io

from pypdf import PdfReader

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, files_of, question, said
from tests.journeys.updating import NOTICE, WORDS, about_nothing, every, for_whom
from tests.media.papers import SEEN, UNCLEAN, paper
from tests.media.samples import SECRET, picture
from tests.room import Room

PDF = "application/pdf"
NOT_TAKEN = "I cannot take this kind of file."


async def _up_to_the_file(room: Room, fay: Phone) -> None:
    await for_whom(room, fay, "Patients")
    await room.write(fay, WORDS)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    assert "Would you like to send a picture or a document along?" in question(fay)


async def _sent_with(room: Room, fay: Phone, content: bytes) -> None:
    await _up_to_the_file(room, fay)
    fay.send_document(content, f"{SECRET} of Ward 7.pdf", PDF)
    await room.quiet()
    await room.write(fay, "A card with two numbers")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    assert said(fay, "Along with it: A card with two numbers") == len(room.project.languages)
    await about_nothing(room, fay)
    await room.press(fay, "Yes, go on")
    await room.press(fay, "Send it now")


async def test_a_pdf_goes_along_without_what_hides_in_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await _sent_with(room, fay, paper())
    assert said(ann, NOTICE) == 1
    await room.press(ann, "Read it")
    (shown,) = [each for each in ann.messages if each.file and each.from_bot]
    assert plain(shown.text).startswith("A card with two numbers")
    assert shown.file is not None
    assert shown.file.name == "document.pdf"
    assert "document" in ann.conversation.messages[shown.id]
    kept = room.stand.world.files.by_id(shown.file.file_id)
    assert kept is not None
    assert SECRET.encode() not in kept.content
    assert PdfReader(io.BytesIO(kept.content)).pages[0].extract_text().strip() == SEEN
    # The facilitator's own copy is gone.
    assert await files_of(room, fay) == []
    all_well(room)


async def test_a_pdf_that_cannot_be_cleaned_is_refused_and_nothing_goes_out(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await _sent_with(room, fay, paper(UNCLEAN["a lock without a password"]))
    assert said(fay, "We could not keep the document that you sent at") == 1
    assert said(fay, "Please print it to a new PDF, without a password, and send that one.") == 1
    assert said(fay, "Update 1 did not go out, because its picture or document could not be kept.") == 1
    assert said(ann, NOTICE) == 0
    assert [each.status for each in await every(room, fay)] == ["cancelled"]
    all_well(room)


async def test_elsewhere_no_document_is_taken(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    for phone in (ann, fay):
        phone.send_document(paper(), "a.pdf", PDF)
        await room.quiet()
        assert said(phone, NOT_TAKEN) == 1
        assert await files_of(room, phone) == []
    # A picture stays one, also when a document is sent in its place.
    await _up_to_the_file(room, fay)
    message = fay.send_photo(picture())
    await room.quiet()
    document = room.stand.world.files.keep(paper(), "document", "a.pdf", PDF)
    sent = {key: value for key, value in fay.conversation.messages[message].items() if key != "photo"}
    changed = {**sent, "document": {**document.described(), "file_name": "a.pdf", "mime_type": PDF}}
    fay.conversation.messages[message] = changed
    room.stand.world.updates.add("edited_message", {**changed, "edit_date": room.stand.world.seconds()})
    await room.quiet()
    assert said(fay, NOT_TAKEN) == 2
    all_well(room)


async def test_what_is_called_a_picture_and_is_a_pdf_is_kept_nowhere(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    ann.send_document(paper(), "a.jpg", "image/jpeg")
    await room.quiet()
    assert [each.status for each in await files_of(room, ann)] == ["refused"]
    assert said(ann, "We could not keep the picture that you sent at") == 1
    assert await room.house.blobs.names() == set()
    all_well(room)

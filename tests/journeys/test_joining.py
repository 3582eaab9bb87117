"""Joining a project: what is asked, what is kept, and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import pytest

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import projects
from storage import memberships, participants, runs, stories
from storage.memberships import Membership, StoredConsent
from tests.room import Room

YES = {
    "en": ("Go on", "Yes, that is right", "Yes, I am", "Yes, I agree", "I need nothing special"),
    "fac": ("I promise",),
}


NEW = "I agree to take part. These words are new (example)."


def texts(phone: Phone, since: int = 0) -> str:
    """All that the bot said, one under the other, as a reader sees it; ``since`` is a message's id."""
    return "\n".join(plain(each.text) for each in phone.messages if each.from_bot and each.id > since)


def all_in_order(room: Room) -> None:
    """Nothing was refused by Telegram, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


@dataclass(frozen=True)
class Known:
    """What the tables hold about one person."""

    places: list[Membership]
    consents: list[StoredConsent]
    stories: int
    answers: list[bytes]


async def known(room: Room, phone: Phone) -> Known | None:
    """What the tables hold about the owner of this phone; None for a stranger."""
    keys = room.house.keys
    async with room.house.database.snapshot() as tx:
        person = await participants.at(tx, keys.vault, str(phone.id))
        if person is None:
            return None
        found = Known(await memberships.of(tx, person.id), [], 0, [])
        told = 0
        for place in found.places:
            found.consents.extend(await memberships.consents(tx, keys, place.project_id, place.id))
            told += len(await stories.of_membership(tx, keys, place.id))
            for run in await runs.of_membership(tx, keys, place.id):
                found.answers.extend((await runs.answers(tx, keys, run)).values())
        return Known(found.places, found.consents, told, found.answers)


async def opened(room: Room, *, language: str = "en", role: str = "patient") -> Phone:
    """A phone whose owner has followed a fresh invitation and is asked for the language."""
    phone = room.phone(language=language, role=role)
    phone.open_link(await room.link(role))
    await room.quiet()
    return phone


async def presses(room: Room, phone: Phone, labels: Iterable[str]) -> None:
    """Press these buttons one after another."""
    for label in labels:
        await room.press(phone, label)


async def on_to(room: Room, phone: Phone, wanted: str) -> None:
    """Say yes to everything until a button with this label is there."""
    while wanted not in phone.buttons():
        labels = phone.buttons()
        await room.press(phone, next(way for way in (*YES["en"], *YES["fac"]) if way in labels))


async def test_the_language_telegram_names_is_offered_first(room: Room) -> None:
    bryn = await opened(room, language="cy")
    assert bryn.buttons()[:3] == ["Cymraeg", "English", "العربية"]
    mona = await opened(room, language="ar")
    assert mona.buttons()[:3] == ["العربية", "English", "Cymraeg"]
    jose = await opened(room, language="pt-br")
    assert jose.buttons()[:3] == ["English", "Cymraeg", "العربية"]
    all_in_order(room)


async def test_a_stranger_gets_help_and_the_way_in_and_is_not_kept(room: Room) -> None:
    sam = room.phone("Sam (example)")
    for words in ("/help", "/start", "Hello?", "/privacy", "/mydata", "/team", "/no_such_thing"):
        await room.write(sam, words)
    said = texts(sam)
    assert "call 999" in said
    assert "Nobody watches this chat all the time." in said
    assert "To take part you need an invitation link" in said
    assert "Nothing about you is kept here." in said
    assert sam.buttons() == []
    found = await known(room, sam)
    assert found is None or found == Known([], [], 0, [])
    all_in_order(room)


@pytest.mark.parametrize("how", ["button", "words", "command"])
async def test_help_is_there_before_any_consent(room: Room, how: str) -> None:
    ann = await opened(room)
    for stop in ("Go on", "Yes, that is right", "Yes, I agree"):
        await on_to(room, ann, stop) if stop != "Go on" else await room.press(ann, "English")
        before = ann.last.id
        if how == "button":
            await room.press(ann, "I need help now")
        else:
            await room.write(ann, "help" if how == "words" else "/help")
        assert "Nia Prosser (example), Safeguarding lead" in texts(ann, before)
        assert "Pressing the button does not call anybody." in texts(ann, before)
        await room.press(ann, "Back to where I was")
        assert stop in ann.buttons()
    all_in_order(room)


async def test_nothing_is_kept_before_consent(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await room.write(ann, "My secret: I fell in the bathroom.")
    assert "I keep nothing that you write until you have agreed." in texts(ann)
    for stop in ("Yes, that is right", "Yes, I am", "Yes, I agree", "I need nothing special"):
        await on_to(room, ann, stop)
        await room.write(ann, "My secret: I fell in the bathroom.")
        found = await known(room, ann)
        assert found is not None
        assert (found.consents, found.stories, found.places[0].joined) == ([], 0, False)
        assert not any(b"secret" in answer for answer in found.answers)
    await room.press(ann, "I need nothing special")
    found = await known(room, ann)
    assert found is not None
    assert found.places[0].joined
    assert not any(b"secret" in answer for answer in found.answers)
    all_in_order(room)


async def test_each_consent_is_on_record_as_it_was_put(room: Room) -> None:
    declined = ("keep_voice", "quote_publication")
    ann = await room.joined(declined=declined)
    found = await known(room, ann)
    assert found is not None
    items = room.project.consent.items
    assert [(each.item, each.given, each.version, each.language) for each in found.consents] == [
        (item.key, item.key not in declined, "1", "en") for item in items
    ]
    assert [each.words for each in found.consents] == [item.words["en"] for item in items]
    assert "Thank you, you are in the room. The team sees you as “patient 1”" in texts(ann)
    all_in_order(room)


async def test_consent_in_welsh_is_on_record_in_welsh(room: Room) -> None:
    bryn = await opened(room, language="cy")
    # Language, seven pages, role, age, seven items: the first button each time; then no needs.
    for _step in range(1 + 7 + 2 + 7):
        await room.press(bryn, bryn.buttons()[0])
    await room.press(bryn, "Does dim angen dim byd arbennig arna i")
    found = await known(room, bryn)
    assert found is not None
    items = room.project.consent.items
    assert [(each.language, each.words) for each in found.consents] == [
        ("cy", item.words["cy"]) for item in items
    ]
    for item in items:
        assert item.words["cy"] in texts(bryn)
    all_in_order(room)


@pytest.mark.parametrize(
    ("no", "again", "answer"),
    [
        ("No, that is not me", "Yes, that is right", "Then this link was meant for somebody else."),
        ("No, I am not", "Yes, I am", "You have to be 18 or older for this project."),
        ("No, I do not agree", "Yes, I agree", "That is all right. You do not take part"),
    ],
    ids=["role", "age", "take part"],
)
async def test_declining_is_asked_twice_and_keeps_nothing(
    room: Room, no: str, again: str, answer: str
) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, no)
    await room.press(ann, no)
    found = await known(room, ann)
    assert found is not None
    assert len(found.places) == 1
    await room.press(ann, "No, ask me again")
    assert again in ann.buttons()
    await presses(room, ann, (no, "Yes, that is right"))
    assert answer in texts(ann)
    assert "kept nothing about you." in texts(ann)
    assert await known(room, ann) == Known([], [], 0, [])
    before = ann.last.id
    await room.write(ann, "/start")
    assert "To take part you need an invitation link" in texts(ann, before)
    all_in_order(room)


async def test_a_facilitator_who_does_not_promise_is_not_kept(room: Room) -> None:
    fay = await opened(room, role="facilitator")
    await room.press(fay, "English")
    await on_to(room, fay, "I promise")
    await presses(room, fay, ("No, I do not want to join", "No, ask me again"))
    await presses(room, fay, ("No, I do not want to join", "Yes, that is right"))
    assert await known(room, fay) == Known([], [], 0, [])
    all_in_order(room)


async def test_consent_in_new_words_is_asked_again(room: Room) -> None:
    ann = await room.joined()
    old = room.project.consent
    items = tuple(msgspec.structs.replace(each, words={**each.words, "en": NEW}) for each in old.items[:1])
    consent = msgspec.structs.replace(old, version="2", items=(*items, *old.items[1:]))
    await projects.add(room.house, msgspec.structs.replace(room.project, consent=consent))

    await room.write(ann, "/start")
    assert "We have changed the words of what you agreed to." in texts(ann)
    await room.press(ann, "Go on")
    assert NEW in plain(ann.last.text)
    for _item in old.items:
        await room.press(ann, "Yes, I agree")
    assert "Tell a story" in ann.buttons()
    found = await known(room, ann)
    assert found is not None
    versions = [each.version for each in found.consents]
    assert versions == ["1"] * 7 + ["2"] * 7
    assert found.consents[7].words == NEW
    all_in_order(room)


async def test_new_words_while_somebody_joins_are_put_to_them_too(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I agree")
    old = room.project.consent
    items = tuple(msgspec.structs.replace(each, words={**each.words, "en": NEW}) for each in old.items[:1])
    consent = msgspec.structs.replace(old, version="2", items=(*items, *old.items[1:]))
    await projects.add(room.house, msgspec.structs.replace(room.project, consent=consent))

    await on_to(room, ann, "I need nothing special")
    await room.press(ann, "I need nothing special")
    found = await known(room, ann)
    assert found is not None
    assert [each.version for each in found.consents] == ["1"] * 7
    assert found.consents[0].words == old.items[0].words["en"]
    assert "We have changed the words of what you agreed to." in texts(ann)
    await on_to(room, ann, "Tell a story")
    found = await known(room, ann)
    assert found is not None
    assert (found.consents[7].version, found.consents[7].words) == ("2", NEW)
    all_in_order(room)

"""My data from the phone: see it, take it along, and change what was agreed to."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from tests.journeys.test_team import export, table
from tests.room import Room


def in_order(room: Room) -> None:
    """Telegram refused nothing, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


def texts(phone: Phone) -> str:
    """All that the bot said, one under the other."""
    return "\n".join(message.text for message in phone.messages if message.from_bot)


def archive(phone: Phone) -> zipfile.ZipFile:
    """The newest zip file on the phone."""
    file = next(m.file for m in reversed(phone.messages) if m.kind == "document" and m.from_bot)
    assert file is not None
    return zipfile.ZipFile(io.BytesIO(file.content))


async def download(room: Room, phone: Phone) -> zipfile.ZipFile:
    """Ask for one's own data and unpack what comes."""
    await room.write(phone, "/mydata")
    await room.press(phone, "Download it as a file")
    return archive(phone)


async def decide(room: Room, phone: Phone, item: str, *, agree: bool) -> None:
    """Change one consent in “My data”."""
    await room.write(phone, "/mydata")
    await room.press(phone, "See and change what I agreed to")
    await room.press(phone, f"{item}: {'I do not agree' if agree else 'I agree'}")
    await room.press(phone, "Yes, I agree" if agree else "No, I do not agree")


async def told_in_three_kinds(room: Room, phone: Phone) -> None:
    """A story in words, by voice and with a photo is sent; another one in the same kinds is begun."""
    for send in (True, False):
        await room.press(phone, "Tell a story")
        await room.press(phone, "I am not sure")
        phone.write("The bins were loud.")
        phone.send_voice(example_voice(0.2))
        phone.send_photo(example_photo("A lamp"), "The lamp by the bed.")
        await room.quiet()
        if send:
            await finish(room, phone)


async def finish(room: Room, phone: Phone) -> None:
    """From what happened to the end, without saying anything more."""
    await room.press(phone, "Done")
    await room.press(phone, "None of these")
    while (answer := next((each for each in ENDS if each in phone.buttons()), None)) is not None:
        await room.press(phone, answer)


ENDS = ("Skip this", "Nothing more: the team only", "Send it to the team")


async def test_a_person_sees_each_story_they_told(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await room.told(ann, "The garden was green.")

    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    assert "You have sent 2 stories." in texts(ann)
    assert "It was loud at night." in ann.last.text
    await room.press(ann, "Go on")
    assert "The garden was green." in ann.last.text
    await room.press(ann, "Go on")

    assert "My data" in ann.buttons()
    in_order(room)


async def test_whoever_has_told_nothing_sees_that(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "My data")
    await room.press(ann, "See what I told")
    assert "You have not sent a story yet." in ann.last.text
    await room.press(ann, "Go on")
    assert "My data" in ann.buttons()
    in_order(room)


async def test_the_file_holds_the_words_the_consents_and_the_files(room: Room) -> None:
    ann = await room.joined(declined=("quote_publication",))
    await told_in_three_kinds(room, ann)

    pack = await download(room, ann)

    mine = json.loads(pack.read("my-data.json"))
    assert "The bins were loud." in json.dumps(mine["stories"])
    assert "The bins were loud." in json.dumps(mine["begun"])
    given = {each["item"]: each["given"] for each in mine["consents"]}
    assert given["take_part"]
    assert not given["quote_publication"]
    assert "The bins were loud." in pack.read("my-data.html").decode()
    kinds = sorted(name.rpartition(".")[2] for name in pack.namelist() if name.startswith("files/"))
    assert kinds == ["jpg", "jpg", "ogg", "ogg"]
    in_order(room)


async def test_two_people_who_ask_at_once_get_their_own(room: Room) -> None:
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    await room.told(ann, "Only Ann saw the heron.")
    await room.told(ben, "Only Ben heard the bell.")
    for phone in (ann, ben):
        await room.write(phone, "/mydata")
    for phone in (ann, ben):
        phone.press("Download it as a file")
    await room.quiet()

    for phone, own, other in ((ann, "heron", "bell"), (ben, "bell", "heron")):
        content = archive(phone).read("my-data.json").decode()
        assert own in content
        assert other not in content
        assert sum(m.kind == "document" for m in phone.messages) == 1
    in_order(room)


CONSENTS = (
    ("Keeping my words", {"voice": 2, "photo": 2}, "The bins were loud."),
    ("Keeping my voice", {"photo": 2}, "[Voice message]"),
    ("Keeping my photos and videos", {"voice": 2}, "[Photo]"),
)


@pytest.mark.parametrize(("item", "left", "gone"), CONSENTS)
async def test_a_no_erases_what_was_kept_and_a_yes_lets_tell_again(
    room: Room, item: str, left: dict[str, int], gone: str
) -> None:
    ann = await room.joined()
    await told_in_three_kinds(room, ann)
    files_before = await room.house.blobs.names()
    assert len(files_before) == 4

    await decide(room, ann, item, agree=False)
    assert "2 parts of what you told are erased." in texts(ann)
    await room.tidy()
    await room.quiet()
    assert len(await room.house.blobs.names()) == sum(left.values())
    assert await files_of(room, ann) == sum(left.values())
    since = room.stand.world.activity.revision
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    assert not any(gone in message.text for message in ann.news(since))
    pack = await download(room, ann)
    if item == "Keeping my words":
        assert "The bins were loud." not in pack.read("my-data.json").decode()
        assert "The lamp by the bed." not in pack.read("my-data.json").decode()

    await decide(room, ann, item, agree=True)
    assert gone not in ann.last.text
    ann.write("The bins were loud.")
    ann.send_voice(example_voice(0.2))
    ann.send_photo(example_photo())
    await room.quiet()
    await finish(room, ann)
    assert gone in (await story_seen(room, ann, 2))
    in_order(room)


async def files_of(room: Room, phone: Phone) -> int:
    """How many files erasing everything would take away, as the preview says. Nothing is erased."""
    await room.write(phone, "/stop")
    await room.press(phone, "Erase everything about me")
    counted = re.search(r"(\d+) voice messages?, photos? or videos?", phone.last.text)
    assert counted is not None
    await room.press(phone, "No, keep it")
    return int(counted[1])


async def story_seen(room: Room, phone: Phone, number: int) -> str:
    """What “My data” shows of one's story with this number."""
    since = room.stand.world.activity.revision
    await room.write(phone, "/mydata")
    await room.press(phone, "See what I told")
    while "Go on" in phone.buttons() and f"Story {number}\n" not in phone.last.text:
        await room.press(phone, "Go on")
    return next(m.text for m in reversed(phone.news(since)) if f"Story {number}\n" in m.text)


async def test_words_that_were_erased_do_not_come_back_by_editing_the_message(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    message = await room.write(ann, "The bins were loud.")
    await finish(room, ann)
    await decide(room, ann, "Keeping my words", agree=False)

    ann.edit(message, "The bins were very loud.")
    await room.quiet()
    assert "I have not kept the new words" in texts(ann)
    assert "very loud" not in (await download(room, ann)).read("my-data.json").decode()
    in_order(room)


async def test_words_to_the_menu_are_erased_with_the_other_words(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "I forgot to say: the tea was cold.")
    await decide(room, ann, "Keeping my words", agree=False)
    await decide(room, ann, "Keeping my words", agree=True)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    assert "the tea was cold" not in ann.last.text
    assert "the tea was cold" not in (await download(room, ann)).read("my-data.json").decode()
    in_order(room)


async def test_no_to_all_three_kinds_leaves_a_menu_without_stories(room: Room) -> None:
    ann = await room.joined()
    for item, _left, _gone in CONSENTS:
        await decide(room, ann, item, agree=False)
    assert "Tell a story" not in ann.buttons()
    assert "You asked us to keep nothing that you tell." in ann.last.text
    await room.write(ann, "The bins were loud.")
    assert "loud" not in (await download(room, ann)).read("my-data.json").decode()
    await decide(room, ann, "Keeping my words", agree=True)
    assert "Tell a story" in ann.buttons()
    in_order(room)


async def test_a_no_to_quotes_counts_for_stories_that_allowed_them(room: Room) -> None:
    ann = await room.joined()
    await room.told(
        ann, "The garden was green.", uses=("The team may quote it in the workshop, without a name",)
    )
    fay = await room.joined("facilitator", name="Fay (example)")
    assert await quotes(room, fay) == "yes"
    await decide(room, ann, "Quoting me in the workshop", agree=False)
    assert await quotes(room, fay) == "no"
    in_order(room)


async def quotes(room: Room, fay: Phone) -> str:
    """What the export says about quoting the only story in the workshop."""
    (row,) = table(await export(room, fay), "data/stories.csv")
    return row["quote_workshop"]

"""What facilitators do in the chat, and what nobody else learns of."""

from __future__ import annotations

import csv
import io
import zipfile

import msgspec

from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import projects
from tests.room import Room


def in_order(room: Room) -> None:
    """Telegram refused nothing, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


def texts(phone: Phone) -> str:
    """All that the bot said, one under the other."""
    return "\n".join(message.text for message in phone.messages if message.from_bot)


async def answered(room: Room, phone: Phone, words: str) -> list[tuple[str, tuple[str, ...]]]:
    """What the bot says to these words: the text and the buttons of each new message."""
    before = {message.id for message in phone.messages}
    await room.write(phone, words)
    return [
        (message.text, tuple(button.label for button in message.buttons))
        for message in phone.messages
        if message.from_bot and message.id not in before
    ]


async def facilitator(room: Room, name: str = "Fay (example)") -> Phone:
    """Somebody of the team who has joined."""
    return await room.joined("facilitator", name=name)


async def looks_unknown(room: Room, phone: Phone) -> None:
    """For this person /team is answered exactly as a command that there is not."""
    unknown = await answered(room, phone, "/nosuchcommand")
    assert unknown
    assert await answered(room, phone, "/team") == unknown


async def test_for_a_patient_there_is_no_team(room: Room) -> None:
    ann = await room.joined()
    await looks_unknown(room, ann)
    in_order(room)


async def test_for_a_patient_in_a_story_there_is_no_team(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await looks_unknown(room, ann)
    in_order(room)


async def test_for_a_patient_looking_at_their_data_there_is_no_team(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "I forgot to say: the tea was cold.")
    await looks_unknown(room, ann)
    await room.press(ann, "My data")
    await room.press(ann, "Leave or erase")
    await looks_unknown(room, ann)
    in_order(room)


async def test_for_a_stranger_there_is_no_team(room: Room) -> None:
    await looks_unknown(room, room.phone())
    in_order(room)


async def test_for_somebody_joining_there_is_no_team(room: Room) -> None:
    for role in ("patient", "facilitator"):
        phone = room.phone(role=role)
        phone.open_link(await room.link(role))
        await room.quiet()
        await looks_unknown(room, phone)
        await room.press(phone, "English")
        await looks_unknown(room, phone)
    in_order(room)


async def test_for_a_facilitator_who_left_there_is_no_team(room: Room) -> None:
    fay = await facilitator(room)
    await room.write(fay, "/stop")
    await room.press(fay, "No more messages. Keep what I told")
    await looks_unknown(room, fay)
    in_order(room)


async def test_a_press_from_before_leaving_does_nothing(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    fay = await facilitator(room)
    await room.write(fay, "/team")
    old, button = fay.find_button(lambda each: each.label == "Read the next new story")
    await room.write(fay, "/stop")
    await room.press(fay, "No more messages. Keep what I told")
    seen = texts(fay)

    assert button.data is not None
    fay.press_data(old.id, button.data)
    await room.quiet()
    assert texts(fay) == seen
    assert fay.notices == ["This question is closed. The newest one is at the bottom."]
    in_order(room)


async def test_a_note_names_hard_feelings_before_the_story(room: Room) -> None:
    ann = await room.joined()
    await told_with(room, ann, "It was loud at night.", feelings=("Frustrated", "Proud"))
    fay = await facilitator(room)
    await room.write(fay, "/team")
    await room.press(fay, "Read the next new story")
    assert "Before you read story 1:" in fay.last.text
    assert "Frustrated" in fay.last.text
    assert "Proud" not in fay.last.text
    assert "It was loud" not in texts(fay)

    await room.press(fay, "Not now")
    assert "It was loud" not in texts(fay)
    assert "1 story that you have not read" in fay.last.text
    in_order(room)


async def told_with(room: Room, phone: Phone, words: str, feelings: tuple[str, ...]) -> None:
    """Tell a story in words with these feelings, and a voice message and a photo with it."""
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    phone.write(words)
    phone.send_voice(example_voice(0.2))
    phone.send_photo(example_photo())
    await room.quiet()
    await room.press(phone, "Done")
    for feeling in feelings:
        await room.press(phone, next(each for each in phone.buttons() if each.endswith(feeling)))
    await room.press(phone, "Done" if feelings else "None of these")
    ends = ("Skip this", "Nothing more: the team only", "Send it to the team")
    while (answer := next((each for each in ends if each in phone.buttons()), None)) is not None:
        await room.press(phone, answer)


async def read_next(room: Room, phone: Phone) -> None:
    """Read the next new story and stop there."""
    await room.write(phone, "/team")
    await room.press(phone, "Read the next new story")
    await room.press(phone, "Yes, show it")
    await room.press(phone, "I have read it. That is enough for now")


async def test_each_facilitator_has_read_marks_of_their_own(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await room.told(ann, "The garden was green.")
    fay, gwen = await facilitator(room), await facilitator(room, "Gwen (example)")
    await read_next(room, fay)
    assert "1 story that you have not read" in fay.last.text
    await room.write(gwen, "/team")
    assert "2 stories that you have not read" in gwen.last.text
    await room.press(gwen, "Read the next new story")
    await room.press(gwen, "Yes, show it")
    await room.press(gwen, "I have read it. Next story")
    assert "Before you read story 2:" in gwen.last.text
    await room.press(gwen, "Yes, show it")
    await room.press(gwen, "I have read it. Next story")
    assert "There is no further story." in texts(gwen)
    assert "Read the next new story" not in gwen.buttons()
    in_order(room)


async def test_a_changed_story_is_unread_again(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    message = await room.write(ann, "It was loud at night.")
    await room.press(ann, "Done")
    await room.press(ann, "None of these")
    ends = ("Skip this", "Nothing more: the team only", "Send it to the team")
    while (answer := next((each for each in ends if each in ann.buttons()), None)) is not None:
        await room.press(ann, answer)
    fay = await facilitator(room)
    await read_next(room, fay)
    assert "Read the next new story" not in fay.buttons()

    ann.edit(message, "It was very loud at night.")
    await room.quiet()
    await read_next(room, fay)
    assert "It was very loud at night." in texts(fay)
    in_order(room)


async def test_all_stories_can_be_read_again_from_the_first(room: Room) -> None:
    ann = await room.joined()
    for words in ("It was loud at night.", "The garden was green."):
        await room.told(ann, words)
    fay = await facilitator(room)
    for _time in range(2):
        since = room.stand.world.activity.revision
        await room.write(fay, "/team")
        await room.press(fay, "Read all stories from the first")
        await room.press(fay, "Yes, show it")
        await room.press(fay, "I have read it. Next story")
        await room.press(fay, "Yes, show it")
        await room.press(fay, "I have read it. Next story")
        said = "\n".join(message.text for message in fay.news(since))
        assert said.index("It was loud at night.") < said.index("The garden was green.")
        assert "There is no further story." in said
    in_order(room)


async def test_files_are_shown_with_the_story(room: Room) -> None:
    ann = await room.joined()
    await told_with(room, ann, "It was loud at night.", feelings=())
    fay = await facilitator(room)
    await room.write(fay, "/team")
    await room.press(fay, "Read the next new story")
    assert "It has 2 files." in fay.last.text
    assert not [message for message in fay.messages if message.kind != "text"]
    await room.press(fay, "Yes, show it")
    assert [message.kind for message in fay.messages if message.file] == ["voice", "photo"]
    photo = next(message.file for message in fay.messages if message.kind == "photo")
    assert photo is not None
    assert b"Example Camera" not in photo.content
    in_order(room)


async def export(room: Room, phone: Phone) -> zipfile.ZipFile:
    """Ask for a pack for the team and unpack what comes."""
    await room.write(phone, "/team")
    await room.press(phone, "Export for the workshop")
    await room.press(phone, "Make a pack for the team only")
    await room.press(phone, "English")
    files = [message.file for message in reversed(phone.messages) if message.file]
    packed = next(file for file in files if file.name == "pack.zip")
    return zipfile.ZipFile(io.BytesIO(packed.content))


def table(pack: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of an export."""
    path = next(each for each in pack.namelist() if each.endswith(name))
    return list(csv.DictReader(io.StringIO(pack.read(path).decode("utf-8-sig"))))


async def test_the_export_holds_what_consents_allow(room: Room) -> None:
    ann = await room.joined(declined=("quote_publication",))
    workshop = "The team may quote it in the workshop, without a name"
    await room.told(ann, "It was loud at night.", uses=(workshop,))
    ben = await room.joined(name="Ben (example)")
    await told_with(room, ben, "The garden was green.", feelings=())
    await room.write(ben, "/mydata")
    await room.press(ben, "See and change what I agreed to")
    await room.press(ben, "Keeping my words: I agree")
    await room.press(ben, "No, I do not agree")

    pack = await export(room, await facilitator(room))
    first, second = table(pack, "stories.csv")
    assert (first["words"], first["quote_workshop"], first["quote_publication"]) == (
        "It was loud at night.",
        "yes",
        "no",
    )
    assert (second["words"], second["quote_workshop"], second["files"]) == ("", "no", "2")
    everything = b"".join(pack.read(name) for name in pack.namelist())
    assert b"The garden was green." not in everything
    assert b"(example)" not in b"".join(pack.read(n) for n in pack.namelist() if n.endswith(".csv"))
    assert sum("media/" in name for name in pack.namelist()) == 2
    in_order(room)


async def test_whoever_joined_another_project_sees_nothing_of_this_one(room: Room) -> None:
    project = msgspec.structs.replace(room.project, key="another", title={"en": "Another ward"})
    await projects.add(room.house, project)
    other = Room(room.stand, room.house, room.clock, project, room.phones)
    ann, ben = await room.joined(), await other.joined(name="Ben (example)")
    await room.told(ann, "It was loud at night.")
    await room.told(ben, "The garden was green.")

    gwen = await facilitator(other, "Gwen (example)")
    await room.write(gwen, "/team")
    assert "Another ward" in gwen.last.text
    assert "1 story in all" in gwen.last.text
    assert "1 person has joined" in gwen.last.text
    await room.press(gwen, "Read all stories from the first")
    await room.press(gwen, "Yes, show it")
    assert "The garden was green." in gwen.last.text
    await room.press(gwen, "I have read it. Next story")
    assert "There is no further story." in texts(gwen)
    stories = table(await export(room, gwen), "stories.csv")
    assert [story["words"] for story in stories] == ["The garden was green."]
    assert "It was loud at night." not in texts(gwen)
    in_order(room)


async def test_the_words_that_order_the_queue_can_be_seen(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.write(fay, "/team")
    await room.press(fay, "Words that put a story first")
    shown = plain(fay.last.text)
    for words in (
        "They only change the order.",
        "changed in the project file",
        "cannot go on",
        "hunanladdiad",
    ):
        assert words in shown
    await room.press(fay, "Back")
    assert "Words that put a story first" in fay.buttons()
    in_order(room)

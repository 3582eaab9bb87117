"""Phones: every action becomes an update the library can read, and is visible at once."""

from collections.abc import Callable

import pytest
import telegram
from PIL import Image
from telegram import Message, Update

from bot.rehearsal.media import example_photo, example_voice, voice_from
from bot.rehearsal.phones import NotVisible, Phone
from bot.rehearsal.stand import Stand

Action = Callable[[Phone], object]


async def only(api: telegram.Bot) -> Message:
    """The message of the one update that waits."""
    (update,) = await api.get_updates()
    assert update.effective_message is not None
    assert update.api_kwargs == {}
    assert update.effective_message.api_kwargs == {}
    return update.effective_message


ACTIONS: list[tuple[str, Action]] = [
    ("voice", lambda p: p.send_voice(example_voice(0.1), 1)),
    ("photo", lambda p: p.send_photo(example_photo(), "the ward")),
    ("video_note", lambda p: p.send_video_note(b"mp4")),
    ("video", lambda p: p.send_video(b"mp4", 3, "a clip")),
    ("document", lambda p: p.send_document(b"a", "a.txt", "text/plain")),
    ("sticker", lambda p: p.send_sticker()),
    ("contact", lambda p: p.send_contact()),
    ("location", lambda p: p.send_location()),
    ("poll", lambda p: p.send_poll()),
    ("forward_origin", lambda p: p.forward("what somebody wrote")),
]


@pytest.mark.parametrize(("kind", "act"), ACTIONS, ids=[kind for kind, _ in ACTIONS])
async def test_every_kind_of_message_arrives(ann: Phone, api: telegram.Bot, kind: str, act: Action) -> None:
    act(ann)
    assert getattr(await only(api), kind)
    assert len(ann.messages) == 1


async def test_a_photo_comes_in_several_sizes(ann: Phone, api: telegram.Bot) -> None:
    ann.send_photo(example_photo(), "the ward")
    message = await only(api)
    assert [size.width for size in message.photo] == [90, 320, 960]
    assert message.caption == "the ward"


async def test_an_album_may_come_out_of_order(ann: Phone, api: telegram.Bot) -> None:
    sent = ann.send_album([example_photo()] * 3, "ours", order=[2, 0, 1])
    messages = [u.message for u in await api.get_updates() if u.message]
    assert [m.message_id for m in messages] == [sent[2], sent[0], sent[1]]
    assert len({m.media_group_id for m in messages}) == 1
    assert [m.caption for m in messages] == [None, "ours", None]


async def test_long_texts_go_in_parts_and_lose_nothing(ann: Phone, api: telegram.Bot) -> None:
    story = " ".join(f"word{n}😀" for n in range(1500))
    ann.write(story)
    parts = [u.message.text or "" for u in await api.get_updates() if u.message]
    assert len(parts) == 4
    assert all(len(part.encode("utf-16-le")) <= 2 * 4096 for part in parts)
    assert " ".join(parts) == story
    ann.write("😀" * 2049)
    assert [len(m.text) for m in ann.messages[-2:]] == [2048, 1]


async def test_edits_and_replies(ann: Phone, api: telegram.Bot) -> None:
    first = ann.write("nois")
    ann.edit(first, "noise /help")
    photo = ann.send_photo(example_photo(), "wrod")
    ann.edit(photo, "word")
    ann.reply(first, "and light")
    updates = await api.get_updates()
    edited = [u.edited_message for u in updates if u.edited_message]
    assert [(m.text, m.caption) for m in edited] == [("noise /help", None), (None, "word")]
    assert edited[0].parse_entities().popitem()[1] == "/help"
    assert updates[-1].message is not None
    assert updates[-1].message.reply_to_message is not None
    assert [m.text for m in ann.messages] == ["noise /help", "word", "and light"]


async def test_groups_and_channels(ann: Phone, api: telegram.Bot) -> None:
    ann.in_group("/start@in_the_room_example_bot")
    ann.in_channel("hello")
    updates: tuple[Update, ...] = await api.get_updates()
    assert [u.effective_chat.type for u in updates if u.effective_chat] == ["supergroup", "channel"]
    assert updates[1].channel_post is not None
    assert ann.messages == []


async def test_a_link_starts_the_bot_with_its_token(stand: Stand, ann: Phone) -> None:
    ann.open_link(stand.link("A-token_1"))
    assert ann.conversation.messages[ann.last.id]["text"] == "/start A-token_1"
    assert ann.last.text == "/start"
    for link in ("https://t.me/other_bot?start=a", "https://example.org/", stand.link("a" * 65)):
        with pytest.raises(ValueError, match=r"link to the bot|passes on tokens"):
            ann.open_link(link)


async def test_what_no_client_sends(ann: Phone, api: telegram.Bot) -> None:
    with pytest.raises(ValueError, match="nothing to send"):
        ann.write("\n ")
    ann.write("a\x0bb")
    ann.write_raw("a\x0b\ud83d")
    assert [u.message.text for u in await api.get_updates() if u.message] == ["a b", "a\x0b\ud83d"]


async def test_a_press_names_the_message_it_belongs_to(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    keys = [
        telegram.InlineKeyboardButton(label, callback_data=data)
        for label, data in (("Yes", "y"), ("No", "n"))
    ]
    older = await api.send_message(ann.id, "One?", reply_markup=telegram.InlineKeyboardMarkup([keys]))
    newer = await api.send_message(ann.id, "Two?", reply_markup=telegram.InlineKeyboardMarkup([keys]))
    ann.press("No")
    ann.press_data(older.message_id, "forged")
    ann.press_data(9, "gone")
    queries = [u.callback_query for u in await api.get_updates() if u.callback_query]
    assert [q.data for q in queries] == ["n", "forged", "gone"]
    assert [q.message.message_id for q in queries if q.message] == [newer.message_id, older.message_id, 9]
    assert [q.message.is_accessible for q in queries if q.message] == [True, True, False]
    with pytest.raises(NotVisible, match=r"bot: Two\? \[Yes\] \[No\]"):
        ann.press("Perhaps")


async def test_waiting_ends_with_what_is_visible(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    await api.send_message(ann.id, "Hello")
    with pytest.raises(NotVisible, match=r"“Goodbye” is not visible(.|\n)*bot: Hello"):
        await ann.wait_for("Goodbye", seconds=0)


def test_example_voice_is_opus_and_recordings_become_it() -> None:
    voice, seconds = voice_from(example_voice(2.0))
    assert (voice[:4], seconds) == (b"OggS", 2)
    assert b"OpusHead" in voice[:100]
    with pytest.raises(ValueError, match="could not be read as sound"):
        voice_from(b"no sound at all")


def test_example_photo_carries_metadata() -> None:
    import io

    exif = Image.open(io.BytesIO(example_photo())).getexif()
    assert exif[0x013B] == "Ann (example)"
    assert exif.get_ifd(0x8825)[1] == "N"

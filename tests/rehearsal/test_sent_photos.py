"""Photos that the bot sends: made over and refused as Telegram does it."""

import io

import pytest
import telegram
from PIL import Image
from telegram.error import BadRequest

from bot.rehearsal import files
from bot.rehearsal.phones import Phone


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture of these sides in pixels."""
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", (width, height), "#e8f2ee").save(out, kind)
    return out.getvalue()


async def test_a_photo_arrives_as_jpeg_in_several_sizes(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    sent = await api.send_photo(ann.id, picture(2000, 1000), caption="Your map")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 45), (320, 160), (1280, 640)]
    assert (ann.last.kind, ann.last.text, ann.last.size) == ("photo", "Your map", (1280, 640))
    assert ann.last.file is not None
    assert ann.last.file.content[:3] == b"\xff\xd8\xff"


async def test_a_small_photo_is_not_blown_up(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    sent = await api.send_photo(ann.id, picture(300, 200, "JPEG"))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 60), (300, 200)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (picture(9000, 1001), "Photo_invalid_dimensions"),
        (picture(2100, 100), "Photo_invalid_dimensions"),
        (b"no picture", "Image_process_failed"),
        (picture(100, 100) + bytes(files.LARGEST_PHOTO), "ile is too big"),
    ],
)
async def test_what_telegram_makes_no_photo_of(
    ann: Phone, api: telegram.Bot, content: bytes, reason: str
) -> None:
    ann.start()
    with pytest.raises(BadRequest, match=reason):
        await api.send_photo(ann.id, content)


async def test_the_longest_sides_are_still_taken(ann: Phone, api: telegram.Bot) -> None:
    ann.start()
    await api.send_photo(ann.id, picture(2000, 100))
    await api.send_photo(ann.id, picture(9000, 1000))
    assert len(ann.messages) == 3

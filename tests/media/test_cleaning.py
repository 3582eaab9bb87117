"""Nothing but picture and sound is left of a file, and both are as they were."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.delivery import cleaning
from bot.delivery.cleaned import Unreadable
from bot.delivery.cleaning import clean, cleaned
from tests.media.samples import HIGH, SECRET, WIDE, picture, recording, turned, with_box

HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
    "loop",
    "background",
    "duration",
    "timestamp",
}
"""What every file of its form has; none of it is carried over."""


def spellings(words: str) -> list[bytes]:
    return [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")]


def holds_secret(content: bytes) -> bool:
    return any(each in content for each in spellings(SECRET))


def seen(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kind", ["photo", "document"])
def test_a_picture_keeps_its_pixels_and_nothing_else(form: str, kind: str) -> None:
    sent = picture(form)
    assert holds_secret(sent)
    kept = cleaned(sent, kind)
    assert not holds_secret(kept.content)
    image = seen(kept.content)
    assert kept.mime == Image.MIME[form]
    assert image.format == form
    assert image.size == (WIDE, HIGH)
    assert not dict(image.getexif())
    assert not image.getexif().get_ifd(0x8825)
    assert set(image.info) <= HARMLESS
    red, _, blue = image.convert("RGB").getpixel((4, HIGH // 2))  # type: ignore[misc]
    assert (red > 180, blue < 60) == (True, True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_comes_out_the_right_way_up(orientation: int) -> None:
    kept = seen(cleaned(picture("PNG", orientation=orientation), "photo").content).convert("RGB")
    on_its_side = orientation >= 5
    assert kept.size == ((HIGH, WIDE) if on_its_side else (WIDE, HIGH))
    places = {1: "left", 4: "left", 2: "right", 3: "right", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}
    across, down = kept.width - 1, kept.height - 1
    spots = {"left": (0, down // 2), "right": (across, down // 2), "top": (0, 0), "bottom": (0, down)}
    assert kept.getpixel(spots[places[orientation]]) == (220, 0, 0)


@pytest.mark.parametrize(
    ("form", "mode", "kept_as"),
    [
        ("PNG", "L", "L"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "P", "RGB"),
        ("PNG", "1", "1"),
        ("PNG", "LA", "RGBA"),
        ("JPEG", "L", "L"),
        ("JPEG", "CMYK", "RGB"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
def test_every_kind_of_colour_is_kept_readable(form: str, mode: str, kept_as: str) -> None:
    kept = seen(cleaned(picture(form, mode, icc_profile=None), "document").content)
    assert kept.mode == kept_as
    assert kept.size == (WIDE, HIGH)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_broken_note_on_orientation_loses_the_note_and_not_the_picture() -> None:
    sent = picture("JPEG")
    at = sent.index(b"Exif\0\0") + 6
    broken = sent[: at + 8] + b"\xff" * 60 + sent[at + 68 :]
    assert seen(cleaned(broken, "photo").content).size == (WIDE, HIGH)


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + check + bytes(64)


@pytest.mark.parametrize(("width", "height"), [(8001, 8000), (12_000, 12_000), (60_000, 60_000), (0, 5)])
def test_a_picture_far_too_large_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    with pytest.raises(Unreadable):
        cleaned(png_claiming(width, height), "photo")


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "PPM"])
def test_forms_that_are_not_taken_are_refused(form: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, form)
    with pytest.raises(Unreadable):
        cleaned(written.getvalue(), "document")


def heard_and_seen(content: bytes) -> tuple[int, int]:
    with av.open(io.BytesIO(content), "r") as opened:
        sound = sum(frame.samples for frame in opened.decode(audio=0)) if opened.streams.audio else 0
    with av.open(io.BytesIO(content), "r") as opened:
        frames = len(list(opened.decode(video=0))) if opened.streams.video else 0
    return sound, frames


@pytest.mark.parametrize(
    ("kind", "form", "video", "audio", "mime"),
    [
        ("voice", "ogg", None, "libopus", "audio/ogg"),
        ("voice", "ogg", None, "vorbis", "audio/ogg"),
        ("voice", "mp3", None, "libmp3lame", "audio/mpeg"),
        ("voice", "mp4", None, "aac", "audio/mp4"),
        ("video_note", "mp4", "libx264", "aac", "video/mp4"),
        ("video", "mp4", "libx264", None, "video/mp4"),
        ("video", "mp4", "libx265", "aac", "video/mp4"),
        ("video", "mov", "libx264", "aac", "video/mp4"),
        ("video", "webm", "libvpx", "libopus", "video/webm"),
        ("video", "matroska", "libx265", "libopus", "video/webm"),
    ],
)
async def test_a_recording_keeps_sound_and_picture_and_nothing_else(
    kind: str, form: str, video: str | None, audio: str | None, mime: str
) -> None:
    sent = recording(form, video, audio, attach=form == "matroska")
    assert holds_secret(sent)
    kept = await clean(sent, kind)
    assert kept.mime == mime
    assert_nothing_is_told(kept.content)
    sound, frames = heard_and_seen(kept.content)
    assert frames == heard_and_seen(sent)[1]
    assert abs(sound - heard_and_seen(sent)[0]) <= 2 * 1152


def assert_nothing_is_told(content: bytes) -> None:
    for trace in (SECRET, "+51.50", "\u00a9xyz", "2024-01-02", "x264 - core", "x265 (build"):
        assert not any(each in content for each in [*spellings(trace), trace.encode("latin-1")]), trace
    with av.open(io.BytesIO(content)) as opened:
        harmless = {"major_brand", "minor_version", "compatible_brands", "encoder"}
        assert set(opened.metadata) <= harmless
        assert opened.metadata.get("encoder", "Lavf") == "Lavf"
        assert not opened.chapters()
        for stream in opened.streams:
            assert stream.type in ("audio", "video")
            assert set(stream.metadata) <= {"handler_name", "language", "DURATION", "encoder", "vendor_id"}
            assert stream.metadata.get("handler_name", "SoundHandler") in ("SoundHandler", "VideoHandler")


def test_a_film_held_upright_stays_upright_and_its_place_boxes_go() -> None:
    sent = with_box(turned(recording()))
    kept = cleaned(sent, "video").content
    assert_nothing_is_told(kept)
    turns = []
    for content in (sent, kept):
        with av.open(io.BytesIO(content), "r") as opened:
            turns.append(next(opened.decode(video=0)).rotation)
    assert turns[0] == turns[1] != 0


def test_tags_at_the_end_of_an_mp3_are_gone() -> None:
    tag = b"TAG" + SECRET.encode().ljust(125, b"\0")
    kept = cleaned(recording("mp3", None, "libmp3lame") + tag, "voice").content
    assert_nothing_is_told(kept)
    assert not kept.startswith(b"ID3")


def test_comments_that_a_film_would_carry_in_its_codec_are_refused() -> None:
    with pytest.raises(Unreadable, match="vorbis"):
        cleaned(recording("matroska", "libvpx", "vorbis"), "video")


def test_a_film_without_sound_or_picture_is_refused() -> None:
    with pytest.raises(Unreadable):
        cleaned(b"OggS" + bytes(200), "voice")


def test_what_unpacks_to_far_more_than_was_sent_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_PACKETS", 3)
    with pytest.raises(Unreadable, match="far more"):
        cleaned(recording("ogg", None, "libopus"), "voice")


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video", "video_note"])
@given(noise=st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_noise_is_refused_and_never_anything_else(kind: str, noise: bytes) -> None:
    with pytest.raises(Unreadable):
        cleaned(noise, kind)


SAMPLES = {
    "photo": picture("JPEG"),
    "document": picture("PNG"),
    "voice": recording("ogg", None, "libopus"),
    "video": recording("mp4"),
    "video_note": recording("matroska", "libvpx", "libopus"),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", sorted(SAMPLES))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_cleaned_or_refused(kind: str, data: st.DataObject) -> None:
    sent = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(sent) // 2, len(sent)))
    with contextlib.suppress(Unreadable):
        assert cleaned(bytes(sent[:cut]), kind).content

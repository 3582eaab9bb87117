"""Files as phones make them, with secrets planted wherever metadata can stand."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageCms, PngImagePlugin

SECRET = "SECRET-7f3a"
ABOUT = {
    "title": f"{SECRET} title",
    "artist": f"{SECRET} artist",
    "comment": f"{SECRET} comment",
    "location": "+51.5033-000.1195/",
    "creation_time": "2024-01-02T03:04:05Z",
    "com.apple.quicktime.make": f"{SECRET} phone",
}
WIDE, HIGH = 64, 48


def picture(form: str = "JPEG", mode: str = "RGB", orientation: int | None = None, **more: Any) -> bytes:
    """Left half red, right half blue, with EXIF (and where the form has them GPS, XMP, comments)."""
    image = Image.new("RGB", (WIDE, HIGH), (220, 0, 0))
    image.paste((0, 0, 220), (WIDE // 2, 0, WIDE, HIGH))
    exif = Image.Exif()
    exif[0x010F] = f"{SECRET} maker"
    exif[0x9C9C] = f"{SECRET} windows".encode("utf-16-le")
    if orientation:
        exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.0), 3: "W", 4: (0.0, 7.0, 10.0)})
    exif.get_ifd(0x8769).update({0x9286: f"{SECRET} user comment".encode()})
    options: dict[str, Any] = {"exif": exif, **_beside(form), **more}
    written = io.BytesIO()
    coloured = image.convert(mode)
    if mode.endswith("A"):
        coloured.putalpha(128)
    coloured.save(written, form, **options)
    return written.getvalue()


def _beside(form: str) -> dict[str, Any]:
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET} xmp</x:xmpmeta>'
    if form == "JPEG":
        return {"comment": f"{SECRET} comment".encode(), "xmp": xmp.encode(), "icc_profile": profile()}
    if form == "WEBP":
        return {"xmp": xmp.encode(), "icc_profile": profile()}
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", f"{SECRET} text")
    chunks.add_text("Author", f"{SECRET} packed", zip=True)
    chunks.add_itxt("XML:com.adobe.xmp", xmp)
    return {"pnginfo": chunks, "icc_profile": profile()}


def profile() -> bytes:
    """A colour profile whose description was written over."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    assert name in plain
    return plain.replace(name, SECRET.ljust(13)[:13].encode("utf-16-be"))


def recording(
    form: str = "mp4",
    video: str | None = "libx264",
    audio: str | None = "aac",
    about: Mapping[str, str] = ABOUT,
    attach: bool = False,
) -> bytes:
    """A second of grey picture and of silence, with tags on the file and on each stream, and a chapter."""
    written = io.BytesIO()
    options = {"movflags": "use_metadata_tags"} if form in ("mp4", "mov") else {}
    with av.open(written, "w", format=form, options=options) as made:
        made.metadata.update(about)
        if form != "mp3":
            made.set_chapters([_chapter()] if about else [])
        streams = [stream for stream in (_seen(made, video), _heard(made, audio)) if stream]
        for stream in streams:
            if about:
                stream.metadata.update({"handler_name": f"{SECRET} handler", "title": f"{SECRET} stream"})
        if attach:
            made.add_attachment(f"{SECRET}.txt", "text/plain", f"{SECRET} attached".encode())
        for stream in streams:
            for frame in (*_frames(stream), None):
                made.mux(stream.encode(frame))  # type: ignore[arg-type]
    return written.getvalue()


def _chapter() -> Any:
    return {"id": 1, "start": 0, "end": 500, "time_base": Fraction(1, 1000), "metadata": {"title": SECRET}}


def _seen(made: OutputContainer, codec: str | None) -> VideoStream | None:
    if codec is None:
        return None
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    stream = made.add_stream(codec, rate=10, options=options)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, "yuv420p"
    return stream


def _heard(made: OutputContainer, codec: str | None) -> AudioStream | None:
    if codec is None:
        return None
    stream = made.add_stream(codec, rate=48000)
    assert isinstance(stream, AudioStream)
    stream.layout = "stereo" if codec == "vorbis" else "mono"
    if codec == "vorbis":
        stream.codec_context.options = {"strict": "experimental"}
    return stream


def _frames(stream: VideoStream | AudioStream) -> Iterator[av.VideoFrame | av.AudioFrame]:
    if isinstance(stream, VideoStream):
        for number in range(10):
            picture = av.VideoFrame(WIDE, HIGH, "yuv420p")
            for plane in picture.planes:
                plane.update(bytes([60 + 10 * number]) * plane.buffer_size)
            picture.pts, picture.time_base = number, Fraction(1, 10)
            yield picture
        return
    length = stream.codec_context.frame_size or 960
    for number in range(40):
        sound = av.AudioFrame(stream.format.name, stream.layout.name, length)
        for channel in sound.planes:
            channel.update(bytes(channel.buffer_size))
        sound.sample_rate, sound.pts, sound.time_base = 48000, number * length, Fraction(1, 48000)
        yield sound


def turned(video: bytes) -> bytes:
    """The same MP4, noted as held upright: the display matrix of its first track turns by 90 degrees."""
    at = video.index(b"tkhd") + 4 + 40
    matrix = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, HIGH * 65536, 0, 1 << 30)
    return video[:at] + matrix + video[at + 36 :]


def with_box(video: bytes) -> bytes:
    """The same MP4 with a user box and a ``uuid`` box (where XMP stands) after everything else."""
    payload = SECRET.encode()
    spoken = struct.pack(">HH", len(payload), 0x15C7) + payload
    place = struct.pack(">I4s", 8 + len(spoken), b"\xa9xyz") + spoken
    user = struct.pack(">I4s", 8 + len(place), b"udta") + place
    xmp = struct.pack(">I4s", 24 + len(payload), b"uuid") + bytes(range(16)) + payload
    return video + user + xmp

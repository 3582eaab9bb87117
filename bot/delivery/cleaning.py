"""Takes out of a file everything but what can be seen and heard.

Phones write into photos and recordings where and when they were made, with which device, and
sometimes by whom. A kept file is therefore built anew: a picture from its pixels, a recording from
its coded sound and picture alone. Nothing else of the file that was sent is carried over, so a kind
of metadata that nobody here has heard of stays behind too.

Files come from anybody. Only a few formats and codecs are opened at all, sizes are bounded before
memory is taken, and whatever goes wrong inside a decoder comes out as :class:`Unreadable`.
"""

from __future__ import annotations

import asyncio
import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import av
from av.codec import CodecContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from PIL import Image, ImageCms, ImageOps

from bot.delivery.cleaned import Clean, Unreadable

MOST_PIXELS = 64_000_000
"""Largest picture that is opened: width times height. A phone's 50 megapixels fit."""

MOST_PACKETS = 2_000_000
"""Most pieces of sound and picture in one recording. An hour of both has some 300,000."""

_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92},
    "PNG": {},
    "WEBP": {"quality": 92, "method": 4},
}
_SOUND = frozenset({"aac", "mp3", "opus"})
_MOVING = frozenset({"h264", "hevc", "vp8", "vp9"})
_DECODERS = "aac,mp3,mp3float,opus,libopus,vorbis,h264,hevc,vp8,vp9,libvpx,libvpx-vp9"
_DEMUXERS = "ogg,mp3,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"


async def clean(content: bytes, kind: str) -> Clean:
    """Build ``content`` anew without metadata; ``kind`` is the kind of the part it belongs to.

    Works in a thread. A picture of the largest size takes some 400 MB while it is turned, so whoever
    calls this does so for one file at a time. Raises :class:`Unreadable`.
    """
    return await asyncio.to_thread(cleaned, content, kind)


def cleaned(content: bytes, kind: str) -> Clean:
    """Do what :func:`clean` does, in this thread."""
    rebuild = _picture if kind in ("photo", "document") else _recording
    try:
        return rebuild(content, kind)
    except Unreadable:
        raise
    except Exception as error:
        # Decoders meet hostile bytes here; what they raise is theirs to choose.
        raise Unreadable(f"not a readable {kind}: {type(error).__name__}") from error


def _picture(content: bytes, kind: str) -> Clean:
    with Image.open(io.BytesIO(content), formats=tuple(_PICTURES)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Unreadable(f"a {kind} of {opened.width} by {opened.height} pixels is too large")
        name = str(opened.format)
        opened.load()
        plain = _only_pixels(_upright(opened), name)
    written = io.BytesIO()
    plain.save(written, format=name, **_QUALITY[name])
    return Clean(written.getvalue(), _PICTURES[name])


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned as the camera noted; as it is where that note makes no sense."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, TypeError, SyntaxError, KeyError, struct.error):
        return image.copy()


def _only_pixels(image: Image.Image, name: str) -> Image.Image:
    """The picture in plain colours, with nothing written beside them."""
    image = _in_common_colours(image)
    if name == "PNG" and image.mode in ("1", "L", "I;16", "RGB", "RGBA"):
        mode = "RGBA" if "transparency" in image.info else image.mode
    elif name != "JPEG" and image.has_transparency_data:
        mode = "RGBA"
    else:
        mode = "L" if image.mode == "L" else "RGB"
    plain = image.convert(mode) if image.mode != mode else image
    plain.info = {}
    return plain


def _in_common_colours(image: Image.Image) -> Image.Image:
    """Turn a picture's own colour space into the common one, since its profile is left behind."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, common, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


@dataclass(frozen=True)
class _Container:
    reads: str
    writes: str
    codecs: frozenset[str]
    options: dict[str, str] = field(default_factory=dict)


_OGG = _Container("ogg", "ogg", frozenset({"opus", "vorbis"}))
_MP3 = _Container("mp3", "mp3", frozenset({"mp3"}), {"id3v2_version": "0"})
_MP4 = _Container("mov", "mp4", _SOUND | _MOVING)
_WEBM = _Container("matroska", "matroska", _SOUND | _MOVING)
# Vorbis is taken in Ogg alone: there its comments are written anew, in Matroska they would be copied.

_MIME = {"ogg": "ogg", "mp3": "mpeg", "mp4": "mp4", "matroska": "webm"}


def _recording(content: bytes, kind: str) -> Clean:
    container = _container_of(content)
    written = io.BytesIO()
    source = av.open(
        io.BytesIO(content),
        "r",
        format=container.reads,
        options={"codec_whitelist": _DECODERS, "format_whitelist": _DEMUXERS},
        metadata_errors="replace",
    )
    target = av.open(
        written, "w", format=container.writes, options={"fflags": "+bitexact", **container.options}
    )
    with source, target:
        shows = _copy(source, target, container, most=2 * len(content) + 65_536)
    return Clean(written.getvalue(), f"{'video' if shows else 'audio'}/{_MIME[container.writes]}")


def _container_of(content: bytes) -> _Container:
    """What the first bytes say; nothing is left to the library to guess."""
    if content.startswith(b"OggS"):
        return _OGG
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return _WEBM
    if content[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        return _MP4
    if content.startswith(b"ID3") or (content[:1] == b"\xff" and content[1:2] >= b"\xe0"):
        return _MP3
    raise Unreadable("not a recording of a kind that is taken")


def _copy(source: InputContainer, target: OutputContainer, container: _Container, most: int) -> bool:
    """Carry sound and picture over, piece by piece; tell whether there is a picture."""
    kept = [stream for stream in source.streams if _is_told(stream)]
    if not kept:
        raise Unreadable("nothing to hear or see in it")
    made = {stream.index: _Track(stream, target, container) for stream in kept}
    packets = size = 0
    for packet in source.demux(*kept):
        if not packet.size:
            continue
        packets, size = packets + 1, size + packet.size
        if packets > MOST_PACKETS or size > most:
            raise Unreadable("unpacks to far more than was sent")
        for piece in made[packet.stream_index].pieces(packet):
            target.mux(piece)
    if not packets:
        raise Unreadable("nothing to hear or see in it")
    return any(stream.type == "video" for stream in kept)


def _is_told(stream: Stream) -> bool:
    """Sound and moving picture are what was told; covers, subtitles, data and attachments are not."""
    return stream.type in ("audio", "video") and not stream.disposition & Disposition.attached_pic


def _codec(stream: Stream) -> str:
    context: CodecContext | None = stream.codec_context  # None where no decoder is known
    return context.codec.canonical_name if context is not None else "an unknown codec"


class _Track:
    """One stream on its way over. Of each piece only the coded bytes and their place in time go on."""

    def __init__(self, stream: Stream, target: OutputContainer, container: _Container) -> None:
        codec = _codec(stream)
        if codec not in container.codecs:
            raise Unreadable(f"{codec} in {container.reads} is not taken")
        self._made = target.add_stream_from_template(stream, opaque=True)
        self._units = _UNITS[codec](stream.codec_context.extradata or b"") if codec in _UNITS else None
        if codec == "hevc":
            self._made.codec_context.extradata = _configuration_without_notes(self._made.codec_context)
            if container.writes == "mp4":
                self._made.codec_context.codec_tag = "hvc1"  # the name under which Apple's phones play it

    def pieces(self, packet: Packet[Stream]) -> Iterator[Packet[Stream]]:
        coded = self._units.without_notes(bytes(packet)) if self._units else bytes(packet)
        if not coded:
            return
        piece: Packet[Stream] = Packet(coded)
        piece.pts, piece.dts, piece.duration = packet.pts, packet.dts, packet.duration
        piece.time_base, piece.is_keyframe = packet.time_base, packet.is_keyframe
        piece.stream = self._made
        yield piece


class _Units:
    """The units of H.264 or HEVC in a file, each with its length before it (ISO/IEC 14496-15).

    Cameras write notes into units called SEI: camcorders their place and time, coders their settings.
    """

    def __init__(self, configuration: bytes, length_at: int, shift: int, notes: frozenset[int]) -> None:
        if configuration[:1] != b"\x01" or len(configuration) <= length_at:
            raise Unreadable("a picture without its configuration")
        self._prefix = (configuration[length_at] & 3) + 1
        self._shift, self._notes = shift, notes

    def without_notes(self, coded: bytes) -> bytes:
        kept, at = [], 0
        while at < len(coded):
            start, begins = at, at + self._prefix
            at = begins + int.from_bytes(coded[start:begins], "big")
            if at > len(coded) or at == begins:
                raise Unreadable("a picture is cut off")
            kind = coded[begins] >> self._shift & (0x1F if self._shift == 0 else 0x3F)
            if kind not in self._notes:
                kept.append(coded[start:at])
        return b"".join(kept)


_UNITS: dict[str, Callable[[bytes], _Units]] = {
    "h264": lambda configuration: _Units(configuration, 4, 0, frozenset({6})),
    "hevc": lambda configuration: _Units(configuration, 21, 1, frozenset({39, 40})),
}


def _configuration_without_notes(context: CodecContext) -> bytes:
    """HEVC's configuration (ISO/IEC 14496-15, 8.3.3) can hold such notes as well: without them."""
    configuration = context.extradata or b""
    arrays, at = [], 23
    for _ in range(configuration[22]):
        start, at = at, at + 3
        for _ in range(int.from_bytes(configuration[start + 1 : start + 3], "big")):
            at += 2 + int.from_bytes(configuration[at : at + 2], "big")
        if at > len(configuration):
            raise Unreadable("a picture's configuration is cut off")
        if configuration[start] & 0x3F not in (39, 40):
            arrays.append(configuration[start:at])
    return configuration[:22] + bytes([len(arrays)]) + b"".join(arrays)

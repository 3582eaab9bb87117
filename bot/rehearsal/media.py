"""Example files made on the spot: a spoken-like tone as real OGG/Opus, a photo with metadata."""

import io
import math
from array import array

import av
from av.audio.resampler import AudioResampler
from PIL import Image, ImageDraw

RATE = 48_000
_HOLDS_IT = "The recording could not be read as sound."


def example_voice(seconds: float = 2.0) -> bytes:
    """A tone that rises and falls in syllables, as OGG/Opus, the format of Telegram's voice messages."""
    samples = array("h", (_sample(n / RATE) for n in range(int(seconds * RATE))))
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
    frame.planes[0].update(samples.tobytes())
    frame.sample_rate = RATE
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as target:
        _encode(target, [frame])
    return out.getvalue()


def voice_from(recording: bytes) -> tuple[bytes, int]:
    """Any sound a browser recorded, as OGG/Opus and its length in whole seconds (at least 1).

    Raises ValueError when it is no sound.
    """
    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(recording), "r") as source:
            frames = list(source.decode(audio=0))
        with av.open(out, "w", format="ogg") as target:
            _encode(target, frames)
    except (av.FFmpegError, IndexError) as error:
        raise ValueError(_HOLDS_IT) from error
    if not frames:
        raise ValueError(_HOLDS_IT)
    length = sum(frame.samples / frame.sample_rate for frame in frames)
    return out.getvalue(), max(1, round(length))


def example_photo(words: str = "An example photo") -> bytes:
    """A drawn picture as JPEG that names, in its metadata, a place, an author and a camera."""
    picture = Image.new("RGB", (960, 720), "#f3e3cf")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 130, 520, 600), fill="#bcd3dc", outline="#5a4636", width=10)
    draw.line((320, 130, 320, 600), fill="#5a4636", width=8)
    draw.line((120, 365, 520, 365), fill="#5a4636", width=8)
    draw.ellipse((610, 170, 830, 390), fill="#fffaf3", outline="#5a4636", width=10)
    draw.line((720, 280, 720, 205), fill="#5a4636", width=10)
    draw.line((720, 280, 775, 310), fill="#5a4636", width=10)
    draw.text((610, 470), words, fill="#5a4636", font_size=30)
    exif = Image.Exif()
    exif[0x010F] = "Example Camera"
    exif[0x013B] = "Ann (example)"
    exif[0x010E] = "Metadata that must not be kept"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 28.0, 40.0), 3: "W", 4: (0.0, 0.0, 5.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _sample(at: float) -> int:
    pitch = 150 + 40 * math.sin(2 * math.pi * 0.6 * at)
    loudness = max(0.0, math.sin(2 * math.pi * 2.5 * at)) * 0.4
    return int(32_767 * loudness * math.sin(2 * math.pi * pitch * at))


def _encode(target: av.container.OutputContainer, frames: list[av.AudioFrame]) -> None:
    stream = target.add_stream("libopus", rate=RATE, layout="mono")
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    for frame in [*frames, None]:
        if frame is not None:
            frame.pts = None  # the encoder counts on its own; browsers' times start anywhere
        for ready in resampler.resample(frame):
            target.mux(stream.encode(ready))
    target.mux(stream.encode(None))

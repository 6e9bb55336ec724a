"""Little videos of every awkward kind, each frame of which tells its number."""

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

BLOCK = 8


def numbered(number: int, width: int, height: int) -> NDArray[np.uint8]:
    """Grey, with the number as eight dark and light blocks along the upper edge, and a red lower half."""
    picture = np.full((height, width, 3), 90, np.uint8)
    picture[height // 2 :] = (220, 40, 40)
    for bit in range(8):
        left, right = (bit * width) // 8, ((bit + 1) * width) // 8
        picture[: height // 3, left:right] = 235 if number >> bit & 1 else 20
    return picture


def number_in(picture: NDArray[np.uint8]) -> int:
    """The number that such a picture shows, whatever its size."""
    height, width = picture.shape[:2]
    band = picture[height // 12 : height // 5]
    middles = [((2 * bit + 1) * width) // 16 for bit in range(8)]
    return sum((band[:, at - 1 : at + 2].mean() > 128) << bit for bit, at in enumerate(middles))


def video(
    path: Path,
    times_ms: list[int],
    size: tuple[int, int] = (64, 48),
    sound: NDArray[np.float32] | None = None,
    container: str = "mp4",
    turned: int = 0,
) -> Path:
    """A video whose frames are shown at these times, on an index of milliseconds.

    size: of its pictures as they are held upright. turned: degrees clockwise that a player is to turn them by, so that
    they lie in the file the other way round.
    """
    across, down = size[::-1] if turned in (90, 270) else size
    with av.open(path, "w", format=container) as file:
        stream: Any = file.add_stream("libx264", rate=30, options={"crf": "10", "bf": "0", "g": "10"})
        stream.width, stream.height = across, down
        stream.pix_fmt = "yuv444p" if size[0] % 2 or size[1] % 2 else "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        heard: Any = file.add_stream("aac", rate=48_000) if sound is not None else None
        if heard is not None:
            heard.codec_context.layout = "stereo"
        for number, time in enumerate(times_ms):
            lying = np.ascontiguousarray(np.rot90(numbered(number, *size), turned // 90))
            frame = av.VideoFrame.from_ndarray(lying, "rgb24")
            frame.pts, frame.time_base = time, Fraction(1, 1000)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if heard is not None and sound is not None:
            for start in range(0, sound.shape[1], 1024):
                block = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(sound[:, start : start + 1024]), "fltp", "stereo"
                )
                block.sample_rate, block.pts, block.time_base = 48_000, start, Fraction(1, 48_000)
                file.mux(heard.encode(block))
            file.mux(heard.encode(None))
    if turned:
        _turn(path, turned)
    return path


def _turn(path: Path, degrees: int) -> None:
    """Write a rotation into the picture's track header (ISO/IEC 14496-12, 8.3.2), as phones do."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    one = 0x10000
    matrix = {90: (0, one, 0, -one, 0, 0), 180: (-one, 0, 0, 0, -one, 0), 270: (0, -one, 0, one, 0, 0)}[degrees]
    struct.pack_into(">9i", data, at, *matrix, 0, 0, 0x40000000)
    path.write_bytes(data)


def tone(seconds: float, hertz: float = 440.0) -> NDArray[np.float32]:
    """A steady tone on both sides."""
    wave = 0.4 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * 48_000)) / 48_000)
    return np.stack([wave, wave]).astype(np.float32)

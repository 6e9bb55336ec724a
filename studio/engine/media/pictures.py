"""Still pictures from files: measured before they are unpacked, turned upright, made as small as is wanted.

Skia reads them: PNG of 8 and 16 bits, JPEG (CMYK too), WebP, GIF and BMP, colours brought to sRGB.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from studio.errors import DeviceLimit, MediaUnreadable, MissingResource

FILE_BYTES: Final = 256 * 2**20
MOST_PIXELS: Final = 120_000_000
"""Of a picture as it is unpacked, 480 MB. JPEG and WebP are unpacked at an eighth or more of their size."""
_SMALLEST: Final = 16
_NARROWEST: Final = 32  # times as long as wide
_READ: Final = "Save it as PNG, JPEG, WebP, GIF or BMP."
_VIDEOS: Final = ((0, b"\x1aE\xdf\xa3"), (8, b"AVI "), (0, b"FLV"), (0, b"\x00\x00\x01\xba"), (0, b"OggS"))
_STILL_BRANDS: Final = (b"avif", b"avis", b"heic", b"heix", b"mif1")
_MARKS: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif")
_TURNS: Final[dict[str, tuple[int, ...]]] = {  # EXIF orientation: transpose, flip up-down, flip left-right
    "kTopRight": (0, 0, 1),
    "kBottomRight": (0, 1, 1),
    "kBottomLeft": (0, 1, 0),
    "kLeftTop": (1, 0, 0),
    "kRightTop": (1, 0, 1),
    "kRightBottom": (1, 1, 1),
    "kLeftBottom": (1, 1, 0),
}


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture upright: colour (H, W, 3) uint8 sRGB, alpha (H, W) uint8 straight, None where all of it is there.

    size: width and height in the file, upright. frames: how many the file has; this is the first.
    """

    colour: NDArray[np.uint8]
    alpha: NDArray[np.uint8] | None
    size: tuple[int, int]
    frames: int = 1

    @property
    def note(self) -> str:
        """What was left out, in a sentence; "" for nothing."""
        return f"It has {self.frames} frames, of which the first is used." if self.frames > 1 else ""


def read_picture(data: bytes, called: str, side_px: int) -> Picture:
    """A picture file, upright, no side over ``side_px``.

    Args:
        data: the bytes of the file. called: what it is called when it is refused.

    Raises:
        MediaUnreadable: it is a video, no picture, broken, under 16 pixels a side, or a strip 32 times as long as wide.
        DeviceLimit: it is larger than ``MOST_PIXELS`` as it must be unpacked.
    """
    held = skia.Data.MakeWithCopy(data)  # the codec reads from it, and does not keep it alive
    codec = _codec(held, data, called)
    width, height = int(codec.dimensions().width()), int(codec.dimensions().height())
    if min(width, height) < _SMALLEST:
        raise MediaUnreadable(
            f"{called} has {width}x{height} pixels, too few to film.", f"Give one of at least {_SMALLEST} a side."
        )
    if max(width, height) > _NARROWEST * min(width, height):
        raise MediaUnreadable(
            f"{called} has {width}x{height} pixels, too narrow a strip to film.", "Cut out the part that matters."
        )
    unpacked = _unpacked(codec, called, (width, height), side_px)
    frames = max(1, int(codec.getFrameCount()))
    upright = _upright(_reduced(unpacked, side_px), str(codec.getOrigin()))
    turned = upright.shape[0] > upright.shape[1]
    size = (width, height) if (height > width) == turned else (height, width)
    alpha = upright[..., 3]
    some = bool((alpha < 250).any())
    colour = np.ascontiguousarray(upright[..., :3])
    return Picture(colour, np.ascontiguousarray(alpha) if some else None, size, frames)


def read_bytes(path: Path) -> bytes:
    """A picture file's bytes.

    Raises:
        MissingResource: it cannot be read. MediaUnreadable: it is a folder. DeviceLimit: over 256 MiB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except IsADirectoryError as fault:
        raise MediaUnreadable(f"{path} is a folder, not a picture.", "Give a picture file.") from fault
    except OSError as fault:
        raise MissingResource(
            f"The picture {path} cannot be read ({fault.strerror}).", "Put it back, or choose another."
        ) from fault
    if is_video(data):
        raise _video(str(path))
    if len(data) > FILE_BYTES:
        raise DeviceLimit(f"{path} is larger than 256 MB, which no picture here may be.", "Make it smaller first.")
    return data


def is_video(data: bytes) -> bool:
    """Whether a file begins as videos do: MP4 and MOV, Matroska and WebM, AVI, FLV, MPEG, Ogg."""
    if data[4:8] == b"ftyp":
        return data[8:12] not in _STILL_BRANDS
    return any(data[at : at + len(mark)] == mark for at, mark in _VIDEOS)


def is_picture(head: bytes, suffix: str = "") -> bool:
    """Whether a file is a still picture by its first 16 bytes, or by the end of its name."""
    riff = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    heif = head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS
    return riff or heif or head.startswith(_MARKS) or suffix.lower() in _SUFFIXES


def _codec(held: Any, data: bytes, called: str) -> Any:
    if is_video(data):
        raise _video(called)
    try:
        return skia.Codec.MakeFromData(held)
    except RuntimeError as fault:
        raise MediaUnreadable(f"{called} is not a picture that can be read.", _READ) from fault


def _video(called: str) -> MediaUnreadable:
    return MediaUnreadable(f"{called} is a video, not a still picture.", "Save one of its frames as PNG and give that.")


def _unpacked(codec: Any, called: str, size: tuple[int, int], side_px: int) -> NDArray[np.uint8]:
    """(H, W, 4) straight RGBA, reduced as far as the codec itself can without going under ``side_px``."""
    scaled = codec.getScaledDimensions(min(1.0, side_px / max(size)))
    width, height = int(scaled.width()), int(scaled.height())
    if max(width, height) < min(side_px, max(size)):
        width, height = _next_larger(codec, size, side_px)
    if width * height > MOST_PIXELS:
        raise DeviceLimit(
            f"{called} has {size[0]}x{size[1]} pixels, {size[0] * size[1] / 1e6:.0f} million; "
            f"{MOST_PIXELS // 1_000_000} million can be unpacked.",
            "Make it smaller, or save it as JPEG.",
        )
    pixels = np.zeros((height, width, 4), np.uint8)
    sort = skia.ImageInfo.Make(
        width, height, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType, skia.ColorSpace.MakeSRGB()
    )
    result = codec.getPixels(sort, pixels, pixels.strides[0])
    if result != skia.Codec.kSuccess:
        raise MediaUnreadable(f"{called} is broken: it cannot be unpacked whole.", "Save or copy it again.")
    return pixels


def _next_larger(codec: Any, size: tuple[int, int], side_px: int) -> tuple[int, int]:
    """The smallest of a JPEG's eighths that is not under ``side_px``."""
    for eighths in range(1, 8):
        scaled = codec.getScaledDimensions(eighths / 8)
        width, height = int(scaled.width()), int(scaled.height())
        if max(width, height) >= side_px:
            return width, height
    return size


def _reduced(picture: NDArray[np.uint8], side_px: int) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    if max(height, width) <= side_px:
        return picture
    scale = side_px / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _upright(picture: NDArray[np.uint8], origin: str) -> NDArray[np.uint8]:
    """The picture as its EXIF orientation says it is to be held. Source: EXIF 2.32, tag 0x0112."""
    name = origin.rpartition(".")[2].removesuffix("_EncodedOrigin")
    transpose, down, right = _TURNS.get(name, (0, 0, 0))
    picture = picture.transpose(1, 0, 2) if transpose else picture
    picture = picture[::-1] if down else picture
    return picture[:, ::-1] if right else picture

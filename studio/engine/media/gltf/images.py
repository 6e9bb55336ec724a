"""Pictures of a glTF file: PNG and JPEG, measured before they are unpacked."""

import struct
from typing import Any, Final

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from studio.engine.media.gltf import limits
from studio.engine.media.gltf.accessors import view_bytes
from studio.engine.media.gltf.container import GltfFile, data_of, outside
from studio.engine.media.gltf.faults import broken

Picture = NDArray[np.uint8]

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def pictures(file: GltfFile, wanted: frozenset[int], side_px: int) -> dict[int, Picture]:
    """Some of the file's images, (H, W, 4) sRGB straight alpha, no side over ``side_px``.

    Raises:
        MediaUnreadable: one is missing, broken or too large, or they are all together.
    """
    found: dict[int, Picture] = {}
    pixels = 0
    for number in sorted(wanted):
        data = _bytes_of(file, number)
        size = measured(data)
        if size is None:
            raise broken(file.path, f"picture {number} is neither PNG nor JPEG, or is broken")
        pixels += size[0] * size[1]
        if max(size) > limits.IMAGE_SIDE_PX or pixels > limits.IMAGE_PIXELS:
            raise broken(file.path, f"picture {number} of {size[0]}x{size[1]} pixels is too much", "Make it smaller.")
        found[number] = _unpacked(file, number, data, side_px)
    return found


def measured(data: bytes | memoryview) -> tuple[int, int] | None:
    """Width and height that a PNG or a JPEG says it has; None for anything else."""
    head = bytes(data[:24])
    if head.startswith(_PNG) and len(head) == 24:
        width, height = struct.unpack(">II", head[16:24])
        return (width, height) if width and height else None
    return _measured_jpeg(data) if head[:2] == b"\xff\xd8" else None


def _measured_jpeg(data: bytes | memoryview) -> tuple[int, int] | None:
    """Walk its segments up to the frame header. Source: ITU-T T.81, annex B."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", bytes(data[at + 5 : at + 9]))
            return (width, height) if width and height else None
        at += 1 if kind == 0xFF else 2 if kind in _BARE else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _bytes_of(file: GltfFile, number: int) -> bytes | memoryview:
    images = file.root.images
    if not 0 <= number < len(images):
        raise broken(file.path, f"it refers to picture {number}, and has {len(images)}")
    image = images[number]
    if image.buffer_view is not None:
        return view_bytes(file, image.buffer_view)
    if image.uri is None:
        raise broken(file.path, f"picture {number} is missing", "Export the model again with its textures inside.")
    if image.uri.startswith("data:"):
        return data_of(file.path, image.uri)
    raise outside(file.path, image.uri)


def _unpacked(file: GltfFile, number: int, data: bytes | memoryview, side_px: int) -> Picture:
    """An image as RGBA. Skia reads it: it says nothing of its own where one is broken."""
    image: Any = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(bytes(data)))
    if image is None:
        raise broken(file.path, f"picture {number} is broken")
    picture = np.asarray(image.toarray(colorType=skia.kRGBA_8888_ColorType), np.uint8)
    height, width = picture.shape[:2]
    if max(height, width) <= side_px:
        return picture
    scale = side_px / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)

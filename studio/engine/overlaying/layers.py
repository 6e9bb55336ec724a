"""A picture with transparency as what it takes to lay it over others, in RGB or in the YUV that takes are stored in.

Mixed as stored, as other programs do: source over destination in gamma, BT.709. RGB and YUV give the same picture, for
YUV is linear in gamma-encoded RGB.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import cv2
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
_LUMA: Final = np.array((0.2126, 0.7152, 0.0722))  # ITU-R BT.709-6, item 3.2
_BLUE, _RED = 1.8556, 1.5748


def _to_stored() -> NDArray[np.float64]:
    """From premultiplied (R, G, B, alpha), 0 to 255, to premultiplied Y, Cb, Cr of limited range."""
    blue, red = (np.array((0.0, 0.0, 1.0)) - _LUMA) / _BLUE, (np.array((1.0, 0.0, 0.0)) - _LUMA) / _RED
    scaled = np.stack([219 * _LUMA, 224 * blue, 224 * red]) / 255
    return np.column_stack([scaled, np.array((16, 128, 128)) / 255])


_STORED: Final = _to_stored()


@dataclass(frozen=True, eq=False)
class Layer:
    """A picture to be laid over others from (left, top) on, both even.

    colour: (h, w, 4) uint8, red, green, blue and alpha, premultiplied; h and w even.
    """

    left: int
    top: int
    colour: Bytes


@dataclass(frozen=True, eq=False)
class Sheets:
    """A layer ready for one kind of picture: for each plane what is added, and how much stays of what is there.

    planes: (added, staying) uint8 of the plane's part that the layer covers.
    """

    left: int
    top: int
    planes: tuple[tuple[Bytes, Bytes], ...]

    def thinned(self, opacity: float) -> "Sheets":
        """The same seen less: 1 as it is, 0 not at all."""
        if opacity >= 1.0:
            return self
        planes = tuple(
            (
                cast(Bytes, cv2.convertScaleAbs(added, alpha=opacity)),
                cast(Bytes, cv2.convertScaleAbs(staying, alpha=opacity, beta=255.0 * (1.0 - opacity))),
            )
            for added, staying in self.planes
        )
        return Sheets(self.left, self.top, planes)


def rgb_sheets(layer: Layer) -> Sheets:
    """For (H, W, 3) pictures, whose rows are taken as one plane three times as wide."""
    colour = layer.colour
    added = np.ascontiguousarray(colour[..., :3]).reshape(colour.shape[0], -1)
    staying = np.repeat(255 - colour[..., 3], 3, axis=1)
    return Sheets(layer.left, layer.top, ((added, staying),))


def stored_sheets(layer: Layer) -> Sheets:
    """For yuv420p of BT.709, limited range."""
    tall, wide = layer.colour.shape[:2]
    y, u, v = cv2.split(cv2.transform(layer.colour, _STORED))
    alpha = np.ascontiguousarray(layer.colour[..., 3])
    half = (wide // 2, tall // 2)
    fewer = cast(Bytes, 255 - cv2.resize(alpha, half, interpolation=cv2.INTER_AREA))
    blue, red = (cast(Bytes, cv2.resize(one, half, interpolation=cv2.INTER_AREA)) for one in (u, v))
    return Sheets(layer.left, layer.top, ((cast(Bytes, y), 255 - alpha), (blue, fewer), (red, fewer)))


def lay_over_rgb(colour: Bytes, sheets: Sheets) -> None:
    """Lay a layer over a picture, (H, W, 3) uint8, in place."""
    added, staying = sheets.planes[0]
    rows = colour.reshape(colour.shape[0], -1)
    _lay(rows[sheets.top : sheets.top + added.shape[0]], 3 * sheets.left, added, staying)


def laid_over_stored(picture: VideoFrame, layers: Sequence[Sheets]) -> VideoFrame:
    """A picture of yuv420p with layers over it, the lowest first; a new frame, and the one given is as it was."""
    made = VideoFrame(picture.width, picture.height, "yuv420p")
    for number, (source, plane) in enumerate(zip(picture.planes, made.planes, strict=True)):
        own = rows_of(plane)
        own[:] = rows_of(source)
        part = 1 if number == 0 else 2
        for sheets in layers:
            added, staying = sheets.planes[number]
            top = sheets.top // part
            _lay(own[top : top + added.shape[0]], sheets.left // part, added, staying)
    return made


def rows_of(plane: Any) -> Bytes:
    """A plane without the padding at the ends of its rows; written to where the frame is one's own."""
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]


def _lay(rows: Bytes, left: int, added: Bytes, staying: Bytes) -> None:
    part = rows[:, left : left + added.shape[1]]
    part[:] = cv2.add(cv2.multiply(part, staying, scale=1 / 255), added)

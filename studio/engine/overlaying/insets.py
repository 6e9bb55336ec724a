"""Clips laid over the picture: a frame of one as it lies there, in RGB or as takes are stored."""

from typing import Final

import numpy as np
from av import VideoFrame
from av.video.reformatter import ColorRange

from studio.engine.overlaying.layers import Bytes, Layer, Sheets, rgb_sheets, rows_of, stored_sheets
from studio.engine.overlaying.pictures import picture_layer
from studio.engine.painters.footage.painter import converted, upright, upright_shape
from studio.engine.painters.painter import Size
from studio.timeline.overlays import Fit, Place

_MOST_TIMES: Final = 4
"""How much larger than the film's picture a clip is scaled as a whole; beyond that only what is seen of it."""


def inset_sheets(frame: VideoFrame, fit: Fit, place: Place, size: Size, *, stored: bool) -> Sheets | None:
    """A frame of a clip where it lies; None if nothing of it is seen. stored: for pictures as takes have them."""
    wide, tall = upright_shape(frame)
    box = (size.width * place.scale, size.height * place.scale)
    ratio = min(box[0] / wide, box[1] / tall)
    room = box if fit == "fill" else (float(wide * ratio), float(tall * ratio))
    fitted = Size(*(_even(side) for side in room))
    if fitted.width * fitted.height > _MOST_TIMES * size.width * size.height:
        layer = picture_layer(_opaque(frame, Size(_even(float(wide)), _even(float(tall)))), fit, place, size)
        return None if layer is None else (stored_sheets if stored else rgb_sheets)(layer)
    if stored and not place.rotation and not round(frame.rotation / 90) % 4:
        return _straight(frame, fitted, place, size)
    layer = _drawn(frame, fitted, place, size)
    return None if layer is None else (stored_sheets if stored else rgb_sheets)(layer)


def _drawn(frame: VideoFrame, fitted: Size, place: Place, size: Size) -> Layer | None:
    opaque = _opaque(frame, fitted)
    if place.rotation:
        whole = Place(place.x, place.y, max(fitted.width / size.width, fitted.height / size.height), place.rotation)
        return picture_layer(opaque, "fit", whole, size)
    left, top = _corner(fitted, place, size)
    seen = opaque[max(0, -top) : size.height - top, max(0, -left) : size.width - left]
    return Layer(max(0, left), max(0, top), np.ascontiguousarray(seen)) if seen.size else None


def _opaque(frame: VideoFrame, size: Size) -> Bytes:
    colour = upright(frame, size, fits=False)
    return np.dstack([colour, np.full(colour.shape[:2], 255, np.uint8)])


def _straight(frame: VideoFrame, fitted: Size, place: Place, size: Size) -> Sheets | None:
    """The same without a way through RGB: scaled as it is stored, cut to its box and to the picture."""
    wide, tall = upright_shape(frame)
    ratio = max(fitted.width / wide, fitted.height / tall)
    scaled = converted(frame, _even(float(wide * ratio)), _even(float(tall * ratio)), "yuv420p", ColorRange.MPEG)
    left, top = _corner(fitted, place, size)
    across = _middle(scaled.width, fitted.width), max(0, -left), min(fitted.width, size.width - left)
    down = _middle(scaled.height, fitted.height), max(0, -top), min(fitted.height, size.height - top)
    if across[1] >= across[2] or down[1] >= down[2]:
        return None
    planes: list[tuple[Bytes, Bytes]] = []
    for number, plane in enumerate(scaled.planes):
        part = 1 if number == 0 else 2
        (first, last), (begins, ends) = (
            tuple((offset + edge) // part for edge in edges) for offset, *edges in (down, across)
        )
        added = rows_of(plane)[first:last, begins:ends]
        planes.append((added, np.zeros_like(added)))
    return Sheets(max(0, left), max(0, top), tuple(planes))


def _corner(fitted: Size, place: Place, size: Size) -> tuple[int, int]:
    """The left and upper edge of a box about its middle, on even pixels."""
    return (
        2 * round((place.x * size.width - fitted.width / 2) / 2),
        2 * round((place.y * size.height - fitted.height / 2) / 2),
    )


def _middle(length: int, room: int) -> int:
    return max(0, length - room) // 4 * 2


def _even(side: float) -> int:
    return max(2, 2 * round(side / 2))

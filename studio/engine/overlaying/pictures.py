"""An overlay's content drawn where it lies: a layer of a picture's size, cut to what is seen of it."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

from studio.engine.overlaying.cards import Lettering
from studio.engine.overlaying.layers import Layer
from studio.engine.painters.painter import Size
from studio.timeline.overlays import Card, Fit, Place

_MARGIN: Final = 2
"""Pixels about what is drawn for the soft edge of it."""
_LARGER: Final = skia.SamplingOptions(skia.CubicResampler.Mitchell())
_SMALLER: Final = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


@dataclass(frozen=True)
class Box:
    """A part of a picture, pixels; all four are even."""

    left: int
    top: int
    right: int
    bottom: int


def card_layer(card: Card, place: Place, size: Size) -> Layer | None:
    """Words where they lie, over their ground if they have one; None if nothing of them is in the picture."""
    lettering = Lettering(card, (size.width, size.height), place.scale)
    whole = Box(0, 0, size.width, size.height)
    box = whole if card.ground else seen_box(place, (lettering.width, lettering.height), size)
    if box is None:
        return None
    pixels, canvas = _surface(box)
    if card.ground:
        canvas.clear(int(card.ground[1:], 16) | 0xFF000000)
    _go_to(canvas, place, size)
    lettering.draw(canvas)
    return _layer(box, pixels, canvas)


def picture_layer(picture: NDArray[np.uint8], fit: Fit, place: Place, size: Size) -> Layer | None:
    """A picture where it lies; None if nothing of it is seen. picture: (H, W, 4) uint8 sRGB, straight alpha."""
    tall, wide = picture.shape[:2]
    across, down = size.width * place.scale, size.height * place.scale
    shares = (across / wide, down / tall)
    ratio = min(shares) if fit == "fit" else max(shares)
    room = (min(wide * ratio, across), min(tall * ratio, down))
    box = seen_box(place, room, size)
    if box is None:
        return None
    pixels, canvas = _surface(box)
    _go_to(canvas, place, size)
    canvas.clipRect(skia.Rect.MakeXYWH(-room[0] / 2, -room[1] / 2, *room), skia.ClipOp.kIntersect, True)
    image = skia.Image.fromarray(picture, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)
    drawn = skia.Rect.MakeXYWH(-wide * ratio / 2, -tall * ratio / 2, wide * ratio, tall * ratio)
    canvas.drawImageRect(image, drawn, _SMALLER if ratio < 1 else _LARGER, None)
    return _layer(box, pixels, canvas)


def seen_box(place: Place, room: tuple[float, float], size: Size) -> Box | None:
    """What of a picture is covered by something so wide and tall that lies so; None for nothing."""
    turn = math.radians(place.rotation)
    cosine, sine = abs(math.cos(turn)), abs(math.sin(turn))
    half_across = (room[0] * cosine + room[1] * sine) / 2 + _MARGIN
    half_down = (room[0] * sine + room[1] * cosine) / 2 + _MARGIN
    left, right = _even(place.x * size.width, half_across, size.width)
    top, bottom = _even(place.y * size.height, half_down, size.height)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _even(middle: float, half: float, most: int) -> tuple[int, int]:
    first = 2 * math.floor(max(0.0, middle - half) / 2)
    last = 2 * math.ceil(min(float(most), middle + half) / 2)
    return min(first, most), max(0, min(last, most))


def _surface(box: Box) -> tuple[NDArray[np.uint8], Any]:
    pixels = np.zeros((box.bottom - box.top, box.right - box.left, 4), np.uint8)
    surface: Any = skia.Surface.MakeRasterDirect(
        skia.ImageInfo.Make(pixels.shape[1], pixels.shape[0], skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType),
        pixels,
    )
    canvas = surface.getCanvas()
    canvas.translate(-box.left, -box.top)
    return pixels, canvas


def _go_to(canvas: Any, place: Place, size: Size) -> None:
    """Let the canvas's origin be the middle of the place, and its axes turned as it is."""
    canvas.translate(place.x * size.width, place.y * size.height)
    canvas.rotate(place.rotation)


def _layer(box: Box, pixels: NDArray[np.uint8], canvas: Any) -> Layer | None:
    del canvas  # drawn straight into the pixels; nothing waits in it
    return Layer(box.left, box.top, pixels) if pixels[..., 3].any() else None

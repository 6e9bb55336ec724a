"""One picture for all that is painted flat on a set: signs, posters, leaves, clouds.

Pictures drop onto a skyline as into a box; the result is straight-alpha sRGB with row 0 at v = 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import skia
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import Finish, Shape, paint, quad

Canvas: TypeAlias = Any
Drawing: TypeAlias = Callable[[Canvas], None]
Pixels: TypeAlias = NDArray[np.uint8]

_GAP = 4
_GRAIN = 4
WHITE: RGB = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Region:
    """A picture's place in the atlas, as uv."""

    left: float
    top: float
    right: float
    bottom: float

    def part(self, left: float, top: float, right: float, bottom: float) -> "Region":
        """A part of it, in fractions of its width and height."""
        wide, high = self.right - self.left, self.bottom - self.top
        return Region(
            self.left + left * wide, self.top + top * high, self.left + right * wide, self.top + bottom * high
        )

    @property
    def mirrored(self) -> "Region":
        """The same picture, left for right."""
        return Region(self.right, self.top, self.left, self.bottom)


class Atlas:
    """Packs pictures into one; ``pixels`` is the picture made."""

    def __init__(self, width: int = 2048, height: int = 2048) -> None:
        self._pixels = np.zeros((height, width, 4), np.uint8)
        self._skyline = np.zeros(width // _GRAIN, np.int64)
        self._shared: dict[str, Region] = {}
        self.blank = self.draw(8, 8, lambda canvas: canvas.clear(ink(WHITE)))

    def draw(self, width: int, height: int, drawing: Drawing, bleed: RGB | None = None) -> Region:
        """Paint a picture with skia, (0, 0) its top left.

        bleed: the colour of wholly clear pixels, so that cut-out edges do not darken when they are filtered.
        """
        picture = np.zeros((height, width, 4), np.uint8)
        drawing(skia.Surface(picture).getCanvas())
        return self.put(_straight(picture, bleed))

    def once(self, name: str, make: Callable[[], Region]) -> Region:
        """A picture that many things share, painted when it is first asked for."""
        if name not in self._shared:
            self._shared[name] = make()
        return self._shared[name]

    def put(self, picture: Pixels) -> Region:
        """Place a finished (H, W, 4) straight-alpha picture."""
        height, width = picture.shape[:2]
        x, y = self._room_for(width + _GAP, height + _GAP)
        self._pixels[y : y + height, x : x + width] = picture
        high, wide = self._pixels.shape[:2]
        return Region((x + 1) / wide, (y + 1) / high, (x + width - 1) / wide, (y + height - 1) / high)

    def _room_for(self, width: int, height: int) -> tuple[int, int]:
        """Where a picture drops lowest on the skyline of those before it; the skyline rises there."""
        span = -(-width // _GRAIN)
        if span > len(self._skyline):
            raise ValueError("the picture is wider than the atlas")
        rest = sliding_window_view(self._skyline, span).max(1)
        column = int(rest.argmin())
        y = int(rest[column])
        if y + height > len(self._pixels) + _GAP:
            raise ValueError("the atlas is full")
        self._skyline[column : column + span] = y + height
        return column * _GRAIN, y

    @property
    def pixels(self) -> Pixels:
        """The picture, ready for upload."""
        return self._pixels


def _straight(picture: Pixels, bleed: RGB | None) -> Pixels:
    """From skia's premultiplied pixels to straight ones."""
    alpha = picture[..., 3]
    partly = (alpha > 0) & (alpha < 255)
    colour = picture[partly, :3].astype(np.float32) * 255 / alpha[partly, None]
    picture[partly, :3] = np.minimum(colour, 255).astype(np.uint8)
    if bleed is not None:
        picture[alpha == 0, :3] = np.array(bleed) * 255
    return picture


def ink(colour: RGB, alpha: float = 1.0) -> Any:
    """A skia colour."""
    return skia.Color4f(*colour, alpha)


def fill(colour: RGB, alpha: float = 1.0, *, blur: float = 0.0) -> Any:
    """A skia paint that fills."""
    pen = skia.Paint(Color4f=ink(colour, alpha), AntiAlias=True)
    if blur:
        pen.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return pen


def stroke(colour: RGB, width: float, alpha: float = 1.0, *, blur: float = 0.0) -> Any:
    """A skia paint that draws round-ended lines."""
    pen = fill(colour, alpha, blur=blur)
    pen.setStyle(skia.Paint.kStroke_Style)
    pen.setStrokeWidth(width)
    pen.setStrokeCap(skia.Paint.kRound_Cap)
    pen.setStrokeJoin(skia.Paint.kRound_Join)
    return pen


def wash(tone: RGB) -> Any:
    """A skia paint that leaves so much of every colour it goes over."""
    pen = fill(tone)
    pen.setBlendMode(skia.BlendMode.kMultiply)
    return pen


def ramp(colours: list[tuple[RGB, float]], start: tuple[float, float], end: tuple[float, float]) -> Any:
    """A skia paint that runs from colour to colour (each with its alpha) between two points."""
    pen = skia.Paint(AntiAlias=True)
    codes = [ink(colour, alpha).toColor() for colour, alpha in colours]
    pen.setShader(skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], codes))
    return pen


def shape_path(points: ArrayLike, *, closed: bool = True) -> Any:
    """A skia path through points (K, 2)."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in np.asarray(points, float)], closed)
    return path


def rect(left: float, top: float, width: float, height: float) -> Any:
    """A skia rectangle by its corner and size."""
    return skia.Rect.MakeXYWH(left, top, width, height)


def printed(shape: Shape, region: Region) -> Shape:
    """A shape whose uv (0-1) is led into a region of the atlas."""
    u = region.left + shape.uv[:, 0] * (region.right - region.left)
    v = region.top + shape.uv[:, 1] * (region.bottom - region.top)
    return replace(shape, uv=np.stack([u, v], 1))


def decal(shade: RGB = (0.62, 0.58, 0.80), glow: float = 0.0, tint: RGB = WHITE, outline: float = 0.0) -> Finish:
    """The finish of a painted picture: the texel times these; glow 1 shows it unlit."""
    return Finish(tint, shade, Surface.DECAL, glow=glow, outline=outline)


def pane(origin: ArrayLike, across: ArrayLike, up: ArrayLike, region: Region, coat: Finish | None = None) -> Mesh:
    """A flat picture in the world, facing ``across`` x ``up``."""
    return paint(printed(quad(origin, across, up), region), coat or decal())
